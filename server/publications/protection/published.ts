import type { PublicationPeriod, PublishedCell, PublishedTable } from '#shared/contract/publications.ts';
import { TABLE_DIMENSIONS } from '#shared/publications/catalogue.ts';
import { cellId, cellsOf } from './cell-key.ts';
import type { CountedTable } from './counted.ts';
import type { Interval } from './system.ts';

/** A table as it is published, but for its title. */
export type ProtectedTable = Omit<PublishedTable, 'title'>;

/** No share of fewer than these. */
const FEWEST = 20;

/** The tables as they are published, with the chances that follow from their counts. */
export function publishedTables(
  period: PublicationPeriod,
  tables: readonly CountedTable[],
  intervals: ReadonlyMap<string, Interval>,
): ProtectedTable[] {
  const published = tables.map(
    (table): ProtectedTable => ({
      id: table.id,
      dimensions: [...TABLE_DIMENSIONS[table.id]],
      cells: cellsOf(table).flatMap(({ key }) => {
        const interval = intervals.get(cellId(period, table.id, key));
        return interval ? [{ key, ...interval }] : [];
      }),
    }),
  );
  return published.flatMap((table) => (table.id === 'chance.counts' ? [table, chances(table)] : [table]));
}

/** Computed from what is published alone, so that it tells nothing more. */
function chances({ cells }: ProtectedTable): ProtectedTable {
  const find = (months: string | undefined, route: string | undefined, outcome: string | undefined) =>
    cells.find(({ key }) => key.months === months && key.route === route && key.outcome === outcome);
  return {
    id: 'chance',
    dimensions: [...TABLE_DIMENSIONS.chance],
    cells: cells
      .filter(({ key }) => key.outcome === undefined)
      .map((all) => share(all, find(all.key.months, all.key.route, 'job'), find(all.key.months, all.key.route, 'no-job'))),
  };
}

/** In whole percents; the bounds are the least and the greatest share that the intervals leave, rounded outwards. */
function share(all: PublishedCell, job: PublishedCell | undefined, other: PublishedCell | undefined): PublishedCell {
  const hidden = { key: all.key, value: null, low: null, high: null };
  if (all.value === null || all.value < FEWEST || !job || job.value === null) return hidden;
  const most = (cell: PublishedCell | undefined) => cell?.high ?? Number.POSITIVE_INFINITY;
  const least = (cell: PublishedCell | undefined) => cell?.low ?? 0;
  const percents = (part: number, rest: number) => (part + rest === 0 ? 0 : Number.isFinite(rest) ? (100 * part) / (part + rest) : 0);
  return {
    key: all.key,
    value: Math.round((100 * job.value) / all.value) / 100,
    low: Math.floor(percents(least(job), most(other))) / 100,
    high: Math.ceil(percents(most(job), least(other))) / 100,
  };
}
