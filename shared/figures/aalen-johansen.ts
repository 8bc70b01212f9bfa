import { complementaryLogLog, logarithmic, settled } from './bands.ts';
import type { Occupation, TransitionCounts, TransitionDay } from './curve.ts';
import { normalQuantile } from './distributions.ts';

export interface OccupationOptions {
  /** Days; nothing after it is computed. */
  readonly horizon?: number;
  /** Between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Scale on which the interval is symmetric; default complementary log-log. */
  readonly band?: 'complementary log-log' | 'log';
}

/**
 * Probability of being in each state at the end of each day: p(t) = p(0) ∏ (I + dA), Aalen & Johansen 1978. States may be left and
 * entered again; for probabilities of states no Markov assumption is needed (Datta & Satten 2001). Late entries are allowed: they
 * count in `atRisk`. Persons who stay, or go from a state to itself, change nothing.
 *
 * Covariance of the Greenwood type: Andersen, Borgan, Gill & Keiding 1993, eq. 4.4.19–20 (as R's `etm`), multiplied out with p(0), so
 * that it is a matrix of states by states: cov(t) = (I + dA)ᵀ cov(t−) (I + dA) + ∑ p(h)² cov(dA(h)), with dA(h) a share of `atRisk` in
 * several directions at once (multinomial: exact for ties). Where the persons are spread over states at the end of day 0, that spread
 * is a draw too and counts in it.
 *
 * Costs days × states³.
 *
 * @returns day 0 and each day given, up to the horizon
 * @throws RangeError where nobody is there at the end of day 0, days do not ascend from 1, or more leave a state than are in it
 */
export function stateOccupation(counts: TransitionCounts, options: OccupationOptions = {}): Occupation {
  const { horizon = Infinity, level = 0.95, band = 'complementary log-log' } = options;
  const z = normalQuantile(level);
  const limitsOf = band === 'log' ? logarithmic : complementaryLogLog;
  const size = counts.states.length;
  const { probability, covariance } = atTheOrigin(counts.initial, size);
  const occupation: Occupation = { days: [], probability: [], se: [], lower: [], upper: [] };
  note(0);
  let last = 0;
  for (const day of counts.days) {
    if (!(day.day > last)) throw new RangeError(`Days must ascend from 1: ${day.day} after ${last}`);
    last = day.day;
    if (last > horizon) break;
    move(probability, covariance, sharesOf(day, size), day.atRisk);
    note(last);
  }
  return occupation;

  function note(day: number): void {
    const points = Array.from(probability, (p, state) => settled(p, at(covariance, state * size + state)));
    const limits = points.map(({ estimate, se }) => limitsOf(estimate, se, z));
    occupation.days.push(day);
    occupation.probability.push(points.map(({ estimate }) => estimate));
    occupation.se.push(points.map(({ se }) => se));
    occupation.lower.push(limits.map(({ lower }) => lower));
    occupation.upper.push(limits.map(({ upper }) => upper));
  }
}

/**
 * Expected days in each state within the first `horizon` days: the area under its probability. After the last day known the
 * probabilities go on as they are. Over all states they sum to the horizon.
 *
 * @param horizon days, 0 or more
 */
export function expectedDays({ days, probability }: Pick<Occupation, 'days' | 'probability'>, horizon: number): number[] {
  const [first = []] = probability;
  const expected = first.map(() => 0);
  for (const [i, row] of probability.entries()) {
    const from = at(days, i);
    if (from >= horizon) break;
    const width = Math.min(days[i + 1] ?? horizon, horizon) - from;
    for (const [state, p] of row.entries()) expected[state] = at(expected, state) + p * width;
  }
  return expected;
}

/** The shares of the persons by state, and the covariance of such shares in a draw. */
function atTheOrigin(initial: readonly number[], size: number) {
  const persons = initial.reduce((sum, count) => sum + count, 0);
  if (!(persons > 0) || initial.length !== size) throw new RangeError(`${persons} persons in ${initial.length} of ${size} states on day 0`);
  const probability = Float64Array.from(initial, (count) => count / persons);
  const covariance = new Float64Array(size * size);
  addDraw(covariance, probability, 1 / persons);
  return { probability, covariance };
}

/** The day as a matrix I + dA: of those at risk in each state the share that goes to each. The share that stays is exact. */
function sharesOf({ day, atRisk, transitions }: TransitionDay, size: number): Float64Array {
  const counts = new Float64Array(size * size);
  const left = new Float64Array(size);
  for (const { from, to, count } of transitions) {
    if (from === to) continue;
    counts[from * size + to] = at(counts, from * size + to) + count;
    left[from] = at(left, from) + count;
  }
  for (let from = 0; from < size; from++) {
    const persons = at(atRisk, from);
    const leaving = at(left, from);
    if (!(leaving <= persons)) throw new RangeError(`Day ${day}: ${leaving} of ${persons} leave state ${from}`);
    counts[from * size + from] = leaving > 0 ? persons - leaving : 1;
    if (leaving > 0) for (let to = 0; to < size; to++) counts[from * size + to] = at(counts, from * size + to) / persons;
  }
  return counts;
}

/** One day further. */
function move(probability: Float64Array, covariance: Float64Array, shares: Float64Array, atRisk: readonly number[]): void {
  const size = probability.length;
  const before = probability.slice();
  probability.set(product(before, shares, 1, size));
  covariance.set(product(transposed(shares, size), product(covariance, shares, size, size), size, size));
  for (let from = 0; from < size; from++) {
    // Where nobody left there is nothing to draw.
    if (at(shares, from * size + from) === 1) continue;
    addDraw(covariance, shares.subarray(from * size, from * size + size), at(before, from) ** 2 / at(atRisk, from));
  }
}

/** A matrix of `rows` rows times a square one. Plain loops: this is where the time goes. */
function product(a: Float64Array, b: Float64Array, rows: number, size: number): Float64Array {
  const result = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < size; k++) {
      const value = at(a, row * size + k);
      if (value === 0) continue;
      for (let column = 0; column < size; column++) {
        const place = row * size + column;
        result[place] = at(result, place) + value * at(b, k * size + column);
      }
    }
  }
  return result;
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, place) => at(matrix, (place % size) * size + Math.floor(place / size)));
}

/** Adds `scale` × the covariance of one draw with these probabilities. */
function addDraw(covariance: Float64Array, shares: Float64Array, scale: number): void {
  const size = shares.length;
  for (let j = 0; j < size; j++) {
    for (let r = 0; r < size; r++) {
      const place = j * size + r;
      covariance[place] = at(covariance, place) + scale * at(shares, j) * ((j === r ? 1 : 0) - at(shares, r));
    }
  }
}

/** A place that is known to exist. */
function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? 0;
}
