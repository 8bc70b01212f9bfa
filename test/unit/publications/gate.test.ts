import { describe, expect, test } from 'vitest';
import type { CountedTable } from '#server/publications/protection/counted.ts';
import { attack, type Verdict } from '#server/publications/protection/gate.ts';
import { loadSolver } from '#server/publications/protection/solver.ts';
import { buildSystem, type Interval, type System } from '#server/publications/protection/system.ts';
import { seeded } from '../../setup/simulated-region.ts';

/** Referrals of four municipalities: 12, 3, 7 and nobody. */
const REFERRALS: CountedTable = {
  id: 'referrals',
  categories: { municipality: ['a', 'b', 'c', 'd'] },
  counts: [
    { key: { municipality: 'a' }, count: 12 },
    { key: { municipality: 'b' }, count: 3 },
    { key: { municipality: 'c' }, count: 7 },
  ],
  impossible: [],
};

const exactly = (value: number): Interval => ({ value, low: value, high: value });
const about = (value: number): Interval => ({ value, low: Math.max(0, value - 4), high: value + 4 });
const HIDDEN: Interval = { value: null, low: 0, high: null };

/** Attacks the table when its cells — `all`, a, b … — are published like this. */
async function attackOn(published: Readonly<Record<string, Interval>>, table = REFERRALS): Promise<Verdict> {
  const system: System = buildSystem({ period: '2023-Q1', tables: [table], ledger: [] });
  const intervals = new Map(system.cells.map(({ key }, index) => [index, published[Object.values(key)[0] ?? 'all'] ?? HIDDEN]));
  return attack(system, intervals, { solver: await loadSolver(), random: seeded(1) });
}

describe('the gate', () => {
  test('lets pass what leaves every small count uncertain', async () => {
    const { report, reasons } = await attackOn({ all: about(20), a: about(10), b: about(5), c: about(5), d: about(0) });
    expect(reasons).toEqual([]);
    expect(report).toMatchObject({
      isSafe: true,
      cells: 5,
      earlierCells: 0,
      sensitive: 2,
      recovered: 0,
      narrow: 0,
      outside: 0,
      oneCategory: 0,
    });
    expect(report.leastWidth).toBeGreaterThanOrEqual(3);
  });

  test('names the count that can be worked out from the others', async () => {
    const { report, reasons } = await attackOn({ all: exactly(22), a: exactly(12), b: HIDDEN, c: exactly(7), d: exactly(0) });
    expect(report).toMatchObject({ isSafe: false, recovered: 2, leastWidth: 0 });
    expect(reasons).toContainEqual({ problem: 'recovered', table: 'referrals', period: '2023-Q1', key: { municipality: 'b' } });
    expect(reasons).not.toContainEqual(expect.objectContaining({ key: { municipality: 'a' } }));
  });

  test('names counts that can be worked out to within less than three', async () => {
    const { report, reasons } = await attackOn({
      all: exactly(22),
      a: { value: 10, low: 11, high: 13 },
      b: HIDDEN,
      c: exactly(7),
      d: { value: 0, low: 0, high: 0 },
    });
    expect(report).toMatchObject({ isSafe: false, recovered: 1, narrow: 1, leastWidth: 0 });
    expect(reasons).toContainEqual({ problem: 'narrow', table: 'referrals', period: '2023-Q1', key: { municipality: 'b' } });
  });

  test('names true counts that what is published rules out', async () => {
    const { report, reasons } = await attackOn({ all: about(20), a: about(5), b: about(5), c: about(5), d: about(0) });
    expect(report).toMatchObject({ isSafe: false, outside: 1 });
    expect(reasons).toEqual([{ problem: 'outside', table: 'referrals', period: '2023-Q1', key: { municipality: 'a' } }]);
  });

  test('refuses values that contradict each other', async () => {
    const { report } = await attackOn({ all: about(60), a: about(10), b: about(5), c: about(5), d: about(0) });
    expect(report.isSafe).toBe(false);
    expect(report.outside).toBeGreaterThan(0);
  });

  test('refuses a row that is all in one category, and names the category', async () => {
    const table: CountedTable = { ...REFERRALS, counts: [{ key: { municipality: 'a' }, count: 12 }] };
    const { report, reasons } = await attackOn({ all: exactly(12), a: exactly(12), b: HIDDEN, c: HIDDEN, d: HIDDEN }, table);
    expect(report).toMatchObject({ isSafe: false, oneCategory: 1, recovered: 3 });
    expect(reasons).toContainEqual({ problem: 'one-category', table: 'referrals', period: '2023-Q1', key: { municipality: 'a' } });
    expect((await attackOn({ all: about(10), a: about(10), b: about(0), c: about(0), d: about(0) }, table)).report.isSafe).toBe(true);
  });

  test('finds in an earlier publication what a new one gives away', async () => {
    const solver = await loadSolver();
    const quarter = (stage: string, count: number): CountedTable[] => [
      { id: 'referrals', categories: { municipality: ['a'] }, counts: [{ key: { municipality: 'a' }, count: 6 }], impossible: [] },
      {
        id: 'occupancy',
        categories: { municipality: ['a'], stage: ['referred', 'ended'] },
        counts: [{ key: { municipality: 'a', stage }, count }],
        impossible: [],
      },
      { id: 'flows', categories: { from: ['referred', 'ended'], to: ['referred', 'ended'] }, counts: [], impossible: [] },
    ];
    const before = buildSystem({ period: '2023-Q1', tables: quarter('referred', 2), ledger: [] });
    const ledger = before.cells.map((cell) => ({ ...cell, ...about(0), publicationId: 'first' }));
    const system = buildSystem({ period: '2023-Q2', tables: quarter('referred', 8), ledger });
    const published = new Map(system.cells.flatMap(({ isNew, truth }, index) => (isNew ? [[index, exactly(truth)] as const] : [])));
    const { reasons } = attack(system, published, { solver, random: seeded(1) });
    // 8 now, 6 came, nobody left: there were 2.
    expect(reasons).toContainEqual({
      problem: 'recovered',
      table: 'occupancy',
      period: '2023-Q1',
      key: { municipality: 'a', stage: 'referred' },
    });
  });
});
