import { useEffect, useState } from 'react';
import type { ApiProblem } from '#client/api/problem.ts';
import { useWords } from '#client/locales/words.ts';
import { signInWords } from './locales.ts';

/** How long is still to be waited after too many attempts, in words that count down; null when there is nothing to wait for. */
export function useWait(problem: ApiProblem | null): string | null {
  const t = useWords(signInWords);
  const [left, setLeft] = useState(0);

  useEffect(() => {
    const seconds = problem?.code === 'request.throttled' ? (problem.retryAfter ?? 0) : 0;
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [problem]);

  return left > 0 ? waitText(left, t) : null;
}

export function waitText(seconds: number, t: ReturnType<typeof useWords<keyof typeof signInWords.nl>>): string {
  return seconds < 90 ? t('seconds', { count: seconds }) : t('minutes', { count: Math.ceil(seconds / 60) });
}
