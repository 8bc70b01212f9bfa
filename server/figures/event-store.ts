import { Prisma } from '#prisma/generated/client.ts';
import { type Dimensions, filtered, known, ofTrajectory, routeObserved, TRUE, whenObserved, withMilestones } from './condition-store.ts';
import type { Frame } from './frame.ts';

// What each figure counts, said once: the counts (store.ts) and the files behind them (file-store.ts) read the same rows.

/** Rows of which each is one event, or one change of a stock. */
export interface Events {
  readonly source: Prisma.Sql;
  readonly trajectory: Prisma.Sql;
  /** Tells several of one trajectory on one day apart. */
  readonly position: Prisma.Sql;
  readonly where: Prisma.Sql;
  readonly day: Prisma.Sql;
  /** What one row counts for; 1 unless given. */
  readonly weight?: Prisma.Sql;
  readonly key: readonly Prisma.Sql[];
  readonly dimensions: Dimensions;
}

/** The rows of events that the frame asks for. */
export function selectEvents(
  frame: Frame,
  { source, where, dimensions, trajectory }: Pick<Events, 'source' | 'where' | 'dimensions' | 'trajectory'>,
  columns: Prisma.Sql,
): Prisma.Sql {
  const { corrected } = frame;
  const isCorrected = corrected
    ? Prisma.sql`and ${trajectory} in (select corrected_between(${corrected.after}::timestamptz, ${corrected.until}::timestamptz))`
    : Prisma.empty;
  return Prisma.sql`select ${columns} from ${source} where ${where} and ${filtered(frame, dimensions)} ${isCorrected}`;
}

/** Changes of stage; key: stage left, stage entered. */
export function stageChanges(frame: Frame): Events {
  return ofChanges(frame, [STAGE_LEFT, Prisma.sql`s.stage`], TRUE);
}

/** Trajectories ended; key: stage left, reason. */
export function ends(frame: Frame): Events {
  return ofChanges(frame, [STAGE_LEFT, Prisma.sql`s.reason`], Prisma.sql`s.stage = 'ended'`);
}

