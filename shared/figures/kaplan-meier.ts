import { complementaryLogLog, logarithmic, plain } from './bands.ts';
import { checkDays, type DayCounts, type SurvivalPoint } from './curve.ts';
import { normalQuantile } from './distributions.ts';

export interface Confidence {
  /** Between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Scale on which the interval is symmetric; default log-log. */
  readonly band?: 'log-log' | 'log' | 'plain';
}

/** How near a step of the curve counts as at the quantile: rounding in the product must not hide a step at exactly one half. As in R. */
const TOLERANCE = 2 ** -26;

/**
 * Product-limit estimate of the probability that the event has not come by the end of each day: S(t) = ∏ (1 − d/Y), Kaplan &
 * Meier 1958, with the variance of Greenwood, S² ∑ d / (Y (Y − d)); Andersen, Borgan, Gill & Keiding 1993, eq. 4.3.1 and 4.1.20.
 * As R's `survfit`. Late entries are allowed: whoever is under observation is in `atRisk`.
 *
 * @returns a point per day given, also where only censorings are; before the first the probability is 1
 * @throws RangeError where days do not ascend or counts cannot be
 */
export function kaplanMeier(days: readonly DayCounts[], { level = 0.95, band = 'log-log' }: Confidence = {}): SurvivalPoint[] {
  checkDays(days);
  const z = normalQuantile(level);
  let survival = 1;
  // Kept beside it: 1 − 0.999999 would lose half its digits.
  let failure = 0;
  let variance = 0;
  return days.map(({ day, atRisk, events, censored }) => {
    if (events > 0) {
      const share = (atRisk - events) / atRisk;
      // Greenwood's sum as a recursion, which also holds where everyone has the event.
      variance = variance * share ** 2 + (survival ** 2 * events * (atRisk - events)) / atRisk ** 3;
      failure += (survival * events) / atRisk;
      survival *= share;
      if (survival === 0) failure = 1;
    }
    const se = Math.sqrt(variance);
    return { day, estimate: survival, se, ...limits(survival, failure, se, z, band), atRisk, events, censored };
  });
}

/**
 * The day by which a share `p` of the persons has had the event, with the interval on which the band of the curve agrees: as R's
 * `quantile.survfit`. Where the curve is flat at exactly 1 − p it is the middle of that step, so half days are possible.
 *
 * @param p probability, 0.5 for the median
 * @returns days; null where the curve, or its limit, does not come down so far
 */
export function survivalQuantile(
  curve: readonly SurvivalPoint[],
  p = 0.5,
): { day: number | null; lower: number | null; upper: number | null } {
  return {
    day: crossing(
      curve.map(({ day, estimate }) => ({ day, reached: 1 - estimate })),
      p,
    ),
    lower: crossing(
      curve.map(({ day, lower }) => ({ day, reached: lower === null ? null : 1 - lower })),
      p,
    ),
    upper: crossing(
      curve.map(({ day, upper }) => ({ day, reached: upper === null ? null : 1 - upper })),
      p,
    ),
  };
}

/**
 * Expected days without the event within the first `horizon` days: the area under the curve, with the standard error by the delta
 * method, ∑ (area to the right)² d / (Y (Y − d)); Miller 1981, p. 52, and Andersen, Borgan, Gill & Keiding 1993, example IV.3.8.
 * As R's `survmean`: after the last point the curve goes on as it is.
 *
 * @param horizon days, 0 or more
 */
export function restrictedMean(curve: readonly SurvivalPoint[], horizon: number): { days: number; se: number } {
  const points = curve.filter(({ day }) => day <= horizon);
  let days = 0;
  let variance = 0;
  // From the right, so that what has been summed is the area to the right of each point.
  let until = horizon;
  for (const { day, estimate, atRisk, events } of points.toReversed()) {
    days += estimate * (until - day);
    if (atRisk > events) variance += (days ** 2 * events) / (atRisk * (atRisk - events));
    until = day;
  }
  return { days: days + until, se: Math.sqrt(variance) };
}

function limits(survival: number, failure: number, se: number, z: number, band: NonNullable<Confidence['band']>) {
  if (survival === 0) return { lower: null, upper: null };
  if (band === 'plain') return plain(survival, se, z);
  if (band === 'log') return logarithmic(survival, se, z);
  if (failure === 0) return { lower: null, upper: null };
  const { lower, upper } = complementaryLogLog(failure, se, z, survival);
  return { lower: 1 - upper, upper: 1 - lower };
}

/** Where a curve of the share reached, from 0 on day 0, comes to `p`. A limit may turn back late in a curve: then, as in R, the nearest above `p` decides. */
function crossing(points: readonly { day: number; reached: number | null }[], p: number): number | null {
  if (p === 0) return 0;
  const levels = new Map<number | null, number>([[0, 0]]);
  for (const { day, reached } of points) if (!levels.has(reached)) levels.set(reached, day);
  const steps = [...levels].filter((level): level is [number, number] => level[0] !== null).toSorted(([a], [b]) => a - b);
  const first = steps.find(([reached]) => reached >= p - TOLERANCE);
  if (!first) return null;
  const last = [...levels.keys()].at(-1) ?? null;
  if (last !== null && Math.abs(p - last) < TOLERANCE) return (first[1] + (points.at(-1)?.day ?? 0)) / 2;
  const next = steps.find(([reached]) => reached >= p + TOLERANCE);
  return next ? (first[1] + next[1]) / 2 : null;
}
