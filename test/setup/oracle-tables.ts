import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { ROOT } from '#server/root.ts';

/** Folders with what independent software computed. They lie beside the repository, and not everywhere. */
const BESIDE = join(ROOT, '..', 'shared');
const FIXTURES = join(ROOT, 'test', 'fixtures', 'r');

export type Row = Record<string, string>;

/** Whether the tables of that folder are here. */
export function hasTables(folder: 'oracle' | 'data'): boolean {
  return existsSync(join(BESIDE, folder));
}

/** The rows of a table: of `oracle`, of `data`, or of those that travel with the repository. */
export function tableOf(folder: 'oracle' | 'data' | 'fixtures', file: string): Row[] {
  const path = folder === 'fixtures' ? join(FIXTURES, file) : join(BESIDE, folder, file);
  return parse<Row>(readFileSync(path, 'utf8'), { columns: true });
}

/** A cell as a number; null where R has none. */
export function numberIn(row: Row, column: string): number | null {
  const cell = row[column];
  if (cell === undefined) throw new Error(`No column ${column}`);
  return cell === '' || cell === 'NA' ? null : Number(cell);
}

/** A cell that must hold a number. */
export function numberOf(row: Row, column: string): number {
  const value = numberIn(row, column);
  if (value === null || Number.isNaN(value)) throw new Error(`No number in ${column}: ${row[column]}`);
  return value;
}

export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The greatest distance between numbers computed and R's, where R has one; both must be as many. */
export function greatestDistance(computed: readonly (number | null | undefined)[], expected: readonly (number | null)[]): number {
  expect(computed).toHaveLength(expected.length);
  return Math.max(
    0,
    ...expected.map((value, i) => {
      if (value === null) return 0;
      const distance = Math.abs((computed[i] ?? Number.POSITIVE_INFINITY) - value);
      return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
    }),
  );
}
