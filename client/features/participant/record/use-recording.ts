import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem, isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import { stepTitle } from '#client/trajectory/step-words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { toast } from '#client/ui/toast.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { useRecordStep, useWithdrawStep } from '../api/trajectories.ts';
import type { DraftInHand } from './draft.ts';
import { type Details, detailsToSend } from './fields.ts';
import { recordWords } from './locales.ts';

/** Why the last attempt did not succeed, for the form to say. */
export type Hindrance =
  | { kind: 'stale'; changes: string[] }
  | { kind: 'unsure' }
  | { kind: 'id-taken' }
  | { kind: 'fields'; names: string[] }
  | { kind: 'problem'; text: string };

type Typed = { type: StepType; occurredOn: string; details: Details; note: string };

/** Sends the step, says that it was recorded with a way back, and sorts out what went wrong. */
export function useRecording({
  trajectory,
  hand,
  onRecorded,
  onProblem,
}: {
  trajectory: Trajectory;
  hand: DraftInHand;
  onRecorded: (stepId: string) => void;
  onProblem: (text: string) => void;
}) {
  const queries = useQueryClient();
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const tell = useTell();
  const record = useRecordStep();
  const withdraw = useWithdrawStep();
  const [hindrance, setHindrance] = useState<Hindrance | null>(null);
  const isSending = useRef(false);

  const undo = async (recorded: Trajectory, stepId: string, step: string) => {
    try {
      // Another step may have been recorded since: what counts is the version that stands here now.
      const current = queries.getQueryData(trajectoryQuery(recorded.id).queryKey) ?? recorded;
      await withdraw.mutateAsync({ to: current, stepId, reason: words('undo-reason') });
      toast({ text: words('undone', { step }) });
    } catch (error) {
      onProblem(words('undo-failed', { problem: problemText(error) }));
    }
  };

  const recordTyped = async ({ type, occurredOn, details, note }: Typed): Promise<boolean> => {
    if (isSending.current) return false;
    isSending.current = true;
    const { id, returnTo, details: allDetails } = hand.draft;
    const step = tell.label(LABELS.step[type]);
    setHindrance(null);
    try {
      const body = { id, type, occurredOn, details: detailsToSend(type, details), ...(note.trim() !== '' && { note: note.trim() }) };
      const recorded = await record.mutateAsync({ to: trajectory, step: body });
      hand.renew(returnTo ? { type: returnTo, occurredOn, details: { [returnTo]: allDetails[returnTo] ?? {} }, isTyped: true } : {});
      const back = { label: common('undo'), onPress: () => void undo(recorded, id, step) };
      // A file on its way to another office is taken back where it says so, on the file itself.
      toast({ text: words('saved', { step }), ...(recorded.access === 'full' && { action: back }) });
      onRecorded(id);
      return true;
    } catch (error) {
      setHindrance(await hindranceOf(error));
      return false;
    } finally {
      isSending.current = false;
    }
  };

  const hindranceOf = async (error: unknown): Promise<Hindrance> => {
    if (isProblem(error, 'client.unreachable') || isProblem(error, 'database.unavailable')) return { kind: 'unsure' };
    if (isProblem(error, 'version.stale')) return { kind: 'stale', changes: await changesMeanwhile() };
    if (isProblem(error, 'step.id-taken')) {
      await reload();
      hand.change({ id: crypto.randomUUID() });
      return { kind: 'id-taken' };
    }
    if (error instanceof ApiProblem && error.fields.length > 0)
      return { kind: 'fields', names: error.fields.map(({ path }) => path.split('.').at(-1) ?? '') };
    // The screen's machine and the server's are the same: if they differ, this screen holds an older history.
    if (isProblem(error, 'trajectory.illegal-step') || isProblem(error, 'trajectory.history-conflict')) await reload();
    return { kind: 'problem', text: problemText(error) };
  };

  /** Reloads, and says what somebody else recorded or withdrew since this screen was loaded. */
  const changesMeanwhile = async (): Promise<string[]> => {
    const now = await reload();
    return now.steps.flatMap((step) => {
      const before = trajectory.steps.find(({ id }) => id === step.id);
      const named = { step: stepTitle(step, tell), day: tell.day(step.occurredOn) };
      if (!before && step.withdrawnAt === undefined) return [words('stale.recorded', { ...named, name: step.recordedBy ?? '' })];
      if (before && before.withdrawnAt === undefined && step.withdrawnAt !== undefined)
        return [words('stale.withdrawn', { ...named, name: step.withdrawnBy ?? '' })];
      return [];
    });
  };

  const reload = () => queries.fetchQuery({ ...trajectoryQuery(trajectory.id), staleTime: 0 });

  return { recordTyped, hindrance, clearHindrance: () => setHindrance(null), isPending: record.isPending };
}
