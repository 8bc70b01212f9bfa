import { endOfPeriod, type PlainDate } from '#shared/plain-date.ts';
import type { CATALOGUE } from './catalogue.ts';

/** @param period `2025-Q3` or `2025`, as in the contract */
export function kindOfPeriod(period: string): keyof typeof CATALOGUE {
  return period.includes('Q') ? 'quarter' : 'year';
}

/** The first and the last day of a period. */
export function daysOfPeriod(period: string): { from: PlainDate; to: PlainDate } {
  const quarter = Number(period.split('-Q')[1] ?? 1);
  const from = `${period.slice(0, 4)}-${String(3 * quarter - 2).padStart(2, '0')}-01`;
  return { from, to: endOfPeriod(from, kindOfPeriod(period)) };
}
