import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import type { Frame } from './frame.ts';

/** How many of something happened in a period of the frame, for one value of each breakdown and one key. */
export interface CountedRow {
  /** Place in the frame's periods; −1 for what came before the first. */
  readonly period: number;
  /** A value per breakdown of the frame, in its order. */
  readonly group: readonly (string | null)[];
  readonly key: readonly (string | null)[];
  readonly count: number;
}

/** More rows than this are of no use to anybody and would fill the server's memory. */
export const MOST_ROWS = 250_000;

/** From the summary table: present knowledge, whole months, broken down and filtered by municipality at most; keys as tallies.ts says. */
export function countTallies(tx: Transaction, figure: TalliedFigure, frame: Frame, since: PlainDate | null): Promise<CountedRow[]> {
  return sumTallies(
    tx,
    frame,
    Prisma.sql`key`,
    Prisma.sql`figure = ${figure} and ${since === null ? TRUE : Prisma.sql`month >= ${since}::date`}`,
  );
}

/** As countInflow, from the summary table. */
export function countTalliedInflow(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  const figures: TalliedFigure[] = ['referrals', 'placements', 'social-economy'];
  return sumTallies(tx, frame, Prisma.sql`array[figure]`, Prisma.sql`figure in (${Prisma.join(figures)}) and month >= ${frame.from}::date`);
}

/** Changes of stage; key: stage left, stage entered. */
export function countStageChanges(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [ofChanges(frame, [STAGE_LEFT, Prisma.sql`s.stage`], TRUE)]);
}

/** Trajectories ended; key: stage left, reason. */
export function countEnds(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [ofChanges(frame, [STAGE_LEFT, Prisma.sql`s.reason`], Prisma.sql`s.stage = 'ended'`)]);
}

/** Stays begun less stays ended, of all time up to the last day that counts; key: state, presence. */
export function countMoves(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  const moves: Events = {
    source: Prisma.sql`stay s ${withMilestones(frame)} cross join lateral (values (s.from_date, 1), (s.to_date, -1)) move (day, change)`,
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and s.from_date <= ${frame.until}::date and move.day <= ${frame.until}::date
      and s.to_date is distinct from s.from_date`,
    day: Prisma.sql`move.day`,
    weight: Prisma.sql`move.change`,
    key: [Prisma.sql`s.state`, Prisma.sql`s.presence`],
    dimensions: ofStay(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`),
  };
  return countEvents(tx, frame, [moves]);
}

/** Moves to another municipality; key: stage, `in` or `out`. A transfer changes nothing else. */
export function countTransfers(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  const between = Prisma.sql`between ${frame.from}::date and ${frame.until}::date`;
  const transfers: Events = {
    // The few trajectories that ever moved are found by their steps: to compare each stay with the one before would read them all.
    source: Prisma.sql`(select distinct trajectory_id from step where type = 'trajectory.transferred' and occurred_on ${between}) moved
      cross join lateral (
        select s.trajectory_id, s.stage, s.from_date, s.work_form, s.setting, s.municipality, lag(s.municipality) over (order by s.position) as left_behind
        from stay s where s.trajectory_id = moved.trajectory_id and ${known(frame, Prisma.sql`s`)}
      ) s
      ${withMilestones(frame)}
      cross join lateral (values (s.municipality, 'in'), (s.left_behind, 'out')) side (municipality, direction)`,
    where: Prisma.sql`s.from_date ${between} and s.municipality <> s.left_behind`,
    day: Prisma.sql`s.from_date`,
    key: [Prisma.sql`s.stage`, Prisma.sql`side.direction`],
    dimensions: { ...ofStay(frame, Prisma.sql`s.work_form`, Prisma.sql`s.setting`), municipality: Prisma.sql`side.municipality` },
  };
  return countEvents(tx, frame, [transfers]);
}

