import { type CompetingCounts, checkDays, type DayCounts } from './curve.ts';
import { chiSquareTail } from './distributions.ts';

/** A test of the hypothesis that groups do not differ. */
export interface GroupTest {
  /** Chi-square, 0 or more. */
  readonly statistic: number;
  /** The number of groups that can be compared, less one. */
  readonly df: number;
  /** Probability of a statistic at least this high if there is no difference; 1 where there is nothing to compare (0 df). */
  readonly p: number;
}

/**
 * Log-rank test whether the event comes at the same rate in all groups (Mantel 1966; Andersen, Borgan, Gill & Keiding 1993, eq. 5.2.6
 * with K = Y), with the hypergeometric variance that is exact for ties. As R's `survdiff` with rho = 0.
 *
 * @param groups counts per day of each group, from the start: no late entries
 * @throws RangeError where days do not ascend or counts cannot be
 */
export function logRank(groups: readonly (readonly DayCounts[])[]): GroupTest {
  const excess = groups.map(() => 0);
  const variance = square(groups.length);
  for (const { atRisk, events } of together(groups.map((days) => days.map((day) => ({ ...day, competing: 0 }))))) {
    const persons = sum(atRisk);
    const happened = sum(events);
    if (happened === 0) continue;
    const shares = atRisk.map((count) => count / persons);
    const draw = persons > 1 ? (happened * (persons - happened)) / (persons - 1) : 0;
    for (const [i, share] of shares.entries()) {
      excess[i] = at(excess, i) + at(events, i) - happened * share;
      addTo(variance, i, (j) => draw * share * ((i === j ? 1 : 0) - at(shares, j)));
    }
  }
  return tested(excess, variance);
}

/**
 * Gray's test whether the cumulative incidence of the event is the same in all groups, where other causes can come first: Gray
 * 1988, *Annals of Statistics* 16, 1141–1154, with rho = 0. As R's `cmprsk::cuminc`, its corrections for ties included, which here
 * never become negative.
 *
 * @param groups counts per day of each group, from the start: no late entries
 * @throws RangeError where days do not ascend or counts cannot be
 */
export function graysTest(groups: readonly (readonly CompetingCounts[])[]): GroupTest {
  const { excess, draws, drift } = scores(groups);
  const variance = square(groups.length);
  for (const { group, size, own, pull, driftThen } of draws) {
    // How much one event more in this group on this day would have moved each score, then and on all later days.
    const moves = groups.map((_, i) => at(own, i) + pull * (at(drift[i] ?? [], group) - at(driftThen, i)));
    for (const [i, move] of moves.entries()) addTo(variance, i, (j) => size * move * at(moves, j));
  }
  return tested(excess, variance);
}

/** A part of the randomness: the events of one cause in one group on one day. */
interface Draw {
  readonly group: number;
  /** Variance. */
  readonly size: number;
  /** How it moves each group's score on the day itself, and by how much each later expectation. */
  readonly own: readonly number[];
  readonly pull: number;
  /** The drift of each score with this group up to this day. */
  readonly driftThen: readonly number[];
}

/**
 * Events less expected events per group, in sums over days, and what their variance is made of (Gray 1988, eq. 2.3 and section 3).
 * Expected are the events in proportion to who would still be at risk if those gone by other causes stayed: Y (1 − F) / S.
 */
