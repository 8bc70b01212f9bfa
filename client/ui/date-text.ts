// `#shared/plain-date.ts` knows days too, but brings zod along, which the sign-in screen's weight does not allow.
import { type Language, locales } from '#client/locales/language.ts';

/**
 * Days as people write them. A day is `YYYY-MM-DD` in code and dd/mm/jjjj on the screen, in every language: `nl-BE` would
 * print 3/11/2026, which reads as March to some and lines up in no table.
 */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

/** `wo 25/11`: for days near today, where the year is noise. */
export function nearDayText(day: string, language: Language): string {
  const weekday = format(language, { weekday: 'short', timeZone: 'UTC' }).format(utc(day));
  return `${weekday.replace('.', '')} ${dayText(day).slice(0, 5)}`;
}

/** `maandag 23 november 2026` */
export function longDayText(day: string, language: Language): string {
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(utc(day));
}

/** `november 2026`, of a day or of `2026-11`. */
export function monthText(day: string, language: Language): string {
  return format(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(utc(`${day.slice(0, 7)}-01`));
}

/** `nov`, of a day. */
export function shortMonthText(day: string, language: Language): string {
  return format(language, { month: 'short', timeZone: 'UTC' }).format(utc(day)).replace('.', '');
}

/** `23/11/2026 16:45` in Belgian time, of an ISO instant. */
export function instantText(instant: string | Date): string {
  const moment = new Date(instant);
  return `${dayText(belgianDay(moment))} ${brusselsTime.format(moment)}`;
}

/** Today in Belgium, as `YYYY-MM-DD`, whatever the clock zone of the machine. */
export function today(now: Date = new Date()): string {
  return belgianDay(now);
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  const moment = utc(day);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Whole days from one day to another; 0 on the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

export type TypedDay = { day: string } | { problem: 'empty' | 'unreadable' | 'missing' };

/**
 * Reads a day as it is typed: 3/11/2026, 3-11-26, 3.11.2026, 3 11 2026, 03112026, 031126, 3/11, 2026-11-03, vandaag, gisteren.
 * With `latest`, a year of two digits or none is the last one that does not pass it: 3/11/62 is 1962. Without, two digits reach
 * twenty years ahead and no year is this year.
 */
export function readTypedDay(text: string, todayIs: string, latest?: string): TypedDay {
  const typed = text.trim().toLowerCase();
  if (typed === '') return { problem: 'empty' };
  const offset = spoken[typed];
  if (offset !== undefined) return { day: addDays(todayIs, offset) };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})[/.\-\s]+(\d{1,2})(?:[/.\-\s]+(\d{4}|\d{2})?)?$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  if (!parts) return { problem: 'unreadable' };
  const [, date, month, year] = parts;
  if (year?.length === 4) return existing(Number(year), Number(month), Number(date));
  return existing(fullYear(year, Number(month), Number(date), todayIs, latest), Number(month), Number(date));
}

const spoken: Record<string, number> = {
  vandaag: 0,
  nu: 0,
  today: 0,
  "aujourd'hui": 0,
  'aujourd’hui': 0,
  gisteren: -1,
  yesterday: -1,
  hier: -1,
  eergisteren: -2,
};

function fullYear(year: string | undefined, month: number, date: number, todayIs: string, latest: string | undefined): number {
  const thisYear = Number(todayIs.slice(0, 4));
  if (year === undefined) {
    if (latest === undefined) return thisYear;
    const latestYear = Number(latest.slice(0, 4));
    return iso(latestYear, month, date) > latest ? latestYear - 1 : latestYear;
  }
  const limit = latest ?? iso(thisYear + 20, 12, 31);
  const candidate = 2000 + Number(year);
  return iso(candidate, month, date) > limit ? candidate - 100 : candidate;
}

function existing(year: number, month: number, date: number): TypedDay {
  const day = iso(year, month, date);
  const moment = utc(day);
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === day && year >= 1900;
  return exists ? { day } : { problem: 'missing' };
}

function iso(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function utc(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}

const brusselsDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });
const brusselsTime = new Intl.DateTimeFormat('nl-BE', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' });

function belgianDay(moment: Date): string {
  return brusselsDay.format(moment);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, known);
  return known;
}