/** Referrals, first placements and first social-economy placements; key: which of them, as the tallies name them. */
export function countInflow(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [
    ofMilestones(frame, Prisma.sql`m.referred_on`, [Prisma.sql`'referrals'`], {
      municipality: Prisma.sql`m.municipality`,
      workForm: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_work_form`),
      setting: whenObserved(frame, Prisma.sql`m.first_placement_on`, Prisma.sql`m.first_placement_setting`),
    }),
    ofMilestones(frame, Prisma.sql`m.first_placement_on`, [Prisma.sql`'placements'`], {
      municipality: Prisma.sql`m.first_placement_municipality`,
      workForm: Prisma.sql`m.first_placement_work_form`,
      setting: Prisma.sql`m.first_placement_setting`,
    }),
    ofMilestones(frame, Prisma.sql`m.first_social_economy_on`, [Prisma.sql`'social-economy'`], {
      municipality: Prisma.sql`m.first_social_economy_municipality`,
      workForm: Prisma.sql`m.first_social_economy_work_form`,
      setting: Prisma.sql`'social-economy'`,
    }),
  ]);
}

/** First jobs; key: route, after a placement (yes, no), contract, support or nothing. */
export function countFirstJobs(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  const key = [
    routeObserved(frame),
    Prisma.sql`case when m.first_job_after_placement then 'yes' else 'no' end`,
    Prisma.sql`m.first_job_contract`,
    Prisma.sql`coalesce(m.first_job_support, '')`,
  ];
  return countEvents(tx, frame, [
    ofMilestones(frame, Prisma.sql`m.first_job_on`, key, {
      municipality: Prisma.sql`m.first_job_municipality`,
      workForm: Prisma.sql`case when m.first_job_after_placement then m.first_placement_work_form end`,
      setting: Prisma.sql`case when m.first_job_after_placement then m.first_placement_setting end`,
    }),
  ]);
}

/** The municipalities within the frame that existed on some day of it, in the order of their codes. */
export async function listMunicipalities(tx: Transaction, frame: Frame): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    select code from municipality
    where ${within(frame, Prisma.sql`code`)}
      and (valid_from is null or valid_from <= ${frame.until}::date) and (valid_until is null or valid_until >= ${frame.from}::date)
    order by code`;
  return rows.map(({ code }) => code);
}

export async function existsMunicipality(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`select from municipality where code = ${code}`).length > 0;
}

type Dimensions = Readonly<Record<Dimension, Prisma.Sql>>;

interface Events {
  readonly source: Prisma.Sql;
  readonly where: Prisma.Sql;
  readonly day: Prisma.Sql;
  /** What one row counts for; 1 unless given. */
  readonly weight?: Prisma.Sql;
  readonly key: readonly Prisma.Sql[];
  readonly dimensions: Dimensions;
}

const TRUE = Prisma.sql`true`;
const STAGE_LEFT = Prisma.sql`split_part(s.entered_from, '.', 1)`;

const COLUMNS: Dimensions = {
  municipality: Prisma.sql`by_municipality`,
  workForm: Prisma.sql`by_work_form`,
  setting: Prisma.sql`by_setting`,
  programme: Prisma.sql`by_programme`,
  ageClass: Prisma.sql`by_age_class`,
  gender: Prisma.sql`by_gender`,
  education: Prisma.sql`by_education`,
  route: Prisma.sql`by_route`,
};
const KEY_COLUMNS = [Prisma.sql`key_1`, Prisma.sql`key_2`, Prisma.sql`key_3`, Prisma.sql`key_4`];

/** One count per period, group and key, made where the rows are: never a row of a person into the server. */
function countEvents(tx: Transaction, frame: Frame, kinds: readonly Events[]): Promise<CountedRow[]> {
  const groupColumns = frame.by.map((dimension) => COLUMNS[dimension]);
  const keyColumns = KEY_COLUMNS.slice(0, kinds[0]?.key.length);
  const columns = listOf([Prisma.sql`period`, ...groupColumns, ...keyColumns]);
  const counts = kinds.map(
    (kind) => Prisma.sql`
      select ${columns}, ${kind.weight ? Prisma.sql`sum(weight)` : Prisma.sql`count(*)`}::int as count
      from (${listEvents(frame, kind)}) event
      group by ${columns}`,
  );
  return tx.$queryRaw<CountedRow[]>`
    select period, ${arrayOf(groupColumns)} as "group", ${arrayOf(keyColumns)} as key, count
    from (${Prisma.join(counts, ' union all ')}) counts
    where count <> 0
    limit ${MOST_ROWS + 1}`;
}

function listEvents(frame: Frame, { source, where, day, weight, key, dimensions }: Events): Prisma.Sql {
  const values = [
    Prisma.sql`${periodOf(frame, day)} as period`,
    ...(weight ? [Prisma.sql`${weight} as weight`] : []),
    ...frame.by.map((dimension) => Prisma.sql`${dimensions[dimension]} as ${COLUMNS[dimension]}`),
    ...key.map((value, place) => Prisma.sql`${value} as ${KEY_COLUMNS[place] ?? Prisma.empty}`),
  ];
  return Prisma.sql`select ${listOf(values)} from ${source} where ${where} and ${filtered(frame, dimensions)}`;
}

function sumTallies(tx: Transaction, frame: Frame, key: Prisma.Sql, where: Prisma.Sql): Promise<CountedRow[]> {
  return tx.$queryRaw<CountedRow[]>`
    select period, "group", key, sum(count)::int as count
    from (
      select ${periodOf(frame, Prisma.sql`month`)} as period,
        ${arrayOf(frame.by.map(() => Prisma.sql`municipality`))} as "group", ${key} as key, count
      from tally
      where ${where} and month <= ${frame.until}::date and ${within(frame, Prisma.sql`municipality`)}
    ) tallied
    group by period, "group", key
    having sum(count) <> 0`;
}

function ofChanges(frame: Frame, key: readonly Prisma.Sql[], where: Prisma.Sql): Events {
  return {
    source: Prisma.sql`stay s ${withMilestones(frame)}`,
    where: Prisma.sql`${known(frame, Prisma.sql`s`)} and s.from_date between ${frame.from}::date and ${frame.until}::date
      and ${STAGE_LEFT} <> s.stage and ${where}`,
    day: Prisma.sql`s.from_date`,
    key,
    dimensions: ofStay(frame, Prisma.sql`s.flow_work_form`, Prisma.sql`s.flow_setting`),
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
    where: Prisma.sql`${known(frame, Prisma.sql`m`)} and ${day} between ${frame.from}::date and ${frame.until}::date`,
    day,
    key,
    dimensions: { ...ofTrajectory(frame), ...dimensions },
  };
}

function ofStay(frame: Frame, workForm: Prisma.Sql, setting: Prisma.Sql): Dimensions {
  return { ...ofTrajectory(frame), municipality: Prisma.sql`s.municipality`, workForm, setting };
}

/** What stays the same through a trajectory. */
function ofTrajectory(frame: Frame) {
  return {
    programme: Prisma.sql`m.programme`,
    ageClass: Prisma.sql`m.age_class`,
    gender: Prisma.sql`m.gender`,
    education: Prisma.sql`m.education`,
    route: routeObserved(frame),
  };
}

/** routeOf (shared/trajectory/milestones.ts), of what had happened by `observedUntil`. */
function routeObserved({ observedUntil }: Frame): Prisma.Sql {
  return Prisma.sql`case
    when m.first_placement_on <= ${observedUntil}::date then case when m.first_placement_setting = 'social-economy' then 'se-first' else 'direct' end
    when m.first_job_on <= ${observedUntil}::date then 'no-placement'
    else 'none' end`;
}

function whenObserved({ observedUntil }: Frame, day: Prisma.Sql, value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${day} <= ${observedUntil}::date then ${value} end`;
}

function withMilestones(frame: Frame): Prisma.Sql {
  const asked = [...frame.by, ...Object.keys(frame.filters)];
  const isOfStay = (dimension: string) => dimension === 'municipality' || dimension === 'workForm' || dimension === 'setting';
  if (asked.every(isOfStay)) return Prisma.empty;
  return Prisma.sql`join milestones m on m.trajectory_id = s.trajectory_id and ${known(frame, Prisma.sql`m`)}`;
}

function known({ isPresentKnowledge, knownAt }: Frame, table: Prisma.Sql): Prisma.Sql {
  if (isPresentKnowledge) return Prisma.sql`${table}.known_to is null`;
  return Prisma.sql`${table}.known_from <= ${knownAt}::timestamptz and (${table}.known_to is null or ${table}.known_to > ${knownAt}::timestamptz)`;
}

function filtered(frame: Frame, dimensions: Dimensions): Prisma.Sql {
  const { workForm, setting, programme, ageClass, gender, education, route } = frame.filters;
  const equals = (dimension: Dimension, value: string | undefined) =>
    value === undefined ? [] : [Prisma.sql`${dimensions[dimension]} = ${value}`];
  const conditions = [
    within(frame, dimensions.municipality),
    ...equals('workForm', workForm),
    ...equals('setting', setting),
    ...equals('programme', programme),
    ...equals('ageClass', ageClass),
    ...equals('gender', gender),
    ...equals('education', education),
    ...equals('route', route),
  ];
  return Prisma.join(conditions, ' and ');
}

function within({ municipalities }: Frame, column: Prisma.Sql): Prisma.Sql {
  if (municipalities === 'all') return TRUE;
  return municipalities.length === 0 ? Prisma.sql`false` : Prisma.sql`${column} in (${Prisma.join([...municipalities])})`;
}

function periodOf({ periods }: Frame, day: Prisma.Sql): Prisma.Sql {
  const firstDays = `{${periods.map(({ firstDay }) => firstDay).join(',')}}`;
  return Prisma.sql`width_bucket(${day}, ${firstDays}::date[]) - 1`;
}

function listOf(columns: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...columns], ', ');
}

function arrayOf(columns: readonly Prisma.Sql[]): Prisma.Sql {
  return columns.length === 0 ? Prisma.sql`'{}'::text[]` : Prisma.sql`array[${listOf(columns)}]::text[]`;
}
