import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { IncidenceTarget } from '#shared/contract/curves.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import { arrayOf, within } from './condition-store.ts';
import type { ExitRow, PlaceRow } from './curve-store.ts';
import type { Followed } from './follow.ts';
import { MOST_ROWS } from './store.ts';

// Counts per day from the summary table, whose size does not grow with the people; keys as tallies.ts says.

/** Whether the summary can tell what happened per day: it holds everybody ever referred, by present knowledge, by municipality at most. */
export function isTalliedByDay({ frame, from }: Followed): boolean {
  const { isPresentKnowledge, isUntilToday, isObservedUntilToday, by, filters } = frame;
  const isByMunicipality = by.every((dimension) => dimension === 'municipality') && Object.keys(filters).length === 0;
  return from === null && isPresentKnowledge && isUntilToday && isObservedUntilToday && isByMunicipality;
}

/** Of those of whom something came first, what did. */
export function sumOutcomes(tx: Transaction, followed: Followed, target: IncidenceTarget): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, 'outcomes', Prisma.sql`key[1] = ${target}`, Prisma.sql`key[2] as cause, key[3]::int as day`);
}

/** Of the visits to a stage or state that have ended. */
export function sumVisits(tx: Transaction, followed: Followed, place: string): Promise<ExitRow[]> {
  return sumDays<ExitRow>(tx, followed, 'visits', Prisma.sql`key[1] = ${place}`, Prisma.sql`'left' as cause, key[2]::int as day`);
}

/** @param horizon days since the referral */
export function sumPlaces(tx: Transaction, followed: Followed, horizon: number): Promise<PlaceRow[]> {
  const columns = Prisma.sql`key[1] as "left", key[2] as stage, key[3]::int as day`;
  return sumDays<PlaceRow>(tx, followed, 'places', Prisma.sql`key[3]::int <= ${horizon}::int`, columns);
}

function sumDays<Row>(tx: Transaction, { frame }: Followed, figure: TalliedFigure, where: Prisma.Sql, columns: Prisma.Sql): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select "group", ${columns}, count
    from (
      select ${arrayOf(frame.by.map(() => Prisma.sql`municipality`))} as "group", key, sum(count)::int as count
      from tally
      where figure = ${figure} and ${where} and ${within(frame, Prisma.sql`municipality`)}
      group by 1, key
    ) tallied
    where count <> 0
    limit ${MOST_ROWS + 1}`;
}
