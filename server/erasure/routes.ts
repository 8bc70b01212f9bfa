import { reach } from '#server/http/actor.ts';
import { type Handled, route } from '#server/http/route.ts';
import { eraseFile as eraseContract } from '#shared/contract/erasure.ts';
import { eraseFile } from './erase-file.ts';

export const routes: readonly Handled[] = [
  route(eraseContract, async ({ db, actor, params: { id }, version, body, clock, audit }) => {
    audit.about({ participantId: id, reason: body.reason });
    const erased = await eraseFile({ tx: db, reach: reach(actor, 'file.erase'), now: clock() }, id, version, body);
    return { body: erased, version: erased.version };
  }),
];
