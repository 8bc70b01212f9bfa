import type { Transaction } from '#server/db/client.ts';
import { asDatabaseActor, reach } from '#server/http/actor.ts';
import { type Handled, route } from '#server/http/route.ts';
import { exportSteps as exportContract, type ImportReport, importSteps as importContract } from '#shared/contract/exchange.ts';
import { Problem } from '#shared/contract/problem.ts';
import { exportSteps } from './export-steps.ts';
import { importSteps } from './import-steps.ts';
import { bytesOf } from './read-csv.ts';
import { countsOf } from './report-counts.ts';

export const routes: readonly Handled[] = [
  route(
    importContract,
    async ({ actor, query, body, clock, newId, request, audit, dependencies: { db, randomBytes } }) => {
      refuseOtherCharset(request.headers['content-type']);
      if (query.createMunicipalities && reach(actor, 'steps.import') !== 'all') throw new Problem('access.forbidden');
      const importing = {
        db,
        actor: asDatabaseActor(actor, importContract),
        recordedBy: actor.userId,
        reach: reach(actor, 'steps.import'),
        clock,
        newId,
        random: (below: number) => randomBytes(4).readUInt32BE() % below,
        note: async (tx: Transaction, stored: ImportReport) => {
          audit.about({ details: countsOf(stored) });
          await audit.append(tx);
        },
      };
      const { dryRun = false, partial = false, createMunicipalities = false } = query;
      const choices = { isDryRun: dryRun, isPartial: partial, canCreateMunicipalities: createMunicipalities };
      const report = await importSteps(importing, bytesOf(body), choices);
      audit.about({ details: countsOf(report) });
      return { body: report };
    },
    { isTransaction: false },
  ),

  route(
    exportContract,
    ({ actor, dependencies: { db } }) => {
      const content = exportSteps(db, {
        actor: asDatabaseActor(actor, exportContract),
        reach: reach(actor, 'steps.export'),
        seesIdentity: actor.role === 'case-worker',
      });
      return { download: { filename: 'steps.csv', content } };
    },
    { isTransaction: false },
  ),
];

function refuseOtherCharset(contentType: string | undefined): void {
  const charset = /charset="?([^;"\s]+)/iu.exec(contentType ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/iu.test(charset))
    throw new Problem('request.media-type', { detail: `Send text/csv in UTF-8, not in ${charset.slice(0, 40)}.` });
}
