import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { ROOT } from '#server/root.ts';

/** How near to R's numbers every number must lie (figures.md, "Durations and chances"). */
export const EXACT = 1e-9;

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
  return parse<Row>(textOf(folder, file), { columns: true });
}

export function textOf(folder: 'oracle' | 'data' | 'fixtures', file: string): string {
  return readFileSync(folder === 'fixtures' ? join(FIXTURES, file) : join(BESIDE, folder, file), 'utf8');
}

/** The tables that travel. */
export function fixtures(): string[] {
  return readdirSync(FIXTURES).filter((file) => file.endsWith('.csv'));
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

/** Who left, on which day: one person of a table. */
export function exitOf(person: Row, time: string, isEvent: boolean) {
  return { day: numberOf(person, time), events: isEvent ? 1 : 0, censored: isEvent ? 0 : 1 };
}

/** Expects of each point what R's table has in the columns named, where it has a number. */
export function expectColumns<K extends string>(
  computed: readonly (Partial<Record<K, number | null>> | undefined)[],
  rows: readonly Row[],
  columns: Partial<Record<K, string>>,
): void {
  for (const key of keysOf(columns)) {
    const expected = rows.map((row) => numberIn(row, columns[key] ?? ''));
    expect(
      greatestDistance(
        computed.map((point) => point?.[key]),
        expected,
      ),
      key,
    ).toBeLessThan(EXACT);
  }
}

function keysOf<K extends string>(record: Partial<Record<K, string>>): K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