/** Who is there at the end of the last day that counts, since the first day in the stage: what moves add up to; key: stage, activity, interrupted (yes, no). */
export function present(frame: Frame): Events {
  return {
    ...ofStays(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`),
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and s.from_date <= ${frame.until}::date
      and (s.to_date is null or s.to_date > ${frame.until}::date)`,
    day: Prisma.sql`s.stage_since`,
    key: [
      Prisma.sql`s.stage`,
      Prisma.sql`split_part(s.state, '.', 2)`,
      Prisma.sql`case s.presence when 'interrupted' then 'yes' else 'no' end`,
    ],
  };
}

/** Who was there when the day before the frame ended; key: state, presence. */
export function presentBefore(frame: Frame): Events {
  return {
    ...ofStays(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`),
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and s.from_date < ${frame.from}::date
      and (s.to_date is null or s.to_date >= ${frame.from}::date)`,
    day: Prisma.sql`${frame.from}::date - 1`,
    key: [Prisma.sql`s.state`, Prisma.sql`s.presence`],
  };
}

/** Stays begun less stays ended, on the days of the frame; key: state, presence. */
export function moves(frame: Frame): Events {
  const between = daysOf(frame);
  return {
    ...ofStays(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`),
    source: Prisma.sql`stay s ${withMilestones(frame)} cross join lateral (values (s.from_date, 1), (s.to_date, -1)) move (day, change)`,
    // Said of the stays' own days too, because those have an index.
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and (s.from_date ${between} or s.to_date ${between}) and move.day ${between}
      and s.to_date is distinct from s.from_date`,
    day: Prisma.sql`move.day`,
    weight: Prisma.sql`move.change`,
    key: [Prisma.sql`s.state`, Prisma.sql`s.presence`],
  };
}

/** Moves to another municipality; key: stage, `in` or `out`. A transfer changes nothing else. */
export function transfers(frame: Frame): Events {
  const between = daysOf(frame);
  const stays = ofStays(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`);
  return {
    ...stays,
    // The few trajectories that ever moved are found by their steps: to compare each stay with the one before would read them all.
    source: Prisma.sql`(select distinct trajectory_id from step where type = 'trajectory.transferred' and occurred_on ${between}) moved
      cross join lateral (
        select s.trajectory_id, s.position, s.stage, s.from_date, s.work_form, s.setting, s.municipality, lag(s.municipality) over (order by s.position) as left_behind
        from stay s where s.trajectory_id = moved.trajectory_id and ${known(frame, Prisma.sql`s`)}
      ) s
      ${withMilestones(frame)}
      cross join lateral (values (s.municipality, 'in'), (s.left_behind, 'out')) side (municipality, direction)`,
    where: Prisma.sql`s.from_date ${between} and s.municipality <> s.left_behind`,
    day: Prisma.sql`s.from_date`,
    key: [Prisma.sql`s.stage`, Prisma.sql`side.direction`],
    dimensions: { ...stays.dimensions, municipality: Prisma.sql`side.municipality` },
  };
}

/** Referrals; key: `referrals`. */
export function referrals(frame: Frame): Events {
  return ofMilestones(frame, Prisma.sql`m.referred_on`, [Prisma.sql`'referrals'`], {
    municipality: Prisma.sql`m.municipality`,
    workForm: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_work_form`),
    setting: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_setting`),
  });
}

/** First placements; key: `placements`. */
export function placements(frame: Frame): Events {
  return ofMilestones(frame, Prisma.sql`m.first_placement_on`, [Prisma.sql`'placements'`], {
    municipality: Prisma.sql`m.first_placement_municipality`,
    workForm: Prisma.sql`m.first_placement_work_form`,
    setting: Prisma.sql`m.first_placement_setting`,
  });
}

/** First placements in the social economy; key: `social-economy`. */
export function socialEconomyPlacements(frame: Frame): Events {
  return ofMilestones(frame, Prisma.sql`m.first_social_economy_on`, [Prisma.sql`'social-economy'`], {
    municipality: Prisma.sql`m.first_social_economy_municipality`,
    workForm: Prisma.sql`m.first_social_economy_work_form`,
    setting: Prisma.sql`'social-economy'`,
  });
}

/** First jobs; key: route, after a placement (yes, no), contract, support or nothing. */
export function firstJobs(frame: Frame): Events {
  const key = [
    routeObserved(frame),
    Prisma.sql`case when m.first_job_after_placement then 'yes' else 'no' end`,
    Prisma.sql`m.first_job_contract`,
    Prisma.sql`coalesce(m.first_job_support, '')`,
  ];
  return ofMilestones(frame, Prisma.sql`m.first_job_on`, key, {
    municipality: Prisma.sql`m.first_job_municipality`,
    workForm: Prisma.sql`case when m.first_job_after_placement then m.first_placement_work_form end`,
    setting: Prisma.sql`case when m.first_job_after_placement then m.first_placement_setting end`,
  });
}

function daysOf({ from, until }: Frame): Prisma.Sql {
  return Prisma.sql`between ${from}::date and ${until}::date`;
}

const STAGE_LEFT = Prisma.sql`split_part(s.entered_from, '.', 1)`;

function ofChanges(frame: Frame, key: readonly Prisma.Sql[], where: Prisma.Sql): Events {
  return {
    ...ofStays(frame, Prisma.sql`s.flow_work_form`, Prisma.sql`s.flow_setting`),
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and s.from_date ${daysOf(frame)}
      and ${STAGE_LEFT} <> s.stage and ${where}`,
    day: Prisma.sql`s.from_date`,
    key,
  };
}

function ofMilestones(
  frame: Frame,
  day: Prisma.Sql,
  key: readonly Prisma.Sql[],
  dimensions: Pick<Dimensions, 'municipality' | 'workForm' | 'setting'>,
): Events {
  return {
    source: Prisma.sql`milestones m`,
    trajectory: Prisma.sql`m.trajectory_id`,
    position: Prisma.sql`0`,
    where: Prisma.sql`${known(frame, Prisma.sql`m`)} and ${day} ${daysOf(frame)}`,
    day,
    key,
    dimensions: { ...ofTrajectory(frame), ...dimensions },
  };
}

function ofStays(frame: Frame, workForm: Prisma.Sql, setting: Prisma.Sql) {
  return {
    source: Prisma.sql`stay s ${withMilestones(frame)}`,
    trajectory: Prisma.sql`s.trajectory_id`,
    position: Prisma.sql`s.position`,
    dimensions: { ...ofTrajectory(frame), municipality: Prisma.sql`s.municipality`, workForm, setting },
  };
}
