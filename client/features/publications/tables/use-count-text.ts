import { useWords } from '#client/locales/words.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import type { PublishedCount } from '#shared/publications/cells.ts';
import { tableWords } from './locales.ts';

/** Published numbers in words: never more exact than they were published. */
export function useCountText() {
  const words = useWords(tableWords);
  const number = (count: number) => numberText(count, words.language);
  const isSmall = ({ value, high }: PublishedCount) => value === 0 && high !== null && high > 0;
  const percents = ({ low, high }: PublishedCount) =>
    low === null || high === null
      ? null
      : words('share.range', { low: number(Math.floor(low * 100 + TINY)), high: number(Math.ceil(high * 100 - TINY)) });
  return {
    /** In a table: `85`, `0–4`, `verborgen`. */
    short: (count: PublishedCount) => {
      if (count.value === null) return words('hidden');
      return isSmall(count) ? `0–${number(count.high ?? 0)}` : number(count.value);
    },
    /** In a sentence: `ongeveer 85`, `0 tot 4`, `een verborgen aantal`; exact numbers as they are. */
    about: (count: PublishedCount) => {
      if (count.value === null) return words('about.hidden');
      if (isSmall(count)) return words('about.between', { low: '0', high: number(count.high ?? 0) });
      return count.low === count.high ? number(count.value) : words('about.some', { count: number(count.value) });
    },
    /** A share from 0 to 1: `45 %`; where it would read as nobody or everybody, what it lies between: `0–6 %`. */
    share: (share: PublishedCount) => {
      if (share.value === null) return words('hidden');
      return isAtEdge(share) ? (percents(share) ?? '') : percentText(share.value, words.language);
    },
    /** What a share lies between, however near: `36–48 %`. */
    percents: (share: PublishedCount | undefined) => (share ? percents(share) : null),
    /** `40–50 %`; null where the rounding leaves it sure to 5 points, and where `share` tells it already. */
    shareRange: (share: PublishedCount) =>
      !isAtEdge(share) && (share.high ?? 0) - (share.low ?? 0) > 0.05 + TINY ? percents(share) : null,
  };
}

/** A share that came out as nobody or everybody because a few were rounded away: it must not be told as that. */
export function isAtEdge({ value, low, high }: PublishedCount): boolean {
  return (value === 0 && (high ?? 1) > 0) || (value === 1 && (low ?? 0) < 1);
}

/** Floating point must not make 5 points more than 5. Bounds in whole percents go outwards, so that they still hold the truth. */
const TINY = 1e-9;
