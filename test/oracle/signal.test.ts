import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSignal } from '#server/figures/read-signal.ts';
import type { TestDatabase } from '../setup/database.ts';
import { arbitraryAsk, arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';
import { compute, keyOf } from './second-computation.ts';

const people = fc.sample(arbitraryPerson(), { numRuns: 120, seed: SEED });
const lives = people.map(lifeOf);

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

it('the signal counts in its twelve quarters what a second computation counts, whole and by group', async () => {
  let counted = 0;
  const property = fc.asyncProperty(arbitraryAsk(), async ({ ask, query }) => {
    const signal = await database.reads('system', (tx) => readSignal(tx, query, SCOPE));
    expect(signal.chart).toHaveLength(12);
    expect(signal.recentSpan.to <= ([ask.to, ask.observedUntil].sort()[0] ?? '')).toBe(true);
    const asked = { ...ask, from: signal.beforeSpan.from, to: signal.recentSpan.to, every: 'quarter' };
    for (const { group, chart, before, recent } of [{ ...signal, group: {} }, ...signal.groups]) {
      const by = Object.keys(group);
      const table = compute('inflow', lives, { ...asked, by });
      const expected = chart.map(({ period }) => table.get(keyOf({ period, group, what: 'socialEconomy' })) ?? 0);
      expect(chart.map(({ count }) => count)).toEqual(expected);
      expect([before, recent]).toEqual([sum(expected.slice(0, 8)), sum(expected.slice(8))]);
      counted += recent + before;
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: 60 });
  expect(counted).toBeGreaterThan(100);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
