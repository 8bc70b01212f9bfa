import { addDays, daysBetween } from '#client/ui/date-text.ts';

export type Every = 'month' | 'quarter' | 'year';
export type Span = { readonly from: string; readonly to: string };
export type PeriodChoice = '12m' | '3y' | '2017' | 'own';

/** Temporary work experience began in 2017: what came before is another story (mission.md). */
export const BEGINNING = '2017-01-01';

/** The days of a choice that ends today, or on the day whose knowledge is shown. Both ends belong to it. */
export function spanOf(choice: PeriodChoice, end: string, own: { from: string | null; to: string | null }): Span {
  if (choice === 'own' && own.from) {
    const to = own.to && own.to < end ? own.to : end;
    if (own.from <= to) return { from: own.from, to };
  }
  if (choice === '2017') return { from: BEGINNING, to: end };
  // Whole months or quarters with the running one as the last, so that the bars add up to the figures.
  if (choice === '3y') return { from: monthsBack(startOf(end, 'quarter'), 33), to: end };
  return { from: monthsBack(startOf(end, 'month'), 11), to: end };
}

/** What fits the length: few enough bars to read, enough to see a course. */
export function everyFor({ from, to }: Span): Every {
  const days = daysBetween(from, to);
  return days <= 560 ? 'month' : days <= 1900 ? 'quarter' : 'year';
}

/** The same days so many whole years earlier as the span is long; null where that lies before anything was counted. */
export function spanBefore({ from, to }: Span): { span: Span; years: number } | null {
  const years = Math.max(1, Math.ceil(daysBetween(from, to) / 366));
  const span = { from: monthsBack(from, 12 * years), to: monthsBack(to, 12 * years) };
  return span.from < BEGINNING ? null : { span, years };
}

/** A period as the server names it, with its first and last day. */
export function periodsIn({ from, to }: Span, every: Every): { key: string; firstDay: string; lastDay: string; isPartial: boolean }[] {
  const periods: ReturnType<typeof periodsIn> = [];
  for (let start = startOf(from, every); start <= to; ) {
    const next = monthsBack(start, -MONTHS[every]);
    const lastDay = addDays(next, -1);
    periods.push({ key: keyOf(start, every), firstDay: start, lastDay, isPartial: start < from || lastDay > to });
    start = next;
  }
  return periods;
}

const MONTHS: Record<Every, number> = { month: 1, quarter: 3, year: 12 };

function keyOf(day: string, every: Every): string {
  if (every === 'year') return day.slice(0, 4);
  return every === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function startOf(day: string, every: Every): string {
  if (every === 'year') return `${day.slice(0, 4)}-01-01`;
  const month = Number(day.slice(5, 7));
  return every === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-${two(month - ((month - 1) % 3))}-01`;
}

/** The same day so many months earlier (later, when negative); the month's last day where it has no such day. */
function monthsBack(day: string, months: number): string {
  const place = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const year = Math.floor(place / 12);
  const month = (place % 12) + 1;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${two(month)}-${two(Math.min(Number(day.slice(8, 10)), last))}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
