import type { CellKey, PublishedCell, PublishedTable } from '#shared/contract/publications.ts';
import type { PublicationDimension } from './catalogue.ts';

/** A number as it was published, with what the true one lies between. */
export type PublishedCount = Pick<PublishedCell, 'value' | 'low' | 'high'>;

/** A key as text, whatever the order its dimensions were written in. */
function keyText(key: CellKey): string {
  return Object.entries(key)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .sort()
    .join('&');
}

/** Finds the cell of a key; undefined for one that the table does not have, because it cannot be. */
export function cellFinder<Cell extends { readonly key: CellKey }>(cells: readonly Cell[]): (key: CellKey) => Cell | undefined {
  const found = new Map(cells.map((cell) => [keyText(cell.key), cell]));
  return (key) => found.get(keyText(key));
}

/** The values of a dimension that the table has cells for, in the order in which they first come. */
export function valuesOf({ cells }: Pick<PublishedTable, 'cells'>, dimension: PublicationDimension): string[] {
  return [...new Set(cells.flatMap(({ key }) => key[dimension] ?? []))];
}

/** How far a rounded count may lie from the true one, at most: 4 with base 5, more where it had to go one multiple further. 0 of exact counts. */
export function spreadOf(tables: readonly Pick<PublishedTable, 'id' | 'cells'>[]): number {
  const counts = tables.filter(({ id }) => id !== 'chance').flatMap(({ cells }) => cells);
  return Math.max(0, ...counts.flatMap(({ value, high }) => (value === null || high === null ? [] : [high - value])));
}

/** The one less the other, which is part of it: no more is known than their bounds and those of the parts that are left allow. */
export function less(whole: PublishedCount, part: PublishedCount, rest: readonly PublishedCount[]): PublishedCount {
  const value = whole.value === null || part.value === null ? null : whole.value - part.value;
  const lows = [difference(whole.low, part.high), total(rest.map(({ low }) => low))];
  const highs = [difference(whole.high, part.low), total(rest.map(({ high }) => high))];
  return {
    value,
    low: Math.max(0, ...lows.filter((bound) => bound !== null)),
    high: highs.every((bound) => bound === null) ? null : Math.min(...highs.filter((bound) => bound !== null)),
  };
}

/** The kinds that have the most, as far as can be told: all whose true number may be the highest. Empty where that is all, or too many to name. */
export function leaders<Kind>(kinds: readonly Kind[], countOf: (kind: Kind) => PublishedCount, most = 3): Kind[] {
  const least = Math.max(0, ...kinds.map((kind) => countOf(kind).low ?? 0));
  if (least === 0) return [];
  const first = kinds.filter((kind) => (countOf(kind).high ?? Number.POSITIVE_INFINITY) >= least);
  if (first.length > most || (first.length === kinds.length && kinds.length > 1)) return [];
  return first.toSorted((a, b) => (countOf(b).value ?? 0) - (countOf(a).value ?? 0));
}

function total(bounds: readonly (number | null)[]): number | null {
  return bounds.reduce<number | null>((sum, bound) => (sum === null || bound === null ? null : sum + bound), 0);
}

function difference(whole: number | null, part: number | null): number | null {
  return whole === null || part === null ? null : whole - part;
}
