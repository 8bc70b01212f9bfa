import { Prisma } from '#prisma/generated/client.ts';
import type { IncidenceTarget } from '#shared/contract/curves.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import { type Dimensions, known, ofTrajectory, TRUE, whenObserved } from './condition-store.ts';
import type { Events } from './event-store.ts';
import type { Followed } from './follow.ts';

// Whom each figure that follows people counts, said once: the counts per day (curve-store.ts) and the files behind them (file-store.ts) read the
// same rows. What lies after the last day observed has not happened: an outcome later than it is none yet, and a stay that ends after it still runs.

/** Rows of which each is a person at the origin, or a time of one, on the day on which observation ended; key: by what, an event or `censored`. */
export interface Exits extends Events {
  readonly key: readonly [cause: Prisma.Sql];
  /** Days from the origin until that day. */
  readonly lasted: Prisma.Sql;
}

/** What came first since the referral: the target, what competes with it, or the end of observation. */
export function outcomes(followed: Followed, target: IncidenceTarget): Exits {
  return { ...ofMilestones(followed, TRUE), ...firstOf(followed, OUTCOMES[target], Prisma.sql`m.referred_on`) };
}

/** How the first job goes on: `left`, or censored on the last day on which it was known. Its first day is the origin. */
export function jobSpells(followed: Followed): Exits {
  const { observedUntil, isObservedUntilToday } = followed.frame;
  const lastKnown = isObservedUntilToday
    ? Prisma.sql`m.first_job_known_on[cardinality(m.first_job_known_on)]`
    : Prisma.sql`(select max(known_on) from unnest(m.first_job_known_on) known_on where known_on <= ${observedUntil}::date)`;
  const hasLeft = Prisma.sql`m.first_job_left_on <= ${observedUntil}::date`;
  const day = Prisma.sql`case when ${hasLeft} then m.first_job_left_on else ${lastKnown} end`;
  return {
    ...ofMilestones(followed, Prisma.sql`m.first_job_on <= ${observedUntil}::date`),
    key: [Prisma.sql`case when ${hasLeft} then 'left' else 'censored' end`],
    day,
    lasted: Prisma.sql`${day} - m.first_job_on`,
  };
}

/** Visits to a stage, or to a state: `left`, or censored where they still run. @param which of present knowledge, those that still run alone */
export function visits(followed: Followed, place: string, which: 'all' | 'running' = 'all'): Exits {
  const { observedUntil, isObservedUntilToday } = followed.frame;
  const isStage = STAGES.some((stage) => stage === place);
  const ends = isStage ? Prisma.sql`s.leaves_stage` : Prisma.sql`s.leaves_state`;
  const since = isStage ? Prisma.sql`s.stage_since` : Prisma.sql`s.state_since`;
  const at = isStage ? Prisma.sql`s.stage = ${place}` : Prisma.sql`s.stage = split_part(${place}, '.', 1) and s.state = ${place}`;
  const hasLeft = Prisma.sql`(${ends} and s.to_date <= ${observedUntil}::date)`;
  // Today nothing ends later: said in the words of the index, so that it is found.
  const counts = isObservedUntilToday
    ? Prisma.sql`(s.leaves_state or s.to_date is null) and (${ends} or s.to_date is null)`
    : Prisma.sql`(${hasLeft} or ${isRunning(followed)})`;
  const here = which === 'running' ? Prisma.sql`s.to_date is null` : Prisma.sql`s.from_date <= ${observedUntil}::date and ${counts}`;
  const day = Prisma.sql`case when ${hasLeft} then s.to_date else ${observedUntil}::date end`;
  return {
    ...ofStays(followed, Prisma.sql`${at} and ${here}`),
    key: [Prisma.sql`case when ${hasLeft} then 'left' else 'censored' end`],
    day,
    lasted: Prisma.sql`${day} - ${since}`,
  };
}

/**
 * What came first since the first placement; of those who have none yet `no-placement`, and where a job came before it `job-before`, on day 0.
 * The frame is broken down by route first.
 */
