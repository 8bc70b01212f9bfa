import type { CompetingCounts, DayCounts } from './curve.ts';

/**
 * Counts per day of `n` persons who are all under observation from day 0 on, before its events.
 *
 * @param n persons
 * @param exits who left on which day, in any order; the same day may come more than once
 * @throws RangeError if more leave than there are
 */
export function riskSets(n: number, exits: readonly { day: number; events: number; censored: number }[]): DayCounts[] {
  return competingRiskSets(
    n,
    exits.map((exit) => ({ ...exit, competing: 0 })),
  ).map(({ competing: _, ...counts }) => counts);
}

/** As `riskSets`, with competing causes of leaving. */
export function competingRiskSets(
  n: number,
  exits: readonly { day: number; events: number; competing: number; censored: number }[],
): CompetingCounts[] {
  const byDay = new Map<number, { events: number; competing: number; censored: number }>();
  for (const { day, events, competing, censored } of exits) {
    const sum = byDay.get(day) ?? { events: 0, competing: 0, censored: 0 };
    byDay.set(day, { events: sum.events + events, competing: sum.competing + competing, censored: sum.censored + censored });
  }
  let atRisk = n;
  return [...byDay]
    .toSorted(([a], [b]) => a - b)
    .map(([day, { events, competing, censored }]) => {
      const counts = { day, atRisk, events, competing, censored };
      atRisk -= events + competing + censored;
      if (atRisk < 0) throw new RangeError(`More than ${n} persons leave by day ${day}`);
      return counts;
    });
}
