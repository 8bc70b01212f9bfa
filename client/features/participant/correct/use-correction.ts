import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import { toast } from '#client/ui/toast.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { type TypedStep, useWithdrawStep } from '../api/trajectories.ts';

/** Sends a withdrawal, with or without a replacement. What goes wrong is given in words; a newer version is loaded for the next attempt. */
export function useCorrection(trajectory: Trajectory, onDone: (stepId: string | null) => void) {
  const queries = useQueryClient();
  const problemText = useProblemText();
  const withdraw = useWithdrawStep();
  const [problem, setProblem] = useState<{ text: string; names: string[] } | null>(null);

  const correct = async (asked: { stepId: string; reason: string; replacement?: TypedStep }, done: string) => {
    setProblem(null);
    try {
      const after = await withdraw.mutateAsync({ to: trajectory, ...asked });
      toast({ text: done });
      onDone(after.steps.find(({ id }) => id === asked.stepId)?.replacedBy ?? null);
    } catch (error) {
      if (isProblem(error, 'version.stale') || isProblem(error, 'step.already-withdrawn'))
        await queries.invalidateQueries({ queryKey: trajectoryQuery(trajectory.id).queryKey });
      setProblem({
        text: problemText(error),
        names: error instanceof ApiProblem ? error.fields.map(({ path }) => path.split('.').at(-1) ?? '') : [],
      });
    }
  };

  return { correct, problem, clearProblem: () => setProblem(null), isPending: withdraw.isPending };
}
