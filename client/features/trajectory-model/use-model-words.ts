import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { labelIn } from '#client/trajectory/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { modelWords } from './locales.ts';

/** The names of what the model holds, and where its numbers lead. */
export function useModelWords() {
  const words = useWords(modelWords);
  const label = useLabel();
  const { role } = useUser();
  return {
    words,
    stage: (code: string) => labelIn(LABELS.stage, code, label),
    state: (code: string) => labelIn(LABELS.state, code, label),
    step: (code: string) => labelIn(LABELS.step, code, label),
    guard: (code: string) => labelIn(LABELS.guard, code, label),
    /** The trajectories behind a number: the coordinator's by state, a case worker's own people by stage; nobody else's. */
    listOf: (state: string, stage: string): string | null => {
      if (role === 'coordinator') return `${paths.trajectories}?${new URLSearchParams({ fase: stage, toestand: state })}`;
      return role === 'case-worker' ? `${paths.participants}?${new URLSearchParams({ fase: stage })}` : null;
    },
    isByState: role === 'coordinator',
  };
}
