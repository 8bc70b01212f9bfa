import { Prisma } from '#prisma/generated/client.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { Frame } from './frame.ts';

// What a frame means in SQL: which rows are known, of which people and places, and in which period a day lies.

/** What each breakdown or filter reads of a row. */
export type Dimensions = Readonly<Record<Dimension, Prisma.Sql>>;

/** The names of their columns within a statement. */
export const BY: Dimensions = {
  municipality: Prisma.sql`by_municipality`,
  workForm: Prisma.sql`by_work_form`,
  setting: Prisma.sql`by_setting`,
  programme: Prisma.sql`by_programme`,
  ageClass: Prisma.sql`by_age_class`,
  gender: Prisma.sql`by_gender`,
  education: Prisma.sql`by_education`,
  route: Prisma.sql`by_route`,
};

export const TRUE = Prisma.sql`true`;

/** What stays the same through a trajectory. */
export function ofTrajectory(frame: Frame) {
  return {
    programme: Prisma.sql`m.programme`,
    ageClass: Prisma.sql`m.age_class`,
    gender: Prisma.sql`m.gender`,
    education: Prisma.sql`m.education`,
    route: routeObserved(frame),
  };
}

/** routeOf (shared/trajectory/milestones.ts), of what had happened by `observedUntil`. */
export function routeObserved({ observedUntil }: Frame): Prisma.Sql {
  return Prisma.sql`case
    when m.first_placement_on <= ${observedUntil}::date then case when m.first_placement_setting = 'social-economy' then 'se-first' else 'direct' end
    when m.first_job_on <= ${observedUntil}::date then 'no-placement'
    else 'none' end`;
}

export function whenObserved({ observedUntil }: Frame, day: Prisma.Sql, value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${day} <= ${observedUntil}::date then ${value} end`;
}

export function withMilestones(frame: Frame): Prisma.Sql {
  const asked = [...frame.by, ...Object.keys(frame.filters)];
  const isOfStay = (dimension: string) => dimension === 'municipality' || dimension === 'workForm' || dimension === 'setting';
  if (asked.every(isOfStay)) return Prisma.empty;
  return Prisma.sql`join milestones m on m.trajectory_id = s.trajectory_id and ${known(frame, Prisma.sql`m`)}`;
}

export function known({ isPresentKnowledge, knownAt }: Frame, table: Prisma.Sql): Prisma.Sql {
  if (isPresentKnowledge) return Prisma.sql`${table}.known_to is null`;
  return Prisma.sql`${table}.known_from <= ${knownAt}::timestamptz and (${table}.known_to is null or ${table}.known_to > ${knownAt}::timestamptz)`;
}

export function filtered(frame: Frame, dimensions: Dimensions): Prisma.Sql {
  const { workForm, setting, programme, ageClass, gender, education, route } = frame.filters;
  const equals = (dimension: Dimension, value: string | undefined) =>
    value === undefined ? [] : [Prisma.sql`${dimensions[dimension]} = ${value}`];
  // Of a placement that there is not.
  const equalsOrNone = (dimension: Dimension, value: string | undefined) =>
    value === 'none' ? [Prisma.sql`${dimensions[dimension]} is null`] : equals(dimension, value);
  const conditions = [
    within(frame, dimensions.municipality),
    ...equalsOrNone('workForm', workForm),
    ...equalsOrNone('setting', setting),
    ...equals('programme', programme),
    ...equals('ageClass', ageClass),
    ...equals('gender', gender),
    ...equals('education', education),
    ...equals('route', route),
  ];
  return Prisma.join(conditions, ' and ');
}

export function within({ municipalities }: Frame, column: Prisma.Sql): Prisma.Sql {
  if (municipalities === 'all') return TRUE;
  return municipalities.length === 0 ? Prisma.sql`false` : Prisma.sql`${column} in (${Prisma.join([...municipalities])})`;
}

export function periodOf({ periods }: Frame, day: Prisma.Sql): Prisma.Sql {
  const firstDays = `{${periods.map(({ firstDay }) => firstDay).join(',')}}`;
  return Prisma.sql`width_bucket(${day}, ${firstDays}::date[]) - 1`;
}

export function listOf(columns: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...columns], ', ');
}

export function arrayOf(columns: readonly Prisma.Sql[]): Prisma.Sql {
  return columns.length === 0 ? Prisma.sql`'{}'::text[]` : Prisma.sql`array[${listOf(columns)}]::text[]`;
}
