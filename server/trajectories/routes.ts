import { type Actor, reach } from '#server/http/actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import {
  getTrajectory,
  getTrajectoryModel,
  listTrajectories as listContract,
  openTrajectory as openContract,
  recordStep as recordContract,
  type Trajectory,
  withdrawStep as withdrawContract,
} from '#shared/contract/trajectories.ts';
import { reachOf } from '#shared/permissions.ts';
import type { Doing } from './doing.ts';
import { listTrajectories } from './list-trajectories.ts';
import { openTrajectory } from './open-trajectory.ts';
import { readModel, readTrajectory } from './read-trajectory.ts';
import { recordStep } from './record-step.ts';
import { withdrawStep } from './withdraw-step.ts';

/** What case workers do all day. */
const DIRECT = { isDirect: true };

export const routes: readonly Handled[] = [
  route(openContract, async (call) => {
    call.audit.about({ participantId: call.body.participantId });
    return versioned(noted(call.audit, await openTrajectory(doing(call), call.body)));
  }),

  route(listContract, async ({ db, actor, query, audit }) => {
    const page = await listTrajectories(db, reach(actor, 'trajectory.read'), query);
    audit.about({ details: { asked: Object.keys(query), found: page.items.length } });
    return { body: page };
  }),

  route(getTrajectory, async ({ db, actor, params: { id }, query: { knownAt }, clock, audit }) => {
    audit.about({ subject: trajectorySubject(id) });
    const seesIdentity = reachOf(actor.role, 'participant.read') !== undefined;
    const trajectory = await readTrajectory(db, { id, reach: reach(actor, 'trajectory.read'), seesIdentity, knownAt, now: clock() });
    return versioned(noted(audit, trajectory));
  }),

  route(
    recordContract,
    async (call) => {
      const { body, params, audit } = call;
      const to = body.type === 'trajectory.transferred' ? { to: body.details.toMunicipality } : {};
      audit.about({ subject: trajectorySubject(params.id), details: { step: body.type, ...to } });
      const trajectory = noted(audit, await recordStep(doing(call), params.id, call.version, body));
      const { handover } = trajectory;
      if (handover) audit.about({ details: { step: body.type, from: handover.from, to: handover.to, status: handover.status } });
      return versioned(trajectory);
    },
    DIRECT,
  ),

  route(
    withdrawContract,
    async (call) => {
      const { id, stepId } = call.params;
      call.audit.about({ subject: trajectorySubject(id), details: { stepId } });
      return versioned(noted(call.audit, await withdrawStep(doing(call), id, stepId, call.version, call.body)));
    },
    DIRECT,
  ),

  route(getTrajectoryModel, async ({ db, actor }) => ({ body: await readModel(db, reach(actor, 'model.read')) })),
];

function doing({ db, actor, clock, newId }: Pick<Call<typeof recordContract>, 'db' | 'clock' | 'newId'> & { actor: Actor }): Doing {
  return { tx: db, actor: { id: actor.userId, name: actor.name }, reach: reach(actor, 'step.record'), now: clock(), newId };
}

function trajectorySubject(id: string) {
  return { type: 'trajectory', id };
}

/** Says in the audit log whose trajectory it was. */
function noted(audit: AuditNote, trajectory: Trajectory): Trajectory {
  audit.about({ participantId: trajectory.participantId, subject: trajectorySubject(trajectory.id) });
  return trajectory;
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
