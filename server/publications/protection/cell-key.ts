import type { CellKey } from '#shared/contract/publications.ts';
import { type CountTableId, TABLE_DIMENSIONS } from '#shared/publications/catalogue.ts';
import type { CountedTable } from './counted.ts';

/** A count as it was taken: of a cell inside a table, or the total over the dimensions that its key leaves out. */
export interface CountedCell {
  readonly key: CellKey;
  readonly truth: number;
}

/** The same for the same cell, whatever the order of its key. */
export function cellId(period: string, table: CountTableId, key: CellKey): string {
  return JSON.stringify([period, table, ...TABLE_DIMENSIONS[table].map((dimension) => key[dimension] ?? null)]);
}

/** Persons of two cohorts are no total of anything: `months` is never summed over. */
const NEVER_SUMMED: ReadonlySet<string> = new Set(['months']);

/**
 * Every cell of a table that is published, totals included, in the order of reading; without those that can only be 0.
 *
 * @throws Error when something was counted in a cell that the table does not have: it would be missing from the totals
 */
export function cellsOf(table: CountedTable): CountedCell[] {
  const dimensions = TABLE_DIMENSIONS[table.id];
  const idOf = (key: CellKey) => cellId('', table.id, key);
  const impossible = new Set(table.impossible.map(idOf));
  const counts = new Map<string, number>();
  for (const { key, count } of table.counts) if (count > 0) counts.set(idOf(key), (counts.get(idOf(key)) ?? 0) + count);
  const truths = new Map<string, number>();
  const inner = dimensions.reduce<CellKey[]>(
    (keys, dimension) => keys.flatMap((key) => (table.categories[dimension] ?? []).map((value) => ({ ...key, [dimension]: value }))),
    [{}],
  );
  for (const key of inner) {
    // Nothing changes from a stage to itself.
    if (impossible.has(idOf(key)) || (key.from !== undefined && key.from === key.to)) continue;
    for (const total of totalsOver(key, dimensions)) truths.set(idOf(total), (truths.get(idOf(total)) ?? 0) + (counts.get(idOf(key)) ?? 0));
    counts.delete(idOf(key));
  }
  for (const id of counts.keys()) throw new Error(`Counted, but no cell of the table: ${id}`);
  return readingOrder(table).flatMap((key) => {
    const truth = truths.get(idOf(key));
    return truth === undefined ? [] : [{ key, truth }];
  });
}

/** The cell itself, and every total that it is part of. */
function totalsOver(key: CellKey, dimensions: readonly (keyof CellKey)[]): CellKey[] {
  return dimensions
    .filter((dimension) => !NEVER_SUMMED.has(dimension))
    .reduce<CellKey[]>((keys, dimension) => keys.flatMap((one) => [one, without(one, dimension)]), [key]);
}

export function without(key: CellKey, dimension: keyof CellKey): CellKey {
  const { [dimension]: _summed, ...rest } = key;
  return rest;
}

/** Each row with its total at the end, and the totals of the columns below. */
function readingOrder(table: CountedTable): CellKey[] {
  return TABLE_DIMENSIONS[table.id].reduce<CellKey[]>(
    (keys, dimension) =>
      keys.flatMap((key) => [
        ...(table.categories[dimension] ?? []).map((value) => ({ ...key, [dimension]: value })),
        ...(NEVER_SUMMED.has(dimension) ? [] : [key]),
      ]),
    [{}],
  );
}
