import type { PublishedTable } from '#shared/contract/publications.ts';
import { cellFinder, type PublishedCount } from './cells.ts';

/** Below so many (published) persons there is no share (publication.md, "Method"). */
const LEAST_FOR_A_SHARE = 20;

/** Steps in which a share of few is told: 5 %. */
const STEP = 0.05;

/**
 * The share that some parts of a whole make together, from published counts: rounded to 5 %, with bounds (rounded outwards) that the intervals
 * of the counts allow. All null below 20, and where a count is hidden.
 *
 * @param parts counts that belong to it
 * @param others counts that do not; parts and others make the whole
 */
export function shareOf(parts: readonly PublishedCount[], others: readonly PublishedCount[], whole: PublishedCount): PublishedCount {
  const hidden = { value: null, low: null, high: null };
  if (whole.value === null || whole.value < LEAST_FOR_A_SHARE) return hidden;
  const value = sumOf(parts, 'value');
  const part = { low: sumOf(parts, 'low'), high: sumOf(parts, 'high') };
  const rest = { low: sumOf(others, 'low'), high: sumOf(others, 'high') };
  if (value === null || part.low === null || part.high === null || rest.low === null || rest.high === null) return hidden;
  // As few as can be among as many others as can be, within the bounds of the whole; and the other way round.
  const most = Math.min(part.low + rest.high, whole.high ?? Number.POSITIVE_INFINITY);
  const fewest = Math.max(part.high + rest.low, whole.low ?? 0);
  return {
    value: inSteps(Math.round(value / whole.value / STEP)),
    low: inSteps(Math.floor(bounded(part.low / most) / STEP + TINY)),
    high: inSteps(Math.ceil(bounded(part.high / fewest) / STEP - TINY)),
  };
}

/** Bins of `wait`, in the order of time, with the months at their end. */
const WAITS = [
  { outcome: '0-3', months: 3 },
  { outcome: '3-6', months: 6 },
  { outcome: '6-9', months: 9 },
  { outcome: '9-12', months: 12 },
] as const;
const NOT_PLACED = ['other', 'waiting'] as const;

/** Of the table `wait`: the share that had begun a first placement after so many months, each from the published counts. */
export function placedWithin(table: Pick<PublishedTable, 'cells'>): { months: number; share: PublishedCount }[] {
  const cell = cellFinder(table.cells);
  const none: PublishedCount = { value: null, low: null, high: null };
  const of = (outcome: string) => cell({ outcome }) ?? none;
  const whole = cell({}) ?? none;
  return WAITS.map(({ months }, place) => ({
    months,
    share: shareOf(
      WAITS.slice(0, place + 1).map(({ outcome }) => of(outcome)),
      [...WAITS.slice(place + 1).map(({ outcome }) => outcome), ...NOT_PLACED].map(of),
      whole,
    ),
  }));
}

/** What floating point may add to a quotient; far below a step. */
const TINY = 1e-9;

function inSteps(steps: number): number {
  return Math.round(Math.min(1, steps * STEP) * 100) / 100;
}

function bounded(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function sumOf(counts: readonly PublishedCount[], which: keyof PublishedCount): number | null {
  return counts.reduce<number | null>((sum, count) => (sum === null || count[which] === null ? null : sum + count[which]), 0);
}
