import { complementaryLogLog, settled } from './bands.ts';
import { type CompetingCounts, checkDays, type IncidencePoint } from './curve.ts';
import { normalQuantile } from './distributions.ts';

/**
 * Probability that the event has come by the end of each day, where other causes can come first: F(t) = ∑ S(t−) d/Y with S the
 * product-limit estimate over all causes (Aalen & Johansen 1978). Variance of the Greenwood type, Andersen, Borgan, Gill & Keiding
 * 1993, eq. 4.4.19–20 for two absorbing states, exact for ties, as R's `etm`; complementary log-log interval.
 *
 * Late entries are allowed.
 *
 * @param confidence level between 0 and 1, default 0.95
 * @returns a point per day given
 * @throws RangeError where days do not ascend or counts cannot be
 */
export function cumulativeIncidence(days: readonly CompetingCounts[], confidence: { readonly level?: number } = {}): IncidencePoint[] {
  checkDays(days);
  const z = normalQuantile(confidence.level ?? 0.95);
  let survival = 1;
  let incidence = 0;
  // Covariance of survival and incidence.
  let [ofSurvival, ofBoth, ofIncidence] = [0, 0, 0];
  return days.map((counts) => {
    const { day, atRisk, events, competing, censored } = counts;
    const leaving = events + competing;
    if (leaving > 0) {
      const stay = (atRisk - leaving) / atRisk;
      const rate = events / atRisk;
      const draw = survival ** 2 / atRisk;
      ofIncidence += 2 * rate * ofBoth + rate ** 2 * ofSurvival + draw * rate * (1 - rate);
      ofBoth = stay * (ofBoth + rate * ofSurvival - draw * rate);
      ofSurvival = stay * (stay * ofSurvival + (draw * leaving) / atRisk);
      incidence += survival * rate;
      survival *= stay;
    }
    const { estimate, se } = settled(incidence, ofIncidence);
    return { day, estimate, se, ...complementaryLogLog(estimate, se, z), atRisk, events, competing, censored };
  });
}
