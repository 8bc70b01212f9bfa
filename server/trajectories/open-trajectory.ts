import { isDeepStrictEqual } from 'node:util';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import type { openTrajectory as contract, Trajectory } from '#shared/contract/trajectories.ts';
import { project } from '#shared/trajectory/projection.ts';
import type { StepOf } from '#shared/trajectory/steps.ts';
import { type Doing, refuseBadInput, storeChange } from './doing.ts';
import { loadFile, lockParticipant } from './store.ts';
import { asHistoryStep, LAST, type StepRecord, type TrajectoryFile, wholeChange } from './trajectory-file.ts';
import { type ViewedFile, viewOf } from './view.ts';

/**
 * Opens a trajectory of a participant: the referral is its first step. Sent again with the same id and content, it is the same trajectory.
 *
 * @throws Problem resource.not-found, request.invalid (a day after today), municipality.unknown, trajectory.another-running, handover.pending, step.id-taken
 */
export async function openTrajectory(doing: Doing, body: BodyOf<typeof contract>): Promise<Trajectory> {
  const { tx, actor, now, newId, reach } = doing;
  const { id = newId(), participantId, programme, occurredOn, referredBy, note = null } = body;
  const participant = await lockParticipant(tx, participantId, reach);
  if (!participant) throw new Problem('resource.not-found');
  if (participant.isErased) throw new Problem('participant.erased');
  const municipality = body.municipality ?? participant.municipality;
  if (reach !== 'all' && !reach.includes(municipality)) {
    const message = 'one of your own municipalities';
    throw new Problem('municipality.unknown', { fields: [{ path: 'body.municipality', code: 'municipality.unknown', message }] });
  }

  const step: StepOf<'referral.received'> = {
    type: 'referral.received',
    occurredOn,
    details: { programme, ...(referredBy !== undefined && { referredBy }) },
  };
  await refuseBadInput(doing, step, 'body');
  const repeated = body.id === undefined ? undefined : await loadFile(tx, body.id, reach);
  if (repeated) return sameOrTaken(repeated, { participantId, municipality, step, note }, now);
  if (participant.isWaiting) throw new Problem('handover.pending');
  if (participant.isRunning) throw new Problem('trajectory.another-running');

  const at = now.toISOString();
  const record: StepRecord = { id: newId(), order: LAST, step, note, recordedAt: at, recordedBy: actor, withdrawal: null };
  const label = String(participant.trajectories + 1);
  const projection = project(
    municipality,
    [{ step: asHistoryStep(record), recordedAt: at, withdrawnAt: null }],
    [{ profile: participant.profile, recordedAt: at }],
  );
  const steps = [{ id: record.id, step, rank: null, note, recordedAt: at, recordedBy: actor.id }];
  const change = wholeChange({ id, participantId, label, referralMunicipality: municipality }, projection, { steps, withdrawals: [] });
  await storeChange(doing, change);

  const file: ViewedFile = {
    id,
    participantId,
    code: participant.code,
    isErased: false,
    version: 1,
    referralMunicipality: municipality,
    profile: participant.profile,
    handover: null,
    steps: [record],
  };
  return viewOf(file, now, projection.taken);
}

function sameOrTaken(
  file: TrajectoryFile,
  asked: Pick<StepRecord, 'step' | 'note'> & { participantId: string; municipality: string },
  now: Date,
): Trajectory {
  const [referral] = file.steps.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  const isSame =
    file.participantId === asked.participantId &&
    file.referralMunicipality === asked.municipality &&
    referral?.note === asked.note &&
    isDeepStrictEqual(referral.step, asked.step);
  if (!isSame)
    throw new Problem('step.id-taken', {
      fields: [{ path: 'body.id', code: 'id.taken', message: 'another id, or the same content as before' }],
    });
  return viewOf(file, now);
}
