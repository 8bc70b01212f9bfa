import { type Actor, reach } from '#server/http/actor.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import {
  getTrajectory,
  getTrajectoryModel,
  listTrajectories as listContract,
  openTrajectory as openContract,
  recordStep as recordContract,
  withdrawStep as withdrawContract,
} from '#shared/contract/trajectories.ts';
import { reachOf } from '#shared/permissions.ts';
import type { Doing } from './doing.ts';
import { listTrajectories } from './list-trajectories.ts';
import { openTrajectory } from './open-trajectory.ts';
import { readModel, readTrajectory } from './read-trajectory.ts';
import { recordStep } from './record-step.ts';
import { withdrawStep } from './withdraw-step.ts';

export const routes: readonly Handled[] = [
  route(openContract, async (call) => versioned(await openTrajectory(doing(call), call.body))),

  route(listContract, async ({ db, actor, query }) => ({ body: await listTrajectories(db, reach(actor, 'trajectory.read'), query) })),

  route(getTrajectory, async ({ db, actor, params: { id }, query: { knownAt }, clock }) => {
    const seesIdentity = reachOf(actor.role, 'participant.read') !== undefined;
    return versioned(await readTrajectory(db, { id, reach: reach(actor, 'trajectory.read'), seesIdentity, knownAt, now: clock() }));
  }),

  route(recordContract, async (call) => versioned(await recordStep(doing(call), call.params.id, call.version, call.body))),

  route(withdrawContract, async (call) =>
    versioned(await withdrawStep(doing(call), call.params.id, call.params.stepId, call.version, call.body)),
  ),

  route(getTrajectoryModel, async ({ db, actor }) => ({ body: await readModel(db, reach(actor, 'model.read')) })),
];

function doing({ db, actor, clock, newId }: Pick<Call<typeof recordContract>, 'db' | 'clock' | 'newId'> & { actor: Actor }): Doing {
  return { tx: db, actor: { id: actor.userId, name: actor.name }, reach: reach(actor, 'step.record'), now: clock(), newId };
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
