import type { ChartTable, ColumnKind } from './chart-data.ts';
import { isInterval } from './table-text.ts';

/** Put behind the name of a column of intervals: `95 %, van` and `95 %, tot`. */
export type Bounds = { readonly lower: string; readonly upper: string };

export type FlatTable = {
  readonly columns: readonly string[];
  readonly kinds: readonly ColumnKind[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** A table for a file, in which each number has a cell of its own: an interval takes two columns. */
export function flatTable({ columns, kinds = [], rows }: ChartTable, bounds: Bounds): FlatTable {
  const isOfIntervals = columns.map((_, place) => rows.some(({ cells }) => isInterval(cells[place])));
  return {
    columns: columns.flatMap((column, place) =>
      isOfIntervals[place] ? [`${column}, ${bounds.lower}`, `${column}, ${bounds.upper}`] : [column],
    ),
    kinds: columns.flatMap((_, place) => Array<ColumnKind>(isOfIntervals[place] ? 2 : 1).fill(kinds[place] ?? 'plain')),
    rows: rows.map(({ cells }) =>
      columns.flatMap((_, place) => {
        const value = cells[place] ?? null;
        if (isInterval(value)) return [value.lower, value.upper];
        return isOfIntervals[place] ? [null, null] : [value];
      }),
    ),
  };
}
