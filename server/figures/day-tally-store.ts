import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { IncidenceTarget } from '#shared/contract/curves.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import { arrayOf, listOf, TRUE, within } from './condition-store.ts';
import type { ExitRow, LastPlaceRow, MakeUpRow, PlaceRow } from './curve-store.ts';
import type { Followed } from './follow.ts';
import { MOST_ROWS } from './store.ts';

// Counts per day from the summary table, whose size does not grow with the people; keys as tallies.ts says.

/** Whether the summary can tell what happened per day: it holds everybody ever referred, by present knowledge, by municipality at most. */
export function isTalliedByDay({ frame, from }: Pick<Followed, 'frame' | 'from'>): boolean {
  const { isPresentKnowledge, isUntilToday, isObservedUntilToday, corrected, by, filters } = frame;
  const isByMunicipality = by.every((dimension) => dimension === 'municipality') && Object.keys(filters).length === 0;
  return from === null && corrected === undefined && isPresentKnowledge && isUntilToday && isObservedUntilToday && isByMunicipality;
}

/** What came first since the referral; of whom nothing did, how long that is until today. */
export function sumOutcomes(tx: Transaction, followed: Followed, target: IncidenceTarget): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, ['outcomes', 'open'], Prisma.sql`key[1] = ${target}`, exits(followed, 'open'));
}

/** How the first job goes on. */
export function sumJobs(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, ['jobs'], TRUE, Prisma.sql`key[1] as cause, key[2]::int as day`);
}

/** Of the visits to a stage or state that have ended. */
export function sumVisits(tx: Transaction, followed: Followed, place: string): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, ['visits'], Prisma.sql`key[1] = ${place}`, Prisma.sql`'left' as cause, key[2]::int as day`);
}

/** @param horizon days since the referral */
export function sumPlaces(tx: Transaction, followed: Followed, horizon: number): Promise<PlaceRow[]> {
  const columns = Prisma.sql`key[1] as "left", key[2] as stage, key[3]::int as day`;
  return sumDays<PlaceRow>(tx, followed, ['places'], Prisma.sql`key[3]::int <= ${horizon}::int`, columns);
}

/** As isTalliedByDay, of a frame that is broken down by route first. */
export function isTalliedSincePlacement({ frame, from }: Followed): boolean {
  return isTalliedByDay({ frame: { ...frame, by: frame.by.slice(1) }, from });
}

/** As sumOutcomes, since the first placement; and who has none, or a job before it. */
export function sumPlacedOutcomes(tx: Transaction, followed: Followed): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, ['placed-outcomes', 'placed-open'], TRUE, exits(followed, 'placed-open'));
}

export function sumPlacesSincePlacement(tx: Transaction, followed: Followed, horizon: number): Promise<PlaceRow[]> {
  const columns = Prisma.sql`key[2] as "left", key[3] as stage, key[4]::int as day`;
  return sumDays<PlaceRow>(tx, followed, ['placed-places'], Prisma.sql`key[4]::int <= ${horizon}::int`, columns);
}

/** Where those are whose first placement is shorter ago than the horizon. @param horizon days */
export function sumLastPlacesSincePlacement(tx: Transaction, followed: Followed, horizon: number): Promise<LastPlaceRow[]> {
  const day = daysUntilToday(followed, Prisma.sql`key[3]`);
  return sumDays<LastPlaceRow>(
    tx,
    followed,
    ['placed-running'],
    Prisma.sql`${day} < ${horizon}::int`,
    Prisma.sql`key[2] as stage, ${day} as day`,
  );
}

/** Who the people of each route are, by their whole profile. */
export function sumPlacedPeople(tx: Transaction, followed: Followed): Promise<MakeUpRow[]> {
  return tx.$queryRaw<MakeUpRow[]>`
    select ${groupOf(followed)} as "group", dimension, value, sum(count)::int as count
    from tally cross join lateral (values
      ('ageClass', key[2]), ('gender', key[3]), ('education', key[4]), ('programme', key[5]), ('municipality', municipality)
    ) made (dimension, value)
    where figure = 'placed-people' and ${within(followed.frame, Prisma.sql`municipality`)}
    group by 1, dimension, value
    having sum(count) <> 0
    limit ${MOST_ROWS + 1}`;
}

/** Routes stand first in the key of what is told since the first placement. */
function groupOf({ frame }: Followed): Prisma.Sql {
  return arrayOf(frame.by.map((dimension) => (dimension === 'route' ? Prisma.sql`key[1]` : Prisma.sql`municipality`)));
}

/** @param open the figure that counts those of whom nothing came first, since which day */
function exits(followed: Followed, open: TalliedFigure): Prisma.Sql {
  const isOpen = Prisma.sql`figure = ${open}`;
  return Prisma.sql`case when ${isOpen} then 'censored' else key[2] end as cause,
    case when ${isOpen} then ${daysUntilToday(followed, Prisma.sql`key[2]`)} else key[3]::int end as day`;
}

function daysUntilToday({ frame }: Followed, day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${frame.observedUntil}::date - (${day})::date`;
}

function sumDays<Row>(
  tx: Transaction,
  followed: Followed,
  figures: readonly TalliedFigure[],
  where: Prisma.Sql,
  columns: Prisma.Sql,
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select "group", ${columns}, count
    from (
      select ${groupOf(followed)} as "group", figure, key, sum(count)::int as count
      from tally
      where figure in (${listOf(figures.map((figure) => Prisma.sql`${figure}`))}) and ${where} and ${within(followed.frame, Prisma.sql`municipality`)}
      group by 1, figure, key
    ) tallied
    where count <> 0
    limit ${MOST_ROWS + 1}`;
}
