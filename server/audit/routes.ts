import { asDatabaseActor } from '#server/http/actor.ts';
import { type Handled, route } from '#server/http/route.ts';
import { exportAudit as exportContract, listAudit as listContract, listFileReaders as readersContract } from '#shared/contract/audit.ts';
import { reachOf } from '#shared/permissions.ts';
import { listFileReaders } from './list-file-readers.ts';
import { exportAudit, readAudit } from './read-audit.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, actor, query, clock, audit }) => {
    const asking = { userId: actor.userId, extent: reachOf(actor.role, 'audit.read'), now: clock() };
    const { page, participantId, isContinued } = await readAudit(db, asking, query);
    audit.about({ details: { asked: Object.keys(query), found: page.items.length }, ...(participantId && { participantId }) });
    if (isContinued) audit.leaveOut();
    return { body: page };
  }),

  route(
    exportContract,
    ({ actor, query, audit, dependencies: { db } }) => {
      audit.about({ details: { asked: Object.keys(query) } });
      return { download: { filename: 'audit.csv', content: exportAudit(db, asDatabaseActor(actor, exportContract), query) } };
    },
    { isTransaction: false },
  ),

  route(readersContract, async ({ db, params: { id }, query, audit }) => {
    audit.about({ participantId: id });
    return { body: await listFileReaders(db, id, query) };
  }),
];
