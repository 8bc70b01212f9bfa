import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { peopleWords } from './locales.ts';

/** A curve read at a number of months. */
export type AtMonths = {
  readonly months: number;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

/** Chances as persons out of a hundred, which everybody can picture: `34 (tussen 29 en 40)`. */
export function useChanceText() {
  const words = useWords(peopleWords);
  const hundred = (share: number) => numberText(Math.round(share * 100), words.language);
  const between = (lower: number | null, upper: number | null): string => {
    if (lower === null || upper === null) return '';
    const [least, most] = [hundred(lower), hundred(upper)];
    return least === most ? '' : words('between', { lower: least, upper: most });
  };
  const ofHundred = ({ estimate, lower, upper }: AtMonths): string =>
    estimate === null ? '' : `${hundred(estimate)}${between(lower, upper)}`;
  /** For a sentence on one group: so many out of a hundred, after so many months. */
  const values = (at: AtMonths) => ({ months: at.months, count: hundred(at.estimate ?? 0), between: between(at.lower, at.upper) });
  return { words, hundred, ofHundred, values };
}

/** Twelve months where the curve reaches it, else the latest that it does reach: null where it reaches none. */
export function tellingMonths<At extends AtMonths>(at: readonly At[], wished = 12): At | null {
  const known = at.filter(({ estimate }) => estimate !== null);
  return known.find(({ months }) => months === wished) ?? known.findLast(({ months }) => months < wished) ?? known[0] ?? null;
}

/** What turns a share still waiting into a share that got there. */
export function turned<At extends AtMonths>(at: At): At {
  const turn = (share: number | null) => (share === null ? null : 1 - share);
  return { ...at, estimate: turn(at.estimate), lower: turn(at.upper), upper: turn(at.lower) };
}

/** In words and never as a p: whether a difference between groups is more than chance makes of it. */
export function certaintyOf(test: { readonly p: number } | undefined): 'certain' | 'chance' | null {
  if (!test) return null;
  return test.p < 0.05 ? 'certain' : 'chance';
}
