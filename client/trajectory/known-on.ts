import { today } from '#client/ui/date-text.ts';

/**
 * The last moment of a day in Belgium, as an instant with its zone. Clocks change at two or three at night, never around midnight,
 * so the day has one end in one of the two zones.
 */
export function endOfDayInBrussels(day: string): string {
  const summer = `${day}T23:59:59.999+02:00`;
  const winter = `${day}T23:59:59.999+01:00`;
  return today(new Date(winter)) === day ? winter : summer;
}

/** A day out of the URL, when it is one and lies in the past. */
export function pastDay(text: string | null, todayIs: string): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text) || text >= todayIs || text < '1900-01-01') return null;
  const moment = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : null;
}
