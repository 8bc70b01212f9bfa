import type { Transaction } from '#server/db/client.ts';
import { LEAST_GROUP } from '#shared/contract/curves.ts';
import type { FigureQuery, Group } from '#shared/contract/figures.ts';
import { CURVE_BREAKDOWNS, CURVE_DEFINITIONS, type CurveId } from '#shared/figures/curve-definitions.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { groupObject, groupsOf, openFrame, refuseTooMany } from './answer.ts';
import { type Frame, invalid, type Scope } from './frame.ts';

/** Who a person-based figure follows, and from how many on it estimates. */
export interface Followed {
  readonly frame: Frame;
  /** The first day of referral; null for everybody referred until the frame's last day. */
  readonly from: PlainDate | null;
  /** Fewer at the origin give no estimate. */
  readonly minimum: number;
  /** A curve stops where fewer are at risk. */
  readonly leastAtRisk: number;
}

/**
 * @throws Problem as openFrame; also `request.invalid` where somebody who does not see the whole region asks for smaller groups:
 *   few people in a narrow group are soon known
 */
export async function openFollowed(tx: Transaction, query: FigureQuery & { minimum: number }, scope: Scope): Promise<Followed> {
  const { minimum } = query;
  if (minimum < LEAST_GROUP && scope.reach !== 'all') {
    throw invalid('query.minimum', 'minimum.coordinator-only', `at least ${LEAST_GROUP}; only a coordinator may ask for less`);
  }
  // Periods mean nothing here: years are the fewest of them.
  const frame = await openFrame(tx, { ...query, every: 'year' }, scope);
  return { frame, from: query.from ?? null, minimum, leastAtRisk: minimum === 0 ? 1 : LEAST_AT_RISK };
}

const LEAST_AT_RISK = 5;

/** What every answer begins with. */
export function followedHeading(figure: CurveId, { frame, from, minimum }: Followed) {
  const { to, observedUntil, knownAt, by, filters, municipalities } = frame;
  const asked = new Set<string>([...by, ...Object.keys(filters), ...(municipalities === 'all' ? [] : ['municipality'])]);
  const breakdowns = Object.fromEntries(Object.entries(CURVE_BREAKDOWNS).filter(([dimension]) => asked.has(dimension)));
  return { definition: { ...CURVE_DEFINITIONS[figure], breakdowns }, from, to, observedUntil, knownAt, minimum };
}

type Grouped = { readonly group: readonly (string | null)[] };

/** The groups of an answer in their order, each with its rows: those that occur, and those of which a zero says something. */
export async function groupRows<Row extends Grouped>(
  tx: Transaction,
  frame: Frame,
  rows: readonly Row[],
  others: readonly Grouped[] = [],
): Promise<{ group: Group; key: string; rows: Row[] }[]> {
  const byGroup = rowsByGroup(rows);
  const groups = await groupsOf(tx, frame, [...rows, ...others]);
  return groups.map((values) => {
    const key = JSON.stringify(values);
    return { group: groupObject(frame, values), key, rows: byGroup.get(key) ?? [] };
  });
}

/** @throws Problem `request.invalid` before an answer grows beyond use */
export function rowsByGroup<Row extends Grouped>(rows: readonly Row[]): Map<string, Row[]> {
  refuseTooMany(rows.length);
  return mapBy(rows, ({ group }) => JSON.stringify(group));
}

export function mapBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const map = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const same = map.get(key);
    if (same) same.push(row);
    else map.set(key, [row]);
  }
  return map;
}

/** Whether a group of so many gets no estimate. */
export function withheldFor({ minimum }: Followed, n: number): 'group-too-small' | null {
  return n < minimum ? 'group-too-small' : null;
}

/** The part of a curve in which enough persons are at risk; they only grow fewer. */
export function shown<Point extends { readonly atRisk: number }>({ leastAtRisk }: Followed, curve: readonly Point[]): Point[] {
  return curve.filter(({ atRisk }) => atRisk >= leastAtRisk);
}

interface Point {
  readonly day: number;
  readonly atRisk: number;
  readonly events: number;
  readonly competing?: number;
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Days of a month: a year of 365.25 days in twelve. */
export const DAYS_PER_MONTH = 30.4375;

/**
 * A curve read at a number of months; null once too few are at risk, unless it has come to its end: everybody who was left had one event or
 * another. @param start its value before the first point
 */
export function atMonths(
  followed: Followed,
  months: readonly number[],
  { n, exits, curve, start }: { n: number; exits: readonly { day: number; count: number }[]; curve: readonly Point[]; start: 0 | 1 },
) {
  return months.map((month) => {
    const day = Math.round(month * DAYS_PER_MONTH);
    const atRisk = exits.reduce((left, exit) => (exit.day < day ? left - exit.count : left), n);
    if (n < followed.minimum || (atRisk < followed.leastAtRisk && !isDecided(curve.at(-1), day)))
      return { months: month, day, estimate: null, lower: null, upper: null };
    const { estimate, lower, upper } = curve.findLast((point) => point.day <= day) ?? { estimate: start, lower: null, upper: null };
    return { months: month, day, estimate, lower, upper };
  });
}

function isDecided(last: Point | undefined, day: number): boolean {
  return last !== undefined && last.day <= day && last.events + (last.competing ?? 0) === last.atRisk;
}

/** More groups than this are not tested against each other: it would say nothing of any of them, and take long. */
const MOST_TESTED = 40;

/** A test between groups, where there are at least two with an estimate and anything happened. */
export function tested<Day extends { readonly events: number }>(
  groups: readonly { readonly withheld: string | null; readonly days: readonly Day[] }[],
  test: (groups: readonly (readonly Day[])[]) => { statistic: number; df: number; p: number },
): { statistic: number; df: number; p: number } | undefined {
  const estimated = groups.filter(({ withheld, days }) => withheld === null && days.length > 0).map(({ days }) => days);
  if (estimated.length < 2 || estimated.length > MOST_TESTED) return undefined;
  if (estimated.every((days) => days.every(({ events }) => events === 0))) return undefined;
  const result = test(estimated);
  return Number.isFinite(result.statistic) && result.df > 0 ? result : undefined;
}
