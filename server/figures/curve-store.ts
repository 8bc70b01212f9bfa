import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { IncidenceTarget } from '#shared/contract/curves.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { arrayOf, BY, type Dimensions, listOf } from './condition-store.ts';
import {
  isTalliedByDay,
  isTalliedSincePlacement,
  sumJobs,
  sumLastPlacesSincePlacement,
  sumOutcomes,
  sumPlacedOutcomes,
  sumPlacedPeople,
  sumPlaces,
  sumPlacesSincePlacement,
  sumVisits,
} from './day-tally-store.ts';
import { type Events, selectEvents } from './event-store.ts';
import { type Exits, isRunning, jobSpells, ofMilestones, ofStays, outcomes, placedOutcomes, visits } from './exit-store.ts';
import type { Followed } from './follow.ts';
import { MOST_ROWS } from './store.ts';

// Counts per day since an origin, made where the rows are: never a row of a person into the server. What lies after the last day observed has
// not happened.

/** How many persons of a group left observation on a day since the origin, by what: an event, or `censored`. */
export interface ExitRow {
  /** A value per breakdown of the frame, in its order. */
  readonly group: readonly (string | null)[];
  readonly cause: string;
  readonly day: number;
  readonly count: number;
}

/** What came first since the referral: the target, what competes with it, or the end of observation. */
export function countOutcomes(tx: Transaction, followed: Followed, target: IncidenceTarget): Promise<ExitRow[]> {
  return isTalliedByDay(followed) ? sumOutcomes(tx, followed, target) : countExits(tx, followed, outcomes(followed, target));
}

/** How the first job goes on. */
export function countJobSpells(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  return isTalliedByDay(followed) ? sumJobs(tx, followed) : countExits(tx, followed, jobSpells(followed));
}

/** Visits to a stage, or to a state. */
export async function countVisits(tx: Transaction, followed: Followed, place: string): Promise<ExitRow[]> {
  const isTallied = isTalliedByDay(followed);
  const counted = await countExits(tx, followed, visits(followed, place, isTallied ? 'running' : 'all'));
  return isTallied ? [...(await sumVisits(tx, followed, place)), ...counted] : counted;
}

/** How many went from one stage to another between the end of the day before and that of this day; from `none` on day 0. */
export interface PlaceRow {
  readonly group: readonly (string | null)[];
  readonly left: string;
  readonly stage: string;
  readonly day: number;
  readonly count: number;
}

/** How many are in a stage when observation ends, so many days since the origin. */
export interface LastPlaceRow {
  readonly group: readonly (string | null)[];
  readonly stage: string;
  readonly day: number;
  readonly count: number;
}

/** Since the referral. @param horizon days */
export function countPlaces(tx: Transaction, followed: Followed, horizon: number): Promise<PlaceRow[]> {
  if (isTalliedByDay(followed)) return sumPlaces(tx, followed, horizon);
  const { observedUntil } = followed.frame;
  const day = Prisma.sql`s.from_date - s.referred_on`;
  const places = Prisma.sql`s.stage_of_day_before is not null and s.from_date <= ${observedUntil}::date and ${day} <= ${horizon}::int`;
  return countPer<PlaceRow>(tx, followed, ofStays(followed, places), [
    { as: LEFT, value: Prisma.sql`s.stage_of_day_before` },
    { as: STAGE, value: Prisma.sql`s.stage` },
    { as: DAY, value: day },
  ]);
}

/** Of those who are not followed as far as the horizon. @param horizon days since the referral */
export function countLastPlaces(tx: Transaction, followed: Followed, horizon: number): Promise<LastPlaceRow[]> {
  return lastPlaces(tx, followed, Prisma.sql`s.referred_on`, horizon, ofStays(followed, isRunning(followed)));
}

/** What came first since the first placement. The frame is broken down by route first. */
export function countPlacedOutcomes(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  return isTalliedSincePlacement(followed) ? sumPlacedOutcomes(tx, followed) : countExits(tx, followed, placedOutcomes(followed));
}

/** As countPlaces, since the first placement: day 0 is where its day ended. */
export function countPlacesSincePlacement(tx: Transaction, followed: Followed, horizon: number): Promise<PlaceRow[]> {
  if (isTalliedSincePlacement(followed)) return sumPlacesSincePlacement(tx, followed, horizon);
  const { observedUntil } = followed.frame;
  const day = Prisma.sql`s.from_date - s.placed_on`;
  const places = Prisma.sql`s.placed_on is not null and s.from_date <= ${observedUntil}::date and ${day} <= ${horizon}::int
    and (s.from_date = s.placed_on and s.to_date is distinct from s.from_date or s.from_date > s.placed_on and s.stage_of_day_before is not null)`;
  return countPer<PlaceRow>(tx, followed, ofPlacedStays(followed, places), [
    { as: LEFT, value: Prisma.sql`case when s.from_date = s.placed_on then 'none' else s.stage_of_day_before end` },
    { as: STAGE, value: Prisma.sql`s.stage` },
    { as: DAY, value: day },
  ]);
}

