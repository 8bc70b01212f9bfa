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

/** Bounds of a 95 % interval; null where there is none. */
export type Interval = { readonly lower: number | null; readonly upper: number | null };

export type TableValue = string | number | Interval | null;

/** What the numbers of a column are: as they stand (`plain`, the default), or from 0 to 1 and read as per cent. */
export type ColumnKind = 'plain' | 'share';

/** What is strived for: a line across, with its name. */
export type ChartTarget = {
  readonly label: string;
  /** In the unit of the chart: a count, or a share from 0 to 1. */
  readonly value: number;
  /** The periods that it holds for, by their keys and without gaps; all when left out. */
  readonly periods?: readonly string[];
};

/** The numbers behind a chart, for the screen's table and for the file. */
export type ChartTable = {
  readonly columns: readonly string[];
  /** By column. */
  readonly kinds?: readonly ColumnKind[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly TableValue[] }[];
};

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Periods down, series across, their sum where there is more than one, and what was strived for. */
export function tableOf(
  periods: readonly ChartPeriod[],
  series: readonly Series[],
  values: Values,
  heads: { period: string; together: string; partial: string },
  targets: readonly ChartTarget[] = [],
): ChartTable {
  const hasSum = series.length > 1;
  return {
    columns: [heads.period, ...series.map(({ label }) => label), ...(hasSum ? [heads.together] : []), ...targets.map(({ label }) => label)],
    rows: periods.map(({ key, name, isPartial }, place) => {
      const row = series.map((_, index) => values[place]?.[index] ?? 0);
      const strived = targets.map((target) => (holdsIn(target, key) ? target.value : null));
      return { key, cells: [isPartial ? `${name} (${heads.partial})` : name, ...row, ...(hasSum ? [sum(row)] : []), ...strived] };
    }),
  };
}

export function holdsIn({ periods }: ChartTarget, period: string): boolean {
  return !periods || periods.includes(period);
}
