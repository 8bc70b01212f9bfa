import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayInBrussels,
  daysBetween,
  endOfPeriod,
  PlainDate,
  periodLabel,
  startOfPeriod,
  yearsBetween,
} from '#shared/plain-date.ts';

const days = fc.integer({ min: 0, max: 109_572 }).map((offset) => addDays('1900-01-01', offset));

describe('A plain date', () => {
  it('is a day that exists, written as YYYY-MM-DD', () => {
    for (const text of ['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31']) expect(PlainDate.parse(text)).toBe(text);
    for (const text of [
      '2023-02-29',
      '1900-02-29',
      '2024-02-30',
      '2024-13-01',
      '2024-1-1',
      '01/02/2024',
      '2024-01-01T00:00:00Z',
      '',
      ' 2024-01-01',
    ]) {
      expect(PlainDate.safeParse(text).success, text).toBe(false);
    }
  });

  it('outside 1900 to 2199 is a typing slip', () => {
    for (const text of ['0202-01-01', '1899-12-31', '2200-01-01', '9999-12-31']) {
      expect(PlainDate.safeParse(text).error?.issues[0]).toMatchObject({ code: 'custom', params: { code: 'date.out-of-range' } });
    }
  });
});

describe('Today in Brussels', () => {
  it('begins at midnight there, an hour before UTC in winter and two in summer', () => {
    expect(dayInBrussels(new Date('2024-01-14T22:59:59.999Z'))).toBe('2024-01-14');
    expect(dayInBrussels(new Date('2024-01-14T23:00:00.000Z'))).toBe('2024-01-15');
    expect(dayInBrussels(new Date('2024-07-14T21:59:59.999Z'))).toBe('2024-07-14');
    expect(dayInBrussels(new Date('2024-07-14T22:00:00.000Z'))).toBe('2024-07-15');
  });

  it('is one day on the days on which the clock changes, of 23 and of 25 hours', () => {
    expect(dayInBrussels(new Date('2024-03-30T23:00:00Z'))).toBe('2024-03-31');
    expect(dayInBrussels(new Date('2024-03-31T21:59:59Z'))).toBe('2024-03-31');
    expect(dayInBrussels(new Date('2024-03-31T22:00:00Z'))).toBe('2024-04-01');
    expect(dayInBrussels(new Date('2024-10-26T22:00:00Z'))).toBe('2024-10-27');
    expect(dayInBrussels(new Date('2024-10-27T22:59:59Z'))).toBe('2024-10-27');
    expect(dayInBrussels(new Date('2024-10-27T23:00:00Z'))).toBe('2024-10-28');
  });

  it('is next year already an hour before UTC knows it', () => {
    expect(dayInBrussels(new Date('2024-12-31T23:00:00Z'))).toBe('2025-01-01');
  });
});

describe('Counting days', () => {
  it('crosses months, leap days, years and changes of the clock by whole days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
    expect(addDays('2024-03-30', 2)).toBe('2024-04-01');
    expect(addDays('2024-10-28', -2)).toBe('2024-10-26');
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2);
    expect(daysBetween('2024-10-28', '2024-10-26')).toBe(-2);
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
  });

  it('there and back again is where it began, and sorts as the days do', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        const other = addDays(day, count);
        expect(daysBetween(day, other)).toBe(count);
        expect(addDays(other, -count)).toBe(day);
        expect(Math.sign(count)).toBe(other > day ? 1 : other < day ? -1 : 0);
      }),
    );
  });
});

describe('Counting months', () => {
  it('keeps the day of the month, or takes the last where there is none', () => {
    expect(addMonths('2024-01-31', 6)).toBe('2024-07-31');
    expect(addMonths('2024-08-31', 6)).toBe('2025-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28');
    expect(addMonths('2024-01-15', -13)).toBe('2022-12-15');
    expect(addMonths('2024-12-31', 0)).toBe('2024-12-31');
  });

  it('never leaves the month it leads to', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -120, max: 120 }), (day, months) => {
        const there = addMonths(day, months);
        const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
        expect(monthNumber(there) - monthNumber(day)).toBe(months);
        expect(PlainDate.safeParse(there).success || there < '1900' || there >= '2200').toBe(true);
      }),
    );
  });
});

describe('Years completed', () => {
  it('change on the birthday', () => {
    expect(yearsBetween('1990-05-18', '2024-05-17')).toBe(33);
    expect(yearsBetween('1990-05-18', '2024-05-18')).toBe(34);
  });

  it('for a birthday on 29 February change on 1 March in other years', () => {
    expect(yearsBetween('2000-02-29', '2024-02-29')).toBe(24);
    expect(yearsBetween('2000-02-29', '2025-02-28')).toBe(24);
    expect(yearsBetween('2000-02-29', '2025-03-01')).toBe(25);
  });
});

describe('A period', () => {
  it('begins on its first day and ends on its last', () => {
    expect(startOfPeriod('2024-05-18', 'month')).toBe('2024-05-01');
    expect(startOfPeriod('2024-05-18', 'quarter')).toBe('2024-04-01');
    expect(startOfPeriod('2024-05-18', 'year')).toBe('2024-01-01');
    expect(endOfPeriod('2024-02-10', 'month')).toBe('2024-02-29');
    expect(endOfPeriod('2023-02-10', 'month')).toBe('2023-02-28');
    expect(endOfPeriod('2024-11-30', 'quarter')).toBe('2024-12-31');
    expect(endOfPeriod('2024-01-01', 'year')).toBe('2024-12-31');
    expect(endOfPeriod('2024-12-31', 'month')).toBe('2024-12-31');
  });

  it('is called 2025-01, 2025-Q1 or 2025', () => {
    expect(periodLabel('2025-01-31', 'month')).toBe('2025-01');
    expect(['2025-03-31', '2025-04-01', '2025-12-31'].map((day) => periodLabel(day, 'quarter'))).toEqual(['2025-Q1', '2025-Q2', '2025-Q4']);
    expect(periodLabel('2025-06-01', 'year')).toBe('2025');
  });

  it('holds every day of its own and no other', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('month', 'quarter', 'year'), (day, period) => {
        const [start, end] = [startOfPeriod(day, period), endOfPeriod(day, period)];
        expect(start <= day && day <= end).toBe(true);
        expect(periodLabel(start, period)).toBe(periodLabel(end, period));
        expect(periodLabel(addDays(start, -1), period)).not.toBe(periodLabel(day, period));
        expect(periodLabel(addDays(end, 1), period)).not.toBe(periodLabel(day, period));
      }),
    );
  });
});
