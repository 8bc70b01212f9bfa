import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

type BrokenProps = { title: string; error: unknown; onRetry: () => unknown };

/** In place of what did not come: what that is, why, and the way to try again. */
export function Broken({ title, error, onRetry }: BrokenProps) {
  const common = useWords(commonWords);
  const problemText = useProblemText();
  return (
    <EmptyState icon="danger" title={title} action={<Button onClick={() => void onRetry()}>{common('try-again')}</Button>}>
      {problemText(error)}
    </EmptyState>
  );
}
