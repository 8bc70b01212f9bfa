import { useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { numberText } from '#client/ui/number-text.ts';
import type { Signal } from '../api/signal.ts';
import { signalWords } from './signal-locales.ts';

type Judged = Pick<Signal, 'recent' | 'before' | 'rateRatio' | 'lower' | 'upper' | 'verdict'>;

/** What the signal says, without a statistic: how much more or less, how sure that is, and whether it can be chance. */
export function useSignalText() {
  const words = useWords(signalWords);
  /** A ratio as a change: 0.74 is 26 % fewer. */
  const change = (ratio: number): string => {
    const percent = Math.round(Math.abs(ratio - 1) * 100);
    const text = numberText(percent, words.language);
    return percent === 0 ? words('same') : words(ratio < 1 ? 'fewer' : 'more', { percent: text });
  };
  /** `tussen 41 % minder en 8 % minder` */
  const interval = ({ lower, upper }: Judged): string => {
    if (lower === null) return '';
    return upper === null ? words('at-least', { lower: change(lower) }) : words('interval', { lower: change(lower), upper: change(upper) });
  };
  const verdict = ({ verdict: found }: Judged) => words(`verdict.${found}`);
  const sentence = (judged: Judged, spans: Pick<Signal, 'recentSpan' | 'beforeSpan'>): string => {
    const { recent, before, rateRatio, verdict: found } = judged;
    if (found === 'too-short-history') return words('told.too-short-history', { day: dayText(spans.beforeSpan.from) });
    const [recentPerYear, beforePerYear] = [recent, before / 2].map((count) => numberText(count, words.language, 1));
    return words(`told.${found}`, {
      recent: recentPerYear,
      before: beforePerYear,
      change: rateRatio === null ? words('from-none') : change(rateRatio),
      interval: interval(judged),
    });
  };
  return { words, change, interval, verdict, sentence };
}
