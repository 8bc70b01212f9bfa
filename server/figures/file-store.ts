import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { ExitOutcome } from '#shared/figures/exit-outcomes.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import type { Route, Stage } from '#shared/trajectory/states.ts';
import { known, listOf, routeObserved } from './condition-store.ts';
import { type Events, selectEvents } from './event-store.ts';
import type { Exits } from './exit-store.ts';
import type { Frame } from './frame.ts';

export interface FileRow {
  readonly trajectoryId: string;
  readonly code: string;
  readonly municipality: string;
  readonly day: PlainDate;
  readonly outcome: ExitOutcome | null;
  readonly days: number | null;
  readonly stage: Stage;
  readonly route: Route;
  /** Tells rows of one trajectory on one day apart. */
  readonly position: number;
}

export interface FilePlace {
  readonly day: string;
  readonly trajectoryId: string;
  readonly position: string;
}

/**
 * The trajectories of what a figure counts, newest first: a row for each time that one counts.
 * @param values of the rows' key, in its order; undefined where all are meant
 * @param days from the origin, of exits: the least and the most, where any are asked
 * @param after the last row of the page before
 */
export async function listFiles(
  tx: Transaction,
  frame: Frame,
  counted: Events | Exits,
  {
    values,
    days: [least, most],
    after,
    rows,
  }: {
    values: readonly (string | undefined)[];
    days: readonly [number | undefined, number | undefined];
    after: FilePlace | undefined;
    rows: number;
  },
): Promise<FileRow[]> {
  const { trajectory, position, day, dimensions, key, where } = counted;
  const exit = 'lasted' in counted ? { outcome: counted.key[0], days: counted.lasted } : NO_EXIT;
  const conditions = [
    where,
    ...values.flatMap((value, place) => (value === undefined ? [] : [Prisma.sql`${key[place] ?? Prisma.empty} = ${value}`])),
    ...(least === undefined ? [] : [Prisma.sql`${exit.days} >= ${least}::int`]),
    ...(most === undefined ? [] : [Prisma.sql`${exit.days} <= ${most}::int`]),
    ...(after
      ? [Prisma.sql`(${day}, ${trajectory}, ${position}) < (${after.day}::date, ${after.trajectoryId}::uuid, ${after.position}::int)`]
      : []),
  ];
  const columns = listOf([
    Prisma.sql`${trajectory} as trajectory_id`,
    Prisma.sql`${day} as day`,
    Prisma.sql`${position} as position`,
    Prisma.sql`${dimensions.municipality} as municipality`,
    Prisma.sql`${exit.outcome} as outcome`,
    Prisma.sql`${exit.days} as days`,
  ]);
  const found = await tx.$queryRaw<{ file: FileRow }[]>`
    with counted as materialized (
      ${selectEvents(frame, { ...counted, where: Prisma.join(conditions, ' and ') }, columns)}
      order by day desc, trajectory_id desc, position desc
      limit ${rows}
    )
    select json_build_object('trajectoryId', c.trajectory_id, 'code', t.code, 'municipality', c.municipality, 'day', c.day,
      'outcome', c.outcome, 'days', c.days, 'stage', there.stage, 'route', ${routeObserved(frame)}, 'position', c.position) as file
    from counted c
    join counted_codes(array(select trajectory_id from counted)) t on t.id = c.trajectory_id
    join milestones m on m.trajectory_id = c.trajectory_id and ${known(frame, Prisma.sql`m`)}
    cross join lateral (
      select s.stage from stay s
      where s.trajectory_id = c.trajectory_id and ${known(frame, Prisma.sql`s`)} and s.from_date <= ${frame.observedUntil}::date
      order by s.position desc limit 1
    ) there
    order by c.day desc, c.trajectory_id desc, c.position desc`;
  return found.map(({ file }) => file);
}

const NO_EXIT = { outcome: Prisma.sql`null::text`, days: Prisma.sql`null::int` };
