import { expect, test } from 'vitest';
import { protect } from '#server/publications/protection/protect.ts';
import { workOut } from '../../setup/attacker.ts';
import { Publishing, quartersFrom } from '../../setup/publishing.ts';
import { seeded, simulateRegion } from '../../setup/simulated-region.ts';

const PATIENCE = { timeout: 60_000 };

function regionOf(quarters: number, seed: number, referrals: number) {
  const random = seeded(seed);
  const region = simulateRegion({ municipalities: 3, workForms: 3, quarters, referrals }, random);
  return { region, publishing: new Publishing(region, random) };
}

test('every count of 0 to 4 is hidden, and what is not hidden is exact', PATIENCE, async () => {
  const { cells, isSafe } = await regionOf(2, 1, 200).publishing.publish('2023-Q1', 'suppression');
  expect(isSafe).toBe(true);
  expect(cells.filter(({ truth, value }) => truth <= 4 && value !== null)).toEqual([]);
  const shown = cells.filter(({ value }) => value !== null);
  expect(shown.length).toBeGreaterThan(10);
  for (const { value, low, high, truth } of shown) expect([value, low, high]).toEqual([truth, truth, truth]);
  for (const { low, high } of cells.filter(({ value }) => value === null)) expect([low, high]).toEqual([0, null]);
});

test('no more than it takes is hidden: a table of large counts stays whole', async () => {
  const counts = ['a', 'b', 'c'].map((municipality) => ({ key: { municipality }, count: 20 }));
  const table = { id: 'referrals', categories: { municipality: ['a', 'b', 'c'] }, counts, impossible: [] } as const;
  const ask = (tables: readonly [typeof table]) =>
    protect({ period: '2023-Q1', method: 'suppression', base: 5, tables, ledger: [] }, { random: seeded(1) });
  expect((await ask([table])).cells.filter(({ value }) => value === null)).toEqual([]);
  // One small count takes one more, lest it be what is left of the total: the cheaper.
  const withFew = { ...table, counts: [...counts.slice(1), { key: { municipality: 'a' }, count: 2 }] };
  const hidden = (await ask([withFew])).cells.filter(({ value }) => value === null);
  expect(hidden).toHaveLength(2);
  expect(hidden.map(({ key }) => key.municipality)).toContain('a');
  expect(hidden).not.toContainEqual(expect.objectContaining({ key: {} }));
});

test('exact values after rounded ones do not give the rounded ones away', PATIENCE, async () => {
  const { publishing } = regionOf(4, 2, 90);
  const [first = '', second = '', ...rest] = quartersFrom(2023, 4);
  for (const quarter of [first, second]) await publishing.publish(quarter);
  for (const quarter of rest) expect((await publishing.publish(quarter, 'suppression')).isSafe).toBe(true);
  expect(workOut(publishing.seen, publishing.truthOf)).toEqual([]);
});

test('a tie that was broken by a correction is let go at once: exact values would show it', PATIENCE, async () => {
  const { region, publishing } = regionOf(3, 3, 90);
  await publishing.publish('2023-Q1', 'suppression');
  region.addLate(20, '2023-Q1');
  const { isSafe, releasedTies } = await publishing.publish('2023-Q2', 'suppression');
  expect(isSafe).toBe(true);
  expect(releasedTies).toEqual([{ period: '2023-Q1', table: 'occupancy', reason: 'no-additive-solution' }]);
});
