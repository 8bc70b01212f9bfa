import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  dayText,
  instantText,
  longDayText,
  monthText,
  nearDayText,
  readTypedDay,
  today,
} from '#client/ui/date-text.ts';

const todayIs = '2026-11-23';

function read(text: string, latest?: string) {
  const result = readTypedDay(text, todayIs, latest);
  return 'day' in result ? result.day : result.problem;
}

describe('a typed day', () => {
  it.each([
    ['3/11/2026', '2026-11-03'],
    ['03/11/2026', '2026-11-03'],
    ['3/11/26', '2026-11-03'],
    ['3-11-2026', '2026-11-03'],
    ['3.11.2026', '2026-11-03'],
    ['3 11 2026', '2026-11-03'],
    ['03112026', '2026-11-03'],
    ['031126', '2026-11-03'],
    ['2026-11-03', '2026-11-03'],
    ['  3/11/2026 ', '2026-11-03'],
    ['3/11', '2026-11-03'],
    ['3/11/', '2026-11-03'],
    ['vandaag', '2026-11-23'],
    ['Vandaag', '2026-11-23'],
    ['gisteren', '2026-11-22'],
    ['today', '2026-11-23'],
    ["aujourd'hui", '2026-11-23'],
    ['hier', '2026-11-22'],
  ])('reads %s as %s', (text, day) => {
    expect(read(text)).toBe(day);
  });

  it('puts the day before the month, as Belgians write it', () => {
    expect(read('11/03/2026')).toBe('2026-03-11');
  });

  it.each([
    ['31/2/2026', 'missing'],
    ['29/02/2025', 'missing'],
    ['3/13/2026', 'missing'],
    ['0/1/2026', 'missing'],
    ['3/11/0202', 'missing'],
    ['morgenvroeg', 'unreadable'],
    ['3', 'unreadable'],
    ['3/11/202', 'unreadable'],
    ['   ', 'empty'],
  ])('says of %s that it is %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it('knows the leap day', () => {
    expect(read('29/2/2024')).toBe('2024-02-29');
  });

  it('takes a year of two digits that would pass the latest day for the century before', () => {
    expect(read('3/11/62', todayIs)).toBe('1962-11-03');
    expect(read('24/11/26', todayIs)).toBe('1926-11-24');
    expect(read('23/11/26', todayIs)).toBe('2026-11-23');
  });

  it('reaches twenty years ahead where no latest day is given', () => {
    expect(read('3/11/28')).toBe('2028-11-03');
    expect(read('3/11/62')).toBe('1962-11-03');
  });

  it('takes a day without a year for the last one that has been', () => {
    expect(read('24/12', todayIs)).toBe('2025-12-24');
    expect(read('3/11', todayIs)).toBe('2026-11-03');
  });
});

describe('a day on the screen', () => {
  it('has two digits for day and month', () => {
    expect(dayText('2026-11-03')).toBe('03/11/2026');
  });

  it('is written out in the language of the screen', () => {
    expect(longDayText('2026-11-23', 'nl')).toBe('maandag 23 november 2026');
    expect(longDayText('2026-11-23', 'fr')).toBe('lundi 23 novembre 2026');
    expect(monthText('2026-11', 'nl')).toBe('november 2026');
    expect(nearDayText('2026-11-25', 'nl')).toBe('wo 25/11');
  });

  it('is the day in Belgium, whatever the zone of the machine', () => {
    expect(today(new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24');
    expect(instantText('2026-07-01T22:15:00Z')).toBe('02/07/2026 00:15');
  });

  it('counts over months and summer time', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
  });
});
