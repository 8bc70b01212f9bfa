import type { Publication } from '#shared/contract/publications.ts';
import type { TableId } from './catalogue.ts';
import { cellFinder, less, type PublishedCount, valuesOf } from './cells.ts';
import { placedWithin } from './shares.ts';

export type KeyFigureId = 'referrals' | 'placements' | 'jobs' | 'guided' | 'ended' | 'placed' | 'chance';

export interface PublishedKeyFigure extends PublishedCount {
  readonly id: KeyFigureId;
  /** A share from 0 to 1 in place of a count. */
  readonly isShare: boolean;
}

/**
 * The few numbers that a publication opens with, all from its published tables. A quarter: referrals, first placements, first jobs, and the
 * trajectories in guidance on its last day. A year: first placements, endings, the share placed within 12 months and the chance of a job
 * within 12 months.
 */
export function keyFigures({ tables }: Pick<Publication, 'tables'>): PublishedKeyFigure[] {
  const total = (id: TableId): PublishedCount | undefined => cellFinder(tables.find((table) => table.id === id)?.cells ?? [])({});
  const counts: [KeyFigureId, PublishedCount | undefined][] = [
    ['referrals', total('referrals')],
    ['placements', total('inflow') ?? total('profile.age')],
    ['jobs', total('throughflow')],
    ['guided', guided(tables)],
    ['ended', total('outflow')],
  ];
  const wait = tables.find(({ id }) => id === 'wait');
  const chance = cellFinder(tables.find(({ id }) => id === 'chance')?.cells ?? [])({ months: '12' });
  const shares: [KeyFigureId, PublishedCount | undefined][] = [
    ['placed', wait ? placedWithin(wait).find(({ months }) => months === 12)?.share : undefined],
    ['chance', chance],
  ];
  return [
    ...counts.flatMap(([id, count]) => (count ? [{ ...pick(count), id, isShare: false }] : [])),
    ...shares.flatMap(([id, share]) => (share ? [{ ...pick(share), id, isShare: true }] : [])),
  ];
}

/** Everybody but the ended, from the table `occupancy`. */
export function guided(tables: Publication['tables']): PublishedCount | undefined {
  const table = tables.find(({ id }) => id === 'occupancy');
  if (!table) return undefined;
  const cell = cellFinder(table.cells);
  const [all, ended] = [cell({}), cell({ stage: 'ended' })];
  if (!all || !ended) return undefined;
  const open = valuesOf(table, 'stage').filter((stage) => stage !== 'ended');
  return less(
    all,
    ended,
    open.flatMap((stage) => cell({ stage }) ?? []),
  );
}

function pick({ value, low, high }: PublishedCount): PublishedCount {
  return { value, low, high };
}
