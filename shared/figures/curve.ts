/*
 * What the estimators take and give. They work on counts per day, so that their cost grows with days and not with people;
 * days ascend, each at most once, and count from an origin such as the referral (day 0).
 */

/** Who was under observation on a day, and what became of them on it: events come before censorings. */
export interface DayCounts {
  /** Days since the origin. */
  readonly day: number;
  /** Persons at risk just before the events of this day. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
}

/** The same with other causes in the way: `events` are of the cause asked for, `competing` of all others together. */
export interface CompetingCounts extends DayCounts {
  readonly competing: number;
}

/** A survival curve from this day to the next point: the probability that the event has not come by the end of the day. */
export interface SurvivalPoint extends DayCounts {
  /** Probability. */
  readonly estimate: number;
  /** Standard error of the probability itself. */
  readonly se: number;
  /** Limits of the confidence interval; null where it is not defined (a probability of 0 or, log-log, of 1). */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A cumulative incidence from this day to the next point: the probability that the event has come by the end of the day, and first. */
export interface IncidencePoint extends CompetingCounts {
  readonly estimate: number;
  readonly se: number;
  /** Limits of the confidence interval. At a probability of 0 or 1 they are that probability: it is no statement of certainty. */
  readonly lower: number;
  readonly upper: number;
}

/** How persons go from state to state. States are known by their place in `states`. */
export interface TransitionCounts {
  readonly states: readonly string[];
  /** Persons per state at the end of day 0. */
  readonly initial: readonly number[];
  readonly days: readonly TransitionDay[];
}

export interface TransitionDay {
  /** Days since the origin, 1 or more. */
  readonly day: number;
  /** Persons under observation in each state just before this day. */
  readonly atRisk: readonly number[];
  readonly transitions: readonly Transition[];
}

export interface Transition {
  readonly from: number;
  readonly to: number;
  /** Persons. */
  readonly count: number;
}

/** Probability of being in each state, per day (first index) and state (second), from that day until the next. */
export interface Occupation {
  /** Day 0 first. */
  readonly days: number[];
  readonly probability: number[][];
  readonly se: number[][];
  readonly lower: number[][];
  readonly upper: number[][];
}

/** @throws RangeError where days do not ascend or counts cannot be. Every estimate would be wrong without a sign of it. */
export function checkDays(days: readonly (DayCounts & { competing?: number })[]): void {
  let last = -Infinity;
  for (const { day, atRisk, events, censored, competing = 0 } of days) {
    if (!(day > last)) throw new RangeError(`Days must ascend: ${day} after ${last}`);
    if (Math.min(events, competing, censored) < 0 || !(events + competing + censored <= atRisk)) {
      throw new RangeError(`Day ${day}: ${events} events, ${competing} competing and ${censored} censored of ${atRisk} at risk`);
    }
    last = day;
  }
}
