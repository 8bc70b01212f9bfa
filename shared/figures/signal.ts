import { binomialChance, binomialDensity, binomialLowerTail, binomialUpperTail } from './distributions.ts';

/** How often something happened, in how many quarters. */
export interface QuarterCount {
  readonly count: number;
  readonly quarters: number;
}

/** How many times as often it happens as before, with the 95 % interval. */
export interface RateRatio {
  /** Null where it did not happen before: the ratio is infinite, or unknown where it does not happen now either. */
  readonly rateRatio: number | null;
  /** 0 or more. */
  readonly lower: number;
  /** Null is without limit. */
  readonly upper: number | null;
  /** Two-sided probability of so large a difference if the rate is the same. */
  readonly p: number;
}

/** The limits between which a quarter's count is chance, and which of the counts lie outside them. */
export interface UChart {
  /** Per quarter, as the limits. */
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** For each count whether it lies under the lower limit, over the upper, or neither. */
  readonly signals: readonly ('low' | 'high' | null)[];
}

const LEVEL = 0.95;
/** As R: densities that are equal but for rounding count as equally unlikely. */
const EQUALLY_UNLIKELY = 1 + 1e-7;

/**
 * The ratio of two Poisson rates with its exact conditional interval: given their sum, the recent count is binomial (Przyborowski & Wilenski
 * 1940), with the limits of Clopper & Pearson 1934. The two-sided p sums all outcomes that are no more likely than the one observed.
 * As R's `poisson.test`.
 *
 * @throws RangeError unless counts are whole and not negative, and quarters positive
 */
export function poissonRateRatio(recent: QuarterCount, before: QuarterCount): RateRatio {
  for (const { count, quarters } of [recent, before]) {
    if (!Number.isInteger(count) || count < 0 || !(quarters > 0)) throw new RangeError(`A count of ${count} in ${quarters} quarters`);
  }
  const all = recent.count + before.count;
  const share = recent.quarters / (recent.quarters + before.quarters);
  const tail = (1 - LEVEL) / 2;
  const times = before.quarters / recent.quarters;
  // The share of the recent among all, as a ratio of rates.
  const lowest = recent.count === 0 ? 0 : binomialChance(recent.count, all, tail);
  const leastBefore = before.count === 0 ? 0 : binomialChance(before.count, all, tail);
  return {
    rateRatio: before.count === 0 ? null : (recent.count / before.count) * times,
    lower: (lowest / (1 - lowest)) * times,
    upper: leastBefore === 0 ? null : ((1 - leastBefore) / leastBefore) * times,
    p: twoSided(recent.count, all, share),
  };
}

/**
 * Shewhart's u-chart of counts per quarter, three standard deviations of a Poisson variable around the mean of the baseline; one quarter is one
 * unit of opportunity (Montgomery, *Introduction to Statistical Quality Control*, 7.3.1). No limit lies under 0.
 *
 * @param counts the quarters to judge
 * @param baseline the quarters that say what is usual
 * @throws RangeError if there is no baseline
 */
export function uChart(counts: readonly number[], baseline: readonly number[]): UChart {
  if (baseline.length === 0) throw new RangeError('No baseline');
  const centre = baseline.reduce((total, count) => total + count, 0) / baseline.length;
  const lower = Math.max(0, centre - 3 * Math.sqrt(centre));
  const upper = centre + 3 * Math.sqrt(centre);
  return { centre, lower, upper, signals: counts.map((count) => (count < lower ? 'low' : count > upper ? 'high' : null)) };
}

/** R's `binom.test`: the tail observed, and of the other side all that is no more likely. */
function twoSided(k: number, n: number, p: number): number {
  const mean = n * p;
  const most = binomialDensity(k, n, p) * EQUALLY_UNLIKELY;
  const isRare = (i: number) => binomialDensity(i, n, p) <= most;
  if (k < mean) {
    const first = firstThat(Math.ceil(mean), n + 1, isRare);
    return Math.min(1, binomialLowerTail(k, n, p) + binomialUpperTail(first, n, p));
  }
  const last = firstThat(0, Math.floor(mean) + 1, (i) => !isRare(i)) - 1;
  return Math.min(1, binomialLowerTail(last, n, p) + binomialUpperTail(k, n, p));
}

/** The first number from `from` on, and before `end`, for which it holds, and then for all; `end` if for none. */
function firstThat(from: number, end: number, holds: (i: number) => boolean): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
