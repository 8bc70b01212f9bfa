import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { IncidenceTarget } from '#shared/contract/curves.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import { arrayOf, BY, type Dimensions, filtered, known, listOf, ofTrajectory, TRUE, whenObserved } from './condition-store.ts';
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
import type { Followed } from './follow.ts';
import { MOST_ROWS } from './store.ts';

// Counts per day since an origin, made where the rows are: never a row of a person into the server. What lies after the last day observed has
// not happened: an outcome later than it is none yet, and a stay that ends after it still runs.

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
  if (isTalliedByDay(followed)) return sumOutcomes(tx, followed, target);
  return countPer<ExitRow>(tx, followed, ofMilestones(followed, TRUE), exits(followed, OUTCOMES[target], Prisma.sql`m.referred_on`));
}

/** How the first job goes on: `left`, or censored on the last day on which it was known. Its first day is the origin. */
export function countJobSpells(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  if (isTalliedByDay(followed)) return sumJobs(tx, followed);
  const { observedUntil, isObservedUntilToday } = followed.frame;
  const lastKnown = isObservedUntilToday
    ? Prisma.sql`m.first_job_known_on[cardinality(m.first_job_known_on)]`
    : Prisma.sql`(select max(known_on) from unnest(m.first_job_known_on) known_on where known_on <= ${observedUntil}::date)`;
  const hasLeft = Prisma.sql`m.first_job_left_on <= ${observedUntil}::date`;
  return countPer<ExitRow>(tx, followed, ofMilestones(followed, Prisma.sql`m.first_job_on <= ${observedUntil}::date`), [
    { as: CAUSE, value: Prisma.sql`case when ${hasLeft} then 'left' else 'censored' end` },
    { as: DAY, value: Prisma.sql`case when ${hasLeft} then m.first_job_left_on else ${lastKnown} end - m.first_job_on` },
  ]);
}

