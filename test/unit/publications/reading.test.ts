import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellKey, PublishedCell, PublishedTable } from '#shared/contract/publications.ts';
import { cellFinder, leaders, less, type PublishedCount, spreadOf, valuesOf } from '#shared/publications/cells.ts';
import { changeBetween } from '#shared/publications/change.ts';
import { keyFigures } from '#shared/publications/key-figures.ts';
import { closedPeriods, lastDayOf, periodAYearBefore, periodBefore } from '#shared/publications/period-calendar.ts';
import { placedWithin, shareOf } from '#shared/publications/shares.ts';

/** As rounding to 5 publishes it. */
function rounded(value: number, key: CellKey = {}): PublishedCell {
  return { key, value, low: Math.max(0, value - 4), high: value + 4 };
}
const hidden = { value: null, low: 0, high: null };
const exact = (value: number) => ({ value, low: value, high: value });

function table(id: PublishedTable['id'], dimensions: PublishedTable['dimensions'], cells: PublishedCell[]): PublishedTable {
  return { id, title: id, dimensions, cells };
}

describe('the change between two published numbers', () => {
  it('is said only where the two intervals do not touch', () => {
    expect(changeBetween(rounded(30), rounded(15))).toEqual({ difference: 15, least: 7, greatest: 23, direction: 'more' });
    expect(changeBetween(rounded(15), rounded(30)).direction).toBe('fewer');
    expect(changeBetween(rounded(20), rounded(15)).direction).toBe('unclear');
    expect(changeBetween(rounded(20), rounded(20)).direction).toBe('unclear');
  });

  it('is none where both are known exactly and alike, and has no bound where a number is hidden', () => {
    expect(changeBetween(exact(7), exact(7)).direction).toBe('same');
    expect(changeBetween(hidden, exact(7))).toEqual({ difference: null, least: -7, greatest: null, direction: 'unclear' });
    expect(changeBetween(exact(7), hidden)).toEqual({ difference: null, least: null, greatest: 7, direction: 'unclear' });
  });

  it('always holds the true change', () => {
    const truth = fc.nat(60);
    const published = (count: number, up: boolean) => rounded(count % 5 === 0 ? count : (Math.floor(count / 5) + (up ? 1 : 0)) * 5);
    fc.assert(
      fc.property(truth, truth, fc.boolean(), fc.boolean(), (now, before, up, upBefore) => {
        const { least, greatest, direction } = changeBetween(published(now, up), published(before, upBefore));
        const real = now - before;
        expect(real).toBeGreaterThanOrEqual(least ?? real);
        expect(real).toBeLessThanOrEqual(greatest ?? real);
        if (direction === 'more') expect(real).toBeGreaterThan(0);
        if (direction === 'fewer') expect(real).toBeLessThan(0);
      }),
    );
  });
});

describe('a share from published counts', () => {
  it('is rounded to 5 %, with bounds that hold whatever the rounding hid', () => {
    expect(shareOf([rounded(45)], [rounded(55)], rounded(100))).toEqual({ value: 0.45, low: 0.4, high: 0.5 });
  });

  it('is not given of fewer than 20, nor where a count is hidden', () => {
    const none = { value: null, low: null, high: null };
    expect(shareOf([rounded(10)], [rounded(5)], rounded(15))).toEqual(none);
    expect(shareOf([hidden], [rounded(5)], rounded(25))).toEqual(none);
  });

  it('lies between its bounds, and so does the true one', () => {
    const noise = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), noise, noise, (a, b, up, down) => {
        fc.pre(a + b >= 4);
        const [part, rest] = [Math.max(0, a * 5 + up), Math.max(0, b * 5 + down)];
        fc.pre(Math.abs(part + rest - (a + b) * 5) <= 4);
        const { value, low, high } = shareOf([rounded(a * 5)], [rounded(b * 5)], rounded((a + b) * 5));
        const truth = part / (part + rest);
        expect(low).toBeLessThanOrEqual(truth);
        expect(high).toBeGreaterThanOrEqual(truth);
        expect(low).toBeLessThanOrEqual(value ?? -1);
        expect(high).toBeGreaterThanOrEqual(value ?? 2);
      }),
    );
  });

  it('of who was placed grows with the months', () => {
    const wait = table(
      'wait',
      ['outcome'],
      [
        rounded(100),
        rounded(20, { outcome: '0-3' }),
        rounded(15, { outcome: '3-6' }),
        rounded(10, { outcome: '6-9' }),
        rounded(5, { outcome: '9-12' }),
        rounded(20, { outcome: 'other' }),
        rounded(30, { outcome: 'waiting' }),
      ],
    );
    expect(placedWithin(wait).map(({ months, share }) => [months, share.value])).toEqual([
      [3, 0.2],
      [6, 0.35],
      [9, 0.45],
      [12, 0.5],
    ]);
  });
});

