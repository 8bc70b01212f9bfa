import { sum } from '#client/charts/chart-data.ts';

/** How many fall in each cell of rows × columns; what has no row in the answer is zero. */
export function countBy<Row>(
  rows: readonly Row[],
  count: (row: Row) => number,
  keysOf: (row: Row) => readonly [string, string],
): (first: string, second: string) => number {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = keysOf(row).join('\n');
    counts.set(key, (counts.get(key) ?? 0) + count(row));
  }
  return (first, second) => counts.get(`${first}\n${second}`) ?? 0;
}

export function total<Row>(rows: readonly Row[], count: (row: Row) => number): number {
  return sum(rows.map(count));
}
