import type { PublishedCount } from './cells.ts';

export interface Change {
  /** Between the published numbers; null where one of them is hidden. */
  readonly difference: number | null;
  /** What the true change lies between; null without bound. */
  readonly least: number | null;
  readonly greatest: number | null;
  /** `unclear` where the rounding is as large as the change: then nothing may be said of it. `same` only of exact numbers. */
  readonly direction: 'more' | 'fewer' | 'same' | 'unclear';
}

/** The change between two published numbers, as sure as their intervals leave it. Holds for counts (persons) and for shares (0 to 1). */
export function changeBetween(now: PublishedCount, before: PublishedCount): Change {
  const least = now.low === null || before.high === null ? null : now.low - before.high;
  const greatest = now.high === null || before.low === null ? null : now.high - before.low;
  const difference = now.value === null || before.value === null ? null : now.value - before.value;
  const direction =
    least !== null && least > 0 ? 'more' : greatest !== null && greatest < 0 ? 'fewer' : least === 0 && greatest === 0 ? 'same' : 'unclear';
  return { difference, least, greatest, direction };
}
