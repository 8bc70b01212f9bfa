import { moveFiles } from '#server/handovers/move-files.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Trajectory, WithdrawalBody } from '#shared/contract/trajectories.ts';
import { change } from '#shared/trajectory/history.ts';
import { acceptedOrProblem, type Doing, refuseBadInput, requireVersion, requireWritable, storeChange } from './doing.ts';
import { loadFile } from './store.ts';
import { asHistoryStep, changeOf, historyOf, isElsewhere, LAST, momentAfter, type StepRecord } from './trajectory-file.ts';
import { viewOf } from './view.ts';

/**
 * Takes a step back, with a reason, and puts another in its place where one is given, both at once. What was known before stays
 * to be seen. A replacement on the same day keeps the place of the step it replaces; on another day it falls into place as a late step does.
 *
 * @throws Problem resource.not-found, request.invalid (a day after today), municipality.unknown, version.stale,
 * step.already-withdrawn, trajectory.illegal-step, trajectory.history-conflict, trajectory.another-running, handover.pending, handover.past,
 * handover.by-transfer
 */
export async function withdrawStep(
  doing: Doing,
  trajectoryId: string,
  stepId: string,
  version: number,
  body: WithdrawalBody,
): Promise<Trajectory> {
  const file = await loadFile(doing.tx, trajectoryId, doing.reach);
  const withdrawn = file?.steps.find(({ id }) => id === stepId);
  if (!file || !withdrawn) throw new Problem('resource.not-found');
  requireWritable(doing, file);
  requireVersion(file, version);
  if (withdrawn.withdrawal) throw new Problem('step.already-withdrawn');

  const at = momentAfter(file, doing.now);
  const replacement = body.replacement && (await replacementOf(doing, withdrawn, body.replacement, at));
  const taken = acceptedOrProblem(
    change(file.referralMunicipality, historyOf(file.steps), {
      withdrawn: stepId,
      ...(replacement && { added: asHistoryStep(replacement) }),
    }),
  );

  const withdrawal = { at, by: doing.actor, reason: body.reason, replacedBy: replacement?.id ?? null };
  const written = changeOf(file, taken, {
    at,
    steps: replacement ? [{ ...replacement, rank: replacement.order === LAST ? null : replacement.order, recordedBy: doing.actor.id }] : [],
    withdrawals: [{ stepId, ...withdrawal, by: doing.actor.id }],
  });
  const isMoved = isElsewhere(written);
  if (isMoved && doing.reach !== 'all' && !doing.reach.includes(written.trajectory.municipality)) throw new Problem('handover.by-transfer');
  if (!(await storeChange(doing, written))) throw new Problem('version.stale');
  if (isMoved) {
    await moveFiles(doing, [{ change: written, stepId: null }]);
    const moved = await loadFile(doing.tx, trajectoryId, doing.reach);
    if (moved) return viewOf(moved, doing.now);
  }

  const steps = file.steps.map((record) => (record.id === stepId ? { ...record, withdrawal } : record));
  return viewOf({ ...file, ...written.trajectory, handover: null, steps: replacement ? [...steps, replacement] : steps }, doing.now, taken);
}

async function replacementOf(
  doing: Doing,
  withdrawn: StepRecord,
  body: NonNullable<WithdrawalBody['replacement']>,
  at: string,
): Promise<StepRecord> {
  const { note = null, ...step } = body;
  await refuseBadInput(doing, step, 'body.replacement');
  const order = step.occurredOn === withdrawn.step.occurredOn ? withdrawn.order : LAST;
  return { id: doing.newId(), order, step, note, recordedAt: at, recordedBy: doing.actor, withdrawal: null };
}
