import type { PublicationPeriod } from '#shared/contract/publications.ts';
import type { PlainDate } from '#shared/plain-date.ts';

// Apart from period.ts, which brings zod along: the screen reads a publication without it.

export interface PeriodParts {
  readonly year: number;
  /** 1 to 4; null where the period is the whole year. */
  readonly quarter: number | null;
}

/** `2026-Q3` or `2026` in its parts. */
export function periodParts(period: PublicationPeriod): PeriodParts {
  const [year = '', quarter] = period.split('-Q');
  return { year: Number(year), quarter: quarter === undefined ? null : Number(quarter) };
}

/** The quarter before a quarter, the year before a year. */
export function periodBefore(period: PublicationPeriod): PublicationPeriod {
  const { year, quarter } = periodParts(period);
  if (quarter === null) return String(year - 1);
  return quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`;
}

/** The same quarter a year earlier; of a year, the year before. */
export function periodAYearBefore(period: PublicationPeriod): PublicationPeriod {
  const { year, quarter } = periodParts(period);
  return quarter === null ? String(year - 1) : `${year - 1}-Q${quarter}`;
}

/** Its last day. */
export function lastDayOf(period: PublicationPeriod): PlainDate {
  const { year, quarter } = periodParts(period);
  return `${year}-${['03-31', '06-30', '09-30', '12-31'][(quarter ?? 4) - 1]}`;
}

/** The quarters and years that are over today, the latest first and a year behind its last quarter, back to the first day of `since` (a year). */
export function closedPeriods(today: PlainDate, since: number): PublicationPeriod[] {
  const periods: PublicationPeriod[] = [];
  for (let year = Number(today.slice(0, 4)); year >= since; year--) {
    const ofYear = [`${year}-Q4`, String(year), `${year}-Q3`, `${year}-Q2`, `${year}-Q1`];
    periods.push(...ofYear.filter((period) => lastDayOf(period) < today));
  }
  return periods;
}
