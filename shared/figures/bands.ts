/*
 * Pointwise confidence limits of a probability. `z` is the normal quantile of the level; `se` the standard error of the
 * probability itself. Both sides stay within 0 and 1.
 */

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Symmetric on the scale log(−log(1 − p)) of the cumulative hazard: the complementary log-log band of a cumulative incidence
 * or state occupation, and the log-log band of the survival 1 − p. Andersen, Borgan, Gill & Keiding 1993, eq. 4.3.6.
 * At 0 and 1, where that scale has no number, both limits are the probability.
 *
 * @param p probability that the event has come
 * @param rest 1 − p, where it is known with more digits than that
 */
export function complementaryLogLog(p: number, se: number, z: number, rest = 1 - p): Limits {
  const hazard = rest < 0.5 ? -Math.log(rest) : -Math.log1p(-p);
  if (!(hazard > 0 && hazard < Infinity)) return { lower: p, upper: p };
  const factor = Math.exp((z * se) / (rest * hazard));
  return { lower: Math.min(p, -Math.expm1(-hazard / factor)), upper: Math.max(p, -Math.expm1(-hazard * factor)) };
}

/** Symmetric on the scale log p, not above 1: the band of R's `survfit` unless told otherwise. At 0 both limits are 0. */
export function logarithmic(p: number, se: number, z: number): Limits {
  if (p <= 0) return { lower: 0, upper: 0 };
  const factor = Math.exp((z * se) / p);
  return { lower: p / factor, upper: Math.min(1, p * factor) };
}

/** Symmetric on the scale of the probability itself. */
export function plain(p: number, se: number, z: number): Limits {
  return { lower: Math.max(0, p - z * se), upper: Math.min(1, p + z * se) };
}

/**
 * A probability that came out of sums, with its standard error: what rounding left of 0, 1 or no variance is just that. Otherwise a
 * state that everyone has reached would stand at 0.9999999999999998, with limits from 0 to 1.
 */
export function settled(p: number, variance: number): { estimate: number; se: number } {
  if (p < ROUNDING) return { estimate: 0, se: 0 };
  if (p > 1 - ROUNDING) return { estimate: 1, se: 0 };
  return { estimate: p, se: Math.sqrt(Math.max(0, variance)) };
}

/** Far above what a thousand days of rounding leave, far below one person in the country. */
const ROUNDING = 1e-12;
