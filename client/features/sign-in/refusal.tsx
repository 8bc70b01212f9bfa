import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { signInWords } from './locales.ts';
import { waitText } from './use-wait.ts';

/** Said once, without the seconds that tick away: those stand on the button. */
export function Refusal({ error }: { error: unknown }) {
  const t = useWords(signInWords);
  const problemText = useProblemText();
  if (isProblem(error, 'session.refused')) {
    return (
      <Banner isLive tone="danger">
        {t('refused')}
      </Banner>
    );
  }
  const isThrottled = isProblem(error, 'request.throttled') && error.retryAfter !== null;
  const wait = isThrottled ? waitText(error.retryAfter ?? 0, t) : '';
  return (
    <Banner isLive tone={isThrottled ? 'warning' : 'danger'}>
      {isThrottled ? t('throttled', { wait }) : problemText(error)}
    </Banner>
  );
}