export function placedOutcomes(followed: Followed): Exits {
  const isPlaced = Prisma.sql`coalesce(m.first_placement_on <= ${followed.frame.observedUntil}::date, false)`;
  const outcome = [Prisma.sql`m.placed_outcome`, Prisma.sql`m.placed_outcome_on`] as const;
  const { key, day, lasted } = firstOf(followed, outcome, Prisma.sql`m.first_placement_on`);
  return {
    ...ofMilestones(followed, TRUE),
    key: [Prisma.sql`case when not ${isPlaced} then 'no-placement' else ${key[0]} end`],
    day,
    lasted: Prisma.sql`case when not ${isPlaced} or m.placed_outcome = 'job-before' then 0 else ${lasted} end`,
  };
}

/** Those of them whose routes are compared. */
export function comparedOutcomes(followed: Followed): Exits {
  const placed = placedOutcomes(followed);
  return { ...placed, where: Prisma.sql`${placed.where} and ${placed.key[0]} not in ('no-placement', 'job-before')` };
}

/** Where everybody is when observation ends, since the first day in the stage; key: stage. */
export function lastPlaces(followed: Followed): Events {
  return { ...ofStays(followed, isRunning(followed)), key: [Prisma.sql`s.stage`], day: Prisma.sql`s.stage_since` };
}

/** Trajectories by their milestones, within the days of referral. */
export function ofMilestones(followed: Followed, where: Prisma.Sql) {
  const { frame } = followed;
  return {
    source: Prisma.sql`milestones m`,
    trajectory: Prisma.sql`m.trajectory_id`,
    position: Prisma.sql`0`,
    where: Prisma.sql`${known(frame, Prisma.sql`m`)} and ${isFollowed(followed, Prisma.sql`m.referred_on`)} and ${where}`,
    dimensions: dimensionsOf(followed),
  };
}

/** Stays of the trajectories within the days of referral. */
export function ofStays(followed: Followed, where: Prisma.Sql, dimensions: Partial<Dimensions> = {}) {
  const { frame } = followed;
  const ofStay: Partial<Dimensions> = { municipality: Prisma.sql`s.referral_municipality`, ...dimensions };
  const asked = [...frame.by, ...Object.keys(frame.filters)];
  const milestones = Prisma.sql`join milestones m on m.trajectory_id = s.trajectory_id and ${known(frame, Prisma.sql`m`)}`;
  return {
    source: Prisma.sql`stay s ${asked.every((dimension) => dimension in ofStay) ? Prisma.empty : milestones}`,
    trajectory: Prisma.sql`s.trajectory_id`,
    position: Prisma.sql`s.position`,
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and ${isFollowed(followed, Prisma.sql`s.referred_on`)} and ${where}`,
    dimensions: { ...dimensionsOf(followed), ...ofStay },
  };
}

/** The stay of each trajectory at the end of the last day observed. */
export function isRunning({ frame: { observedUntil, isObservedUntilToday } }: Followed): Prisma.Sql {
  if (isObservedUntilToday) return Prisma.sql`s.to_date is null`;
  return Prisma.sql`s.from_date <= ${observedUntil}::date and (s.to_date is null or s.to_date > ${observedUntil}::date)`;
}

const OUTCOMES: Readonly<Record<IncidenceTarget, readonly [what: Prisma.Sql, on: Prisma.Sql]>> = {
  placement: [Prisma.sql`m.placement_outcome`, Prisma.sql`m.placement_outcome_on`],
  'social-economy': [Prisma.sql`m.social_economy_outcome`, Prisma.sql`m.social_economy_outcome_on`],
  job: [Prisma.sql`m.job_outcome`, Prisma.sql`m.job_outcome_on`],
};

function firstOf(
  { frame: { observedUntil } }: Followed,
  [what, on]: readonly [Prisma.Sql, Prisma.Sql],
  origin: Prisma.Sql,
): Pick<Exits, 'key' | 'day' | 'lasted'> {
  const hasCome = Prisma.sql`${on} <= ${observedUntil}::date`;
  const day = Prisma.sql`case when ${hasCome} then ${on} else ${observedUntil}::date end`;
  return { key: [Prisma.sql`case when ${hasCome} then ${what} else 'censored' end`], day, lasted: Prisma.sql`${day} - ${origin}` };
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
