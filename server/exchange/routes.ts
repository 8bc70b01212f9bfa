import { asDatabaseActor, reach } from '#server/http/actor.ts';
import { type Handled, route } from '#server/http/route.ts';
import { exportSteps as exportContract, importSteps as importContract } from '#shared/contract/exchange.ts';
import { Problem } from '#shared/contract/problem.ts';
import { exportSteps } from './export-steps.ts';
import { importSteps } from './import-steps.ts';
import { bytesOf } from './read-csv.ts';

export const routes: readonly Handled[] = [
  route(
    importContract,
    async ({ actor, query, body, clock, newId, request, dependencies: { db, randomBytes } }) => {
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
      };
      const { dryRun = false, partial = false, createMunicipalities = false } = query;
      return {
        body: await importSteps(importing, bytesOf(body), {
          isDryRun: dryRun,
          isPartial: partial,
          canCreateMunicipalities: createMunicipalities,
        }),
      };
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
