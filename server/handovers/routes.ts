import { type Actor, reach } from '#server/http/actor.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import type { Doing } from '#server/trajectories/doing.ts';
import {
  acceptHandover as acceptContract,
  countHandovers,
  listHandovers as listContract,
  rejectHandover as rejectContract,
  revokeHandover as revokeContract,
} from '#shared/contract/handovers.ts';
import { acceptHandover, type Outcome, rejectHandover, revokeHandover } from './decide.ts';
import { countIncoming, listHandovers } from './list-handovers.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, actor, query, audit }) => {
    const page = await listHandovers(db, reach(actor, 'handover.read'), query);
    audit.about({ details: { asked: Object.keys(query), direction: query.direction, found: page.items.length } });
    return { body: page };
  }),

  route(countHandovers, async ({ db, actor }) => ({ body: await countIncoming(db, reach(actor, 'handover.read')) })),

  route(acceptContract, async (call) => {
    begin(call);
    return decided(call, await acceptHandover(doing(call), { id: call.params.id, version: call.version }, call.body));
  }),

  route(rejectContract, async (call) => {
    begin(call);
    call.audit.about({ reason: call.body.reason });
    return decided(call, await rejectHandover(doing(call), { id: call.params.id, version: call.version }, call.body));
  }),

  route(revokeContract, async (call) => {
    begin(call);
    return decided(call, await revokeHandover(doing(call), { id: call.params.id, version: call.version }));
  }),
];

type Deciding = Pick<Call<typeof revokeContract>, 'db' | 'clock' | 'newId' | 'params' | 'audit'> & { actor: Actor };

function begin({ audit, params }: Deciding): void {
  audit.about({ subject: { type: 'handover', id: params.id } });
}

function doing({ db, actor, clock, newId }: Deciding): Doing {
  return { tx: db, actor: { id: actor.userId, name: actor.name }, reach: reach(actor, 'handover.decide'), now: clock(), newId };
}

function decided({ audit }: Deciding, { handover, participantId }: Outcome) {
  const { from, to, status } = handover;
  audit.about({ participantId, details: { from, to, status } });
  return { body: handover, version: handover.version };
}
