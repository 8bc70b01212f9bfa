import { expect, test } from 'vitest';
import { cellId } from '#server/publications/protection/cell-key.ts';
import { publishedTables } from '#server/publications/protection/published.ts';
import type { Interval } from '#server/publications/protection/system.ts';

const PERIOD = '2025';
const COUNTS = {
  id: 'chance.counts',
  categories: { months: ['12'], route: ['se-first'], outcome: ['job', 'no-job'] },
  counts: [],
  impossible: [],
} as const;

const about = (value: number): Interval => ({ value, low: Math.max(0, value - 4), high: value + 4 });

/** The chances that follow when these are the published counts. */
function chancesFrom({ job, others, all }: { job: Interval; others: Interval; all: Interval }) {
  const places = [{}, { route: 'se-first' }].flatMap((route) => [
    [{ months: '12', ...route, outcome: 'job' }, job] as const,
    [{ months: '12', ...route, outcome: 'no-job' }, others] as const,
    [{ months: '12', ...route }, all] as const,
  ]);
  const intervals = new Map(places.map(([key, interval]) => [cellId(PERIOD, 'chance.counts', key), interval]));
  return publishedTables(PERIOD, [COUNTS], intervals).find(({ id }) => id === 'chance');
}

test('a chance follows from the published counts, with the least and the greatest that their intervals leave', () => {
  const chances = chancesFrom({ job: about(10), others: about(30), all: about(40) });
  expect(chances?.dimensions).toEqual(['months', 'route']);
  // 10 of 40; 6 of 40 at least, 14 of 40 at most.
  expect(chances?.cells).toEqual([
    { key: { months: '12', route: 'se-first' }, value: 0.25, low: 0.15, high: 0.35 },
    { key: { months: '12' }, value: 0.25, low: 0.15, high: 0.35 },
  ]);
});

test('a chance of fewer than twenty, or of counts that are hidden, is hidden', () => {
  const hidden = { value: null, low: null, high: null };
  expect(chancesFrom({ job: about(10), others: about(5), all: about(15) })?.cells[0]).toMatchObject(hidden);
  const suppressed: Interval = { value: null, low: 0, high: null };
  expect(chancesFrom({ job: suppressed, others: about(30), all: about(40) })?.cells[0]).toMatchObject(hidden);
});

test('a chance of counts that are exact is exact', () => {
  const exactly = (value: number): Interval => ({ value, low: value, high: value });
  expect(chancesFrom({ job: exactly(10), others: exactly(30), all: exactly(40) })?.cells[0]).toMatchObject({
    value: 0.25,
    low: 0.25,
    high: 0.25,
  });
});

test('the tables of a publication come in the order of reading, each row with its total', () => {
  const table = { id: 'referrals', categories: { municipality: ['a', 'b'] }, counts: [], impossible: [] } as const;
  const intervals = new Map([{ municipality: 'a' }, { municipality: 'b' }, {}].map((key) => [cellId(PERIOD, 'referrals', key), about(5)]));
  expect(publishedTables(PERIOD, [table], intervals)[0]?.cells.map(({ key }) => key)).toEqual([
    { municipality: 'a' },
    { municipality: 'b' },
    {},
  ]);
});
