import { z } from 'zod';

/**
 * A day without time or zone, `YYYY-MM-DD`, year 1900 to 2199. Text sorts as time does, in code and in the database alike,
 * and no conversion can shift it by a zone. A typing slip such as year 0202 is refused here, at every door.
 */
export const PlainDate = z.iso.date().refine((text) => text >= '1900-01-01' && text <= '2199-12-31', {
  message: 'a day between 1900-01-01 and 2199-12-31',
  params: { code: 'date.out-of-range' },
});
export type PlainDate = z.infer<typeof PlainDate>;

export type Period = 'month' | 'quarter' | 'year';

const MILLISECONDS_A_DAY = 86_400_000;

/** The day in Belgium at an instant: the only meaning of "today" in this product. */
export function dayInBrussels(instant: Date): PlainDate {
  return brussels.format(instant);
}

// Swedish writes dates as ISO 8601 does.
const brussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit', day: '2-digit' });

/** @param days whole days, may be negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromUtc(toUtc(date) + days * MILLISECONDS_A_DAY);
}

/** The same day of the month so many months on; the month's last day where it has no such day (31 January + 1 = 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = parts(date);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** Whole days from one day to another; negative when `to` comes first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (toUtc(to) - toUtc(from)) / MILLISECONDS_A_DAY;
}

/** Completed years from one day to another, as for an age. 29 February counts on 1 March in other years. */
export function yearsBetween(from: PlainDate, to: PlainDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

export function startOfPeriod(date: PlainDate, period: Period): PlainDate {
  const [year, month] = parts(date);
  const first = period === 'month' ? month : period === 'quarter' ? month - ((month - 1) % 3) : 1;
  return fromUtc(Date.UTC(year, first - 1, 1));
}

/** The last day that still belongs to the period. */
export function endOfPeriod(date: PlainDate, period: Period): PlainDate {
  return addDays(addMonths(startOfPeriod(date, period), MONTHS[period]), -1);
}

/** `2025-01`, `2025-Q1` or `2025`. */
export function periodLabel(date: PlainDate, period: Period): string {
  const [year, month] = parts(date);
  if (period === 'year') return String(year);
  return period === 'month' ? date.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`;
}

const MONTHS: Record<Period, number> = { month: 1, quarter: 3, year: 12 };

function parts(date: PlainDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function toUtc(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function fromUtc(milliseconds: number): PlainDate {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
