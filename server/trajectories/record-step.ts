import { Problem } from '#shared/contract/problem.ts';
import type { StepBody, Trajectory } from '#shared/contract/trajectories.ts';
import { change } from '#shared/trajectory/history.ts';
import { acceptedOrProblem, type Doing, isRepeated, refuseBadInput, requireVersion, storeChange } from './doing.ts';
import { loadFile } from './store.ts';
import { asHistoryStep, changeOf, historyOf, LAST, momentAfter, type StepRecord } from './trajectory-file.ts';
import { viewOf } from './view.ts';

/**
 * Records one step: the whole history with the step in its place must be legal; then the step, its stays, the tallies and the
 * list columns are stored together, on the version that the caller saw.
 *
 * @throws Problem resource.not-found, request.invalid (a day after today), municipality.unknown, version.stale, step.id-taken,
 * trajectory.illegal-step, trajectory.history-conflict, trajectory.another-running
 */
export async function recordStep(doing: Doing, trajectoryId: string, version: number, body: StepBody): Promise<Trajectory> {
  const { id = doing.newId(), note = null, ...step } = body;

  const file = await loadFile(doing.tx, trajectoryId, doing.reach);
  if (!file) throw new Problem('resource.not-found');
  if (isRepeated(file, id, step, note)) return viewOf(file, doing.now);
  requireVersion(file, version);
  await refuseBadInput(doing, step, 'body');

  const added = asHistoryStep({ id, step, order: LAST });
  const taken = acceptedOrProblem(change(file.referralMunicipality, historyOf(file.steps), { added }));

  const at = momentAfter(file, doing.now);
  const steps = [{ id, step, rank: null, note, recordedAt: at, recordedBy: doing.actor.id }];
  const written = changeOf(file, taken, { at, steps, withdrawals: [] });
  if (!(await storeChange(doing, written))) return repeatedMeanwhile(doing, trajectoryId, body);

  const record: StepRecord = { id, order: LAST, step, note, recordedAt: at, recordedBy: doing.actor, withdrawal: null };
  return viewOf({ ...file, ...written.trajectory, steps: [...file.steps, record] }, doing.now, taken);
}

/** Somebody wrote since we read: the same step sent twice at once, or another change. */
async function repeatedMeanwhile(doing: Doing, trajectoryId: string, { id, note = null, ...step }: StepBody): Promise<Trajectory> {
  const file = await loadFile(doing.tx, trajectoryId, doing.reach);
  if (!file) throw new Problem('resource.not-found');
  if (isRepeated(file, id, step, note)) return viewOf(file, doing.now);
  throw new Problem('version.stale', { currentVersion: file.version });
}
