import { moveFiles } from '#server/handovers/move-files.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { StepBody, Trajectory } from '#shared/contract/trajectories.ts';
import { change } from '#shared/trajectory/history.ts';
import { acceptedOrProblem, type Doing, isRepeated, refuseBadInput, requireVersion, requireWritable, storeChange } from './doing.ts';
import { loadFile } from './store.ts';
import { asHistoryStep, changeOf, historyOf, isElsewhere, LAST, momentAfter, type StepRecord } from './trajectory-file.ts';
import { viewOf } from './view.ts';

/**
 * Records one step: the whole history with the step in its place must be legal; then the step, its stays, the tallies and the
 * list columns are stored together, on the version that the caller saw. A transfer takes the file on its way to the other office.
 *
 * @throws Problem resource.not-found, request.invalid (a day after today), municipality.unknown, version.stale, step.id-taken,
 * trajectory.illegal-step, trajectory.history-conflict, trajectory.another-running, handover.pending, handover.past
 */
export async function recordStep(doing: Doing, trajectoryId: string, version: number, body: StepBody): Promise<Trajectory> {
  const { id = doing.newId(), note = null, ...step } = body;

  const file = await loadFile(doing.tx, trajectoryId, doing.reach);
  if (!file) throw new Problem('resource.not-found');
  if (isRepeated(file, id, step, note)) return viewOf(file, doing.now);
  requireWritable(doing, file);
  requireVersion(file, version);
  await refuseBadInput(doing, step, 'body');

  const added = asHistoryStep({ id, step, order: LAST });
  const taken = acceptedOrProblem(change(file.referralMunicipality, historyOf(file.steps), { added }));

  const at = momentAfter(file, doing.now);
  const steps = [{ id, step, rank: null, note, recordedAt: at, recordedBy: doing.actor.id }];
  const written = changeOf(file, taken, { at, steps, withdrawals: [] });
  if (!(await storeChange(doing, written))) return repeatedMeanwhile(doing, trajectoryId, body);
  if (isElsewhere(written)) {
    await moveFiles(doing, [{ change: written, stepId: id }]);
    return readAgain(doing, trajectoryId);
  }

  const record: StepRecord = { id, order: LAST, step, note, recordedAt: at, recordedBy: doing.actor, withdrawal: null };
  return viewOf({ ...file, ...written.trajectory, handover: null, steps: [...file.steps, record] }, doing.now, taken);
}

async function readAgain({ tx, reach, now }: Doing, trajectoryId: string): Promise<Trajectory> {
  const file = await loadFile(tx, trajectoryId, reach);
  if (!file) throw new Problem('resource.not-found');
  return viewOf(file, now);
}

/** Somebody wrote since we read: the same step sent twice at once, or another change. */
async function repeatedMeanwhile(doing: Doing, trajectoryId: string, { id, note = null, ...step }: StepBody): Promise<Trajectory> {
  const file = await loadFile(doing.tx, trajectoryId, doing.reach);
  if (!file) throw new Problem('resource.not-found');
  if (isRepeated(file, id, step, note)) return viewOf(file, doing.now);
  throw new Problem('version.stale', { currentVersion: file.version });
}
