import { reach } from '#server/http/actor.ts';
import { type Handled, route } from '#server/http/route.ts';
import { keepFile as keepContract, listRetention as listContract } from '#shared/contract/retention.ts';
import { keepFile } from './keep-file.ts';
import { listRetention } from './list-retention.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, actor, query, clock, audit }) => {
    const page = await listRetention({ tx: db, reach: actor.municipalities, now: clock() }, query);
    audit.about({ details: { asked: ['retention'], found: page.items.length } });
    return { body: page };
  }),

  route(keepContract, async ({ db, actor, params: { id }, version, body, clock, audit }) => {
    audit.about({ participantId: id, reason: body.reason, details: { keepUntil: body.keepUntil } });
    const kept = await keepFile({ tx: db, reach: reach(actor, 'file.erase'), now: clock() }, id, version, body);
    return { body: kept, version: kept.version };
  }),
];
