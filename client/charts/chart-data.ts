import type { Look } from './looks.ts';

/** One place along the time axis. */
export type ChartPeriod = {
  readonly key: string;
  /** Under the axis: `nov`, `K4`, `2026`. */
  readonly tick: string;
  /** A second line, where a year begins. */
  readonly year?: string | undefined;
  /** Spoken and shown in full: `november 2026`. */
  readonly name: string;
  /** Not all of its days are in it: drawn lighter, and said. */
  readonly isPartial?: boolean;
};

export type Series = { readonly key: string; readonly label: string; readonly look: Look };

/** By period, then by series, in the order of both lists. */
export type Values = readonly (readonly number[])[];

export type TableValue = string | number | null;

/** The numbers behind a chart, for the screen's table and for the file. */
export type ChartTable = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly TableValue[] }[];
};

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Periods down, series across, and their sum where there is more than one. */
export function tableOf(
  periods: readonly ChartPeriod[],
  series: readonly Series[],
  values: Values,
  heads: { period: string; together: string; partial: string },
): ChartTable {
  const hasSum = series.length > 1;
  return {
    columns: [heads.period, ...series.map(({ label }) => label), ...(hasSum ? [heads.together] : [])],
    rows: periods.map(({ key, name, isPartial }, place) => {
      const row = series.map((_, index) => values[place]?.[index] ?? 0);
      return { key, cells: [isPartial ? `${name} (${heads.partial})` : name, ...row, ...(hasSum ? [sum(row)] : [])] };
    }),
  };
}
