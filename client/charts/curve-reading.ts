import type { Interval } from './chart-data.ts';

/** A month of figures.md, in days. */
const MONTH = 30.4375;

export function dayOfMonth(months: number): number {
  return Math.round(months * MONTH);
}

/** Whole months in so many days; a day short of a month counts as one, as 730 days do for 24. */
export function monthsIn(days: number): number {
  return Math.floor(days / MONTH + 0.05);
}

/** One step of a curve; as the server answers it. */
export type CurvePoint = Interval & {
  /** Days since the origin. */
  readonly day: number;
  /** From 0 to 1, from the end of this day on. */
  readonly estimate: number;
  /** Under observation just before this day. */
  readonly atRisk: number;
};

/** `survival` goes down from 1, `incidence` up from 0. */
export type CurveKind = 'survival' | 'incidence';

export type CurveReading = Interval & { readonly estimate: number };

/** What a step curve says at the end of a day; null beyond where it stops. */
export function readCurve(points: readonly CurvePoint[], kind: CurveKind, day: number): CurveReading | null {
  const last = points.at(-1);
  if (!last || day > last.day) return null;
  const reached = points.findLast((point) => point.day <= day);
  if (reached) return reached;
  return kind === 'survival' ? { estimate: 1, lower: null, upper: null } : { estimate: 0, lower: null, upper: null };
}

/** How many are under observation just before a day; null beyond where the curve stops. */
export function atRiskOn(points: readonly CurvePoint[], day: number): number | null {
  return points.find((point) => point.day >= day)?.atRisk ?? null;
}