export function countLastPlacesSincePlacement(tx: Transaction, followed: Followed, horizon: number): Promise<LastPlaceRow[]> {
  if (isTalliedSincePlacement(followed)) return sumLastPlacesSincePlacement(tx, followed, horizon);
  const placed = Prisma.sql`s.placed_on is not null and ${isRunning(followed)}`;
  return lastPlaces(tx, followed, Prisma.sql`s.placed_on`, horizon, ofPlacedStays(followed, placed));
}

export interface MakeUpRow {
  readonly group: readonly (string | null)[];
  readonly dimension: string;
  readonly value: string;
  readonly count: number;
}

/** Who the groups of the comparison are. Counted together first: five values of every person apart would be read five times. */
export async function countMakeUp(tx: Transaction, followed: Followed, dimensions: readonly Dimension[]): Promise<MakeUpRow[]> {
  if (isTalliedSincePlacement(followed)) {
    const rows = await sumPlacedPeople(tx, followed);
    return rows.filter((row) => dimensions.some((dimension) => dimension === row.dimension));
  }
  const { observedUntil } = followed.frame;
  const people = ofMilestones(
    followed,
    Prisma.sql`m.first_placement_on <= ${observedUntil}::date and m.placed_outcome is distinct from 'job-before'`,
  );
  const values = dimensions.map((dimension) => ({ as: MAKE_UP[dimension], value: people.dimensions[dimension] }));
  const pairs = dimensions.map((dimension) => Prisma.sql`(${dimension}, ${MAKE_UP[dimension]})`);
  return tx.$queryRaw<MakeUpRow[]>`
    select "group", dimension, value, sum(count)::int as count
    from (${selectCounts(followed, people, values)}) people cross join lateral (values ${listOf(pairs)}) made (dimension, value)
    group by "group", dimension, value
    limit ${MOST_ROWS + 1}`;
}

/** Rows of which each is a person, or a time of one. */
type Rows = Pick<Events, 'source' | 'trajectory' | 'where' | 'dimensions'>;

interface Column {
  readonly as: Prisma.Sql;
  readonly value: Prisma.Sql;
}

const CAUSE = Prisma.sql`cause`;
const DAY = Prisma.sql`day`;
const LEFT = Prisma.sql`"left"`;
const STAGE = Prisma.sql`stage`;

const MAKE_UP: Dimensions = {
  municipality: Prisma.sql`of_municipality`,
  workForm: Prisma.sql`of_work_form`,
  setting: Prisma.sql`of_setting`,
  programme: Prisma.sql`of_programme`,
  ageClass: Prisma.sql`of_age_class`,
  gender: Prisma.sql`of_gender`,
  education: Prisma.sql`of_education`,
  route: Prisma.sql`of_route`,
};

function countExits(tx: Transaction, followed: Followed, exits: Exits): Promise<ExitRow[]> {
  return countPer<ExitRow>(tx, followed, exits, [
    { as: CAUSE, value: exits.key[0] },
    { as: DAY, value: exits.lasted },
  ]);
}

function countPer<Row>(tx: Transaction, followed: Followed, rows: Rows, values: readonly Column[]): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`${selectCounts(followed, rows, values)} limit ${MOST_ROWS + 1}`;
}

function selectCounts({ frame }: Followed, rows: Rows, values: readonly Column[]): Prisma.Sql {
  const groups = frame.by.map((dimension) => ({ as: BY[dimension], value: rows.dimensions[dimension] }));
  const columns = [...groups, ...values];
  const names = listOf(columns.map(({ as }) => as));
  return Prisma.sql`
    select ${arrayOf(groups.map(({ as }) => as))} as "group", ${listOf(values.map(({ as }) => as))}, count
    from (
      select ${names}, count(*)::int as count
      from (${selectEvents(frame, rows, listOf(columns.map(({ as, value }) => Prisma.sql`${value} as ${as}`)))}) person
      group by ${names}
    ) counted`;
}

function lastPlaces(tx: Transaction, followed: Followed, origin: Prisma.Sql, horizon: number, rows: Rows): Promise<LastPlaceRow[]> {
  const { observedUntil } = followed.frame;
  const day = Prisma.sql`${observedUntil}::date - ${origin}`;
  return countPer<LastPlaceRow>(tx, followed, { ...rows, where: Prisma.sql`${rows.where} and ${day} < ${horizon}::int` }, [
    { as: STAGE, value: Prisma.sql`s.stage` },
    { as: DAY, value: day },
  ]);
}

/** From the first placement on the route is known. */
function ofPlacedStays(followed: Followed, where: Prisma.Sql): Rows {
  return ofStays(followed, Prisma.sql`s.placed_on <= ${followed.frame.observedUntil}::date and ${where}`, {
    route: Prisma.sql`s.placed_route`,
  });
}