describe('the cells of a published table', () => {
  const occupancy = table(
    'occupancy',
    ['municipality', 'stage'],
    [
      rounded(100),
      rounded(40, { stage: 'screening' }),
      rounded(25, { stage: 'regular' }),
      rounded(35, { stage: 'ended' }),
      rounded(40, { stage: 'screening', municipality: '24001' }),
    ],
  );

  it('are found by their key in any order, and one that cannot be is not there', () => {
    const cell = cellFinder(occupancy.cells);
    expect(cell({ municipality: '24001', stage: 'screening' })?.value).toBe(40);
    expect(cell({ municipality: '24001', stage: 'ended' })).toBeUndefined();
    expect(valuesOf(occupancy, 'stage')).toEqual(['screening', 'regular', 'ended']);
  });

  it('say how far the true count may be', () => {
    expect(spreadOf([occupancy])).toBe(4);
    expect(spreadOf([occupancy, table('wait', ['outcome'], [{ key: {}, value: 20, low: 11, high: 29 }])])).toBe(9);
    expect(
      spreadOf([
        table(
          'wait',
          ['outcome'],
          [
            { key: {}, ...exact(7) },
            { key: { outcome: 'other' }, ...hidden },
          ],
        ),
      ]),
    ).toBe(0);
  });

  it('leave no more known of the rest than their bounds allow', () => {
    expect(less(rounded(100), rounded(35), [rounded(40), rounded(25)])).toEqual({ value: 65, low: 57, high: 73 });
    expect(less(rounded(100), rounded(35), [exact(40), exact(25)])).toEqual({ value: 65, low: 65, high: 65 });
    expect(less(hidden, rounded(35), [hidden])).toEqual({ value: null, low: 0, high: null });
  });

  it('name all who may have the most, and nobody where that are too many or none', () => {
    const counts = (...values: number[]): PublishedCount[] => values.map((value) => rounded(value));
    const most = (...values: number[]) => leaders(counts(...values), (count) => count).map(({ value }) => value);
    expect(most(10, 40, 20)).toEqual([40]);
    expect(most(35, 40, 20)).toEqual([40, 35]);
    expect(most(10, 10, 10, 10)).toEqual([]);
    expect(most(10, 5)).toEqual([]);
    expect(most(0, 0)).toEqual([]);
  });

  it('open the publication with a few key figures', () => {
    const quarter = [occupancy, table('referrals', ['municipality'], [rounded(20)]), table('throughflow', ['route'], [rounded(0)])];
    expect(keyFigures({ tables: quarter }).map(({ id, value, low, high }) => [id, value, low, high])).toEqual([
      ['referrals', 20, 16, 24],
      ['jobs', 0, 0, 4],
      ['guided', 65, 57, 73],
    ]);
    const chance = table('chance', ['months', 'route'], [{ key: { months: '12' }, value: 0.42, low: 0.36, high: 0.48 }]);
    expect(keyFigures({ tables: [table('outflow', ['reason'], [rounded(50)]), chance] }).map(({ id, isShare }) => [id, isShare])).toEqual([
      ['ended', false],
      ['chance', true],
    ]);
  });
});

describe('the period of a publication', () => {
  it('has one before it and one a year before it', () => {
    expect(periodBefore('2026-Q1')).toBe('2025-Q4');
    expect(periodBefore('2026-Q3')).toBe('2026-Q2');
    expect(periodBefore('2026')).toBe('2025');
    expect(periodAYearBefore('2026-Q1')).toBe('2025-Q1');
    expect(periodAYearBefore('2026')).toBe('2025');
  });

  it('can be published once its last day is over', () => {
    expect(lastDayOf('2026-Q2')).toBe('2026-06-30');
    expect(closedPeriods('2026-06-30', 2025)).toEqual(['2026-Q1', '2025-Q4', '2025', '2025-Q3', '2025-Q2', '2025-Q1']);
    expect(closedPeriods('2026-07-01', 2026)).toEqual(['2026-Q2', '2026-Q1']);
  });
});