/** Visits to a stage, or to a state: `left`, or censored where they still run. */
export async function countVisits(tx: Transaction, followed: Followed, place: string): Promise<ExitRow[]> {
  const { observedUntil, isObservedUntilToday } = followed.frame;
  const isTallied = isTalliedByDay(followed);
  const isStage = STAGES.some((stage) => stage === place);
  const ends = isStage ? Prisma.sql`s.leaves_stage` : Prisma.sql`s.leaves_state`;
  const since = isStage ? Prisma.sql`s.stage_since` : Prisma.sql`s.state_since`;
  const at = isStage ? Prisma.sql`s.stage = ${place}` : Prisma.sql`s.stage = split_part(${place}, '.', 1) and s.state = ${place}`;
  const hasLeft = Prisma.sql`(${ends} and s.to_date <= ${observedUntil}::date)`;
  // Today nothing ends later: said in the words of the index, so that it is found.
  const counts = isObservedUntilToday
    ? Prisma.sql`(s.leaves_state or s.to_date is null) and (${ends} or s.to_date is null)`
    : Prisma.sql`(${hasLeft} or ${isRunning(followed)})`;
  const here = isTallied ? Prisma.sql`s.to_date is null` : Prisma.sql`s.from_date <= ${observedUntil}::date and ${counts}`;
  const counted = await countPer<ExitRow>(tx, followed, ofStays(followed, Prisma.sql`${at} and ${here}`), [
    { as: CAUSE, value: Prisma.sql`case when ${hasLeft} then 'left' else 'censored' end` },
    { as: DAY, value: Prisma.sql`case when ${hasLeft} then s.to_date else ${observedUntil}::date end - ${since}` },
  ]);
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

/**
 * What came first since the first placement; of those who have none yet `no-placement`, and where a job came before it `job-before`, on day 0.
 * The frame is broken down by route first.
 */
export function countPlacedOutcomes(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  if (isTalliedSincePlacement(followed)) return sumPlacedOutcomes(tx, followed);
  const { observedUntil } = followed.frame;
  const isPlaced = Prisma.sql`coalesce(m.first_placement_on <= ${observedUntil}::date, false)`;
  const [cause, day] = exits(followed, [Prisma.sql`m.placed_outcome`, Prisma.sql`m.placed_outcome_on`], Prisma.sql`m.first_placement_on`);
  return countPer<ExitRow>(tx, followed, ofMilestones(followed, TRUE), [
    { as: CAUSE, value: Prisma.sql`case when not ${isPlaced} then 'no-placement' else ${cause.value} end` },
    { as: DAY, value: Prisma.sql`case when not ${isPlaced} or m.placed_outcome = 'job-before' then 0 else ${day.value} end` },
  ]);
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
interface Rows {
  readonly source: Prisma.Sql;
  readonly where: Prisma.Sql;
  readonly dimensions: Dimensions;
}

interface Column {
  readonly as: Prisma.Sql;
  readonly value: Prisma.Sql;
}

const CAUSE = Prisma.sql`cause`;
const DAY = Prisma.sql`day`;
const LEFT = Prisma.sql`"left"`;
const STAGE = Prisma.sql`stage`;

const OUTCOMES: Readonly<Record<IncidenceTarget, readonly [what: Prisma.Sql, on: Prisma.Sql]>> = {
  placement: [Prisma.sql`m.placement_outcome`, Prisma.sql`m.placement_outcome_on`],
  'social-economy': [Prisma.sql`m.social_economy_outcome`, Prisma.sql`m.social_economy_outcome_on`],
  job: [Prisma.sql`m.job_outcome`, Prisma.sql`m.job_outcome_on`],
};

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

function countPer<Row>(tx: Transaction, followed: Followed, rows: Rows, values: readonly Column[]): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`${selectCounts(followed, rows, values)} limit ${MOST_ROWS + 1}`;
}

function selectCounts({ frame }: Followed, { source, where, dimensions }: Rows, values: readonly Column[]): Prisma.Sql {
  const groups = frame.by.map((dimension) => ({ as: BY[dimension], value: dimensions[dimension] }));
  const columns = [...groups, ...values];
  const names = listOf(columns.map(({ as }) => as));
  return Prisma.sql`
    select ${arrayOf(groups.map(({ as }) => as))} as "group", ${listOf(values.map(({ as }) => as))}, count
    from (
      select ${names}, count(*)::int as count
      from (
        select ${listOf(columns.map(({ as, value }) => Prisma.sql`${value} as ${as}`))}
        from ${source} where ${where} and ${filtered(frame, dimensions)}
      ) person
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

function exits(
  { frame: { observedUntil } }: Followed,
  [what, on]: readonly [Prisma.Sql, Prisma.Sql],
  origin: Prisma.Sql,
): [Column, Column] {
  const hasCome = Prisma.sql`${on} <= ${observedUntil}::date`;
  return [
    { as: CAUSE, value: Prisma.sql`case when ${hasCome} then ${what} else 'censored' end` },
    { as: DAY, value: Prisma.sql`case when ${hasCome} then ${on} else ${observedUntil}::date end - ${origin}` },
  ];
}

function ofMilestones(followed: Followed, where: Prisma.Sql): Rows {
  const { frame } = followed;
  return {
    source: Prisma.sql`milestones m`,
    where: Prisma.sql`${known(frame, Prisma.sql`m`)} and ${isFollowed(followed, Prisma.sql`m.referred_on`)} and ${where}`,
    dimensions: dimensionsOf(followed),
  };
}

function ofStays(followed: Followed, where: Prisma.Sql, dimensions: Partial<Dimensions> = {}): Rows {
  const { frame } = followed;
  const ofStay: Partial<Dimensions> = { municipality: Prisma.sql`s.referral_municipality`, ...dimensions };
  const asked = [...frame.by, ...Object.keys(frame.filters)];
  const milestones = Prisma.sql`join milestones m on m.trajectory_id = s.trajectory_id and ${known(frame, Prisma.sql`m`)}`;
  return {
    source: Prisma.sql`stay s ${asked.every((dimension) => dimension in ofStay) ? Prisma.empty : milestones}`,
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and ${isFollowed(followed, Prisma.sql`s.referred_on`)} and ${where}`,
    dimensions: { ...dimensionsOf(followed), ...ofStay },
  };
}

/** From the first placement on the route is known. */
function ofPlacedStays(followed: Followed, where: Prisma.Sql): Rows {
  return ofStays(followed, Prisma.sql`s.placed_on <= ${followed.frame.observedUntil}::date and ${where}`, {
    route: Prisma.sql`s.placed_route`,
  });
}

/** At the referral; of the first placement as far as it was observed. */
function dimensionsOf({ frame }: Followed): Dimensions {
  return {
    ...ofTrajectory(frame),
    municipality: Prisma.sql`m.municipality`,
    workForm: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_work_form`),
    setting: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_setting`),
  };
}

function isFollowed({ frame, from }: Followed, referredOn: Prisma.Sql): Prisma.Sql {
  const until = Prisma.sql`${referredOn} <= ${frame.until}::date`;
  return from === null ? until : Prisma.sql`${referredOn} >= ${from}::date and ${until}`;
}

/** The stay of each trajectory at the end of the last day observed. */
function isRunning({ frame: { observedUntil, isObservedUntilToday } }: Followed): Prisma.Sql {
  if (isObservedUntilToday) return Prisma.sql`s.to_date is null`;
  return Prisma.sql`s.from_date <= ${observedUntil}::date and (s.to_date is null or s.to_date > ${observedUntil}::date)`;
}