function scores(groups: readonly (readonly CompetingCounts[])[]) {
  const excess = groups.map(() => 0);
  const drift = square(groups.length);
  const draws: Draw[] = [];
  const none = groups.map(() => 0);
  // Per group: without event of any cause, and the incidence of this one; pooled incidence under the hypothesis.
  const survival = groups.map(() => 1);
  const incidence = groups.map(() => 0);
  let pooled = 0;
  for (const { atRisk, events, competing } of together(groups)) {
    const happened = sum(events);
    if (happened + sum(competing) === 0) continue;
    const weights = atRisk.map((count, k) => (count > 0 ? count / at(survival, k) : 0));
    const weight = sum(weights);
    const exposed = weights.map((value, k) => value * (1 - at(incidence, k)));
    const allExposed = sum(exposed);
    const rest = 1 - pooled;
    pooled += happened / weight;
    const own = weights.map((value, i) => weights.map((other, k) => value * ((i === k ? 1 : 0) - other / weight)));
    for (const [k, count] of atRisk.entries()) {
      if (happened === 0 || count === 0) continue;
      excess[k] = at(excess, k) + at(events, k) - (happened * at(exposed, k)) / allExposed;
      // Rounding could leave nothing where everyone but a few has had the event.
      if (rest > 0) addTo(drift, k, (j) => (at(own[k] ?? [], j) * happened) / (weight * rest));
    }
    for (const [k, count] of atRisk.entries()) {
      if (count === 0) continue;
      const before = at(survival, k);
      const after = (before * (count - at(events, k) - at(competing, k))) / count;
      const ratio = after > 0 ? (1 - pooled) / after : 0;
      const driftThen = drift.map((row) => at(row, k));
      if (happened > 0) {
        const size = (tieFactor(happened, weight * before) * before * happened) / (weight * count);
        draws.push({ group: k, size, own: own.map((row) => at(row, k)), pull: 1 - ratio, driftThen });
      }
      if (after > 0 && at(competing, k) > 0) {
        const size = (tieFactor(at(competing, k), count) * before ** 2 * at(competing, k)) / count ** 2;
        draws.push({ group: k, size, own: none, pull: ratio, driftThen });
      }
      incidence[k] = at(incidence, k) + (before * at(events, k)) / count;
      survival[k] = after;
    }
  }
  return { excess, draws, drift };
}

/** What several events on one day take from the variance that as many separate events would have. */
function tieFactor(events: number, persons: number): number {
  return events > 1 ? Math.max(0, 1 - (events - 1) / (persons - 1)) : 1;
}

interface Together {
  readonly atRisk: number[];
  readonly events: number[];
  readonly competing: number[];
}

/** The days of all groups in one row. On a day when nobody leaves a group, as many are at risk in it as on its next day. */
function together(groups: readonly (readonly CompetingCounts[])[]): Together[] {
  for (const days of groups) checkDays(days);
  const next = groups.map(() => 0);
  const all = [...new Set(groups.flatMap((days) => days.map(({ day }) => day)))].toSorted((a, b) => a - b);
  return all.map((day) => {
    const today = groups.map((days, k) => {
      const counts = days[at(next, k)];
      if (counts?.day === day) {
        next[k] = at(next, k) + 1;
        return counts;
      }
      return { atRisk: counts?.atRisk ?? left(days.at(-1)), events: 0, competing: 0 };
    });
    return {
      atRisk: today.map(({ atRisk }) => atRisk),
      events: today.map(({ events }) => events),
      competing: today.map(({ competing }) => competing),
    };
  });
}

function left(last: CompetingCounts | undefined): number {
  return last ? last.atRisk - last.events - last.competing - last.censored : 0;
}

/**
 * The quadratic form excess′ variance⁻¹ excess, by elimination with the largest variance first. The excesses sum to 0, so that one direction
 * at least has no variance; so has a group in which nobody was at risk. Such directions cannot be compared and count no degree of freedom.
 */
function tested(excess: readonly number[], variance: readonly (readonly number[])[]): GroupTest {
  const rest = [...excess];
  const matrix = variance.map((row) => [...row]);
  const diagonal = (i: number) => at(matrix[i] ?? [], i);
  let remaining = [...excess.keys()];
  const least = 1e-10 * Math.max(0, ...remaining.map(diagonal));
  let statistic = 0;
  let df = 0;
  for (;;) {
    const [pivot] = remaining.toSorted((a, b) => diagonal(b) - diagonal(a));
    if (pivot === undefined || !(diagonal(pivot) > least)) return { statistic, df, p: chiSquareTail(statistic, df) };
    const size = diagonal(pivot);
    const row = matrix[pivot] ?? [];
    const value = at(rest, pivot);
    statistic += value ** 2 / size;
    df++;
    remaining = remaining.filter((i) => i !== pivot);
    for (const i of remaining) {
      const factor = at(row, i) / size;
      rest[i] = at(rest, i) - factor * value;
      addTo(matrix, i, (j) => -factor * at(row, j));
    }
  }
}

function square(size: number): number[][] {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}

function addTo(matrix: number[][], i: number, term: (j: number) => number): void {
  const row = matrix[i] ?? [];
  for (let j = 0; j < row.length; j++) row[j] = at(row, j) + term(j);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A place that is known to exist. */
function at(values: readonly number[], place: number): number {
  return values[place] ?? 0;
}
