import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChanges } from '#server/figures/read-changes.ts';
import { ChangesQuery } from '#shared/contract/signals.ts';
import { instant } from '../setup/arbitrary-trajectories.ts';
import type { TestDatabase } from '../setup/database.ts';
import { arbitraryAsk, arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';
import { compute, keyOf, type Table, wasPutRight } from './second-computation.ts';

// What changed between two moments of knowledge, against a second computation that looks at each trajectory by itself: whether it was put right
// in between, and what it added to each number before and after.

const FIGURES = ['inflow', 'flows', 'occupancy', 'outflow', 'throughflow'] as const;

const people = fc.sample(arbitraryPerson(), { numRuns: 120, seed: SEED });
const lives = people.map(lifeOf);

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

describe('the difference between two moments is late entry plus correction', () => {
  it.each(FIGURES)('of %s, trajectory by trajectory', async (figure) => {
    let [late, corrected] = [0, 0];
    const property = fc.asyncProperty(arbitraryAsk(), fc.nat(40), async ({ ask, query }, minute) => {
      const knownBefore = [instant(minute), ask.knownAt].sort()[0] ?? '';
      const { by, ...rest } = query;
      const asked = ChangesQuery.parse({ ...rest, by: by.join(), figure, knownBefore });
      const answer = await database.reads('system', (tx) => readChanges(tx, asked, SCOPE));
      const rows = answer.rows.map(({ period, group, key, ...numbers }) => {
        expect(numbers.after - numbers.before).toBe(numbers.lateEntry + numbers.correction + numbers.definition);
        late += Math.abs(numbers.lateEntry);
        corrected += Math.abs(numbers.correction);
        return [rowKey(figure, period ?? '', group, key), numbers];
      });
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(secondComputation(figure, ask, knownBefore)));
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
    expect([late > 20, corrected > 20]).toEqual([true, true]);
  });
});

/** As the second computation names its rows. */
function rowKey(figure: string, period: string, group: object, { measure, ...key }: Record<string, string | boolean | null>): string {
  const when = figure === 'occupancy' ? { date: period } : { period };
  return keyOf({ ...when, group, ...(measure !== undefined && { what: measure }), ...key });
}

type Asked = Parameters<typeof compute>[2];

function* secondComputation(figure: (typeof FIGURES)[number], ask: Asked, knownBefore: string) {
  const totals = new Map<string, { before: number; after: number; correction: number }>();
  for (const life of lives) {
    const isCorrected = wasPutRight(life, knownBefore, ask.knownAt);
    const before = compute(figure, [life], { ...ask, knownAt: knownBefore });
    const after = compute(figure, [life], ask);
    for (const row of new Set([...before.keys(), ...after.keys()])) {
      const total = totals.get(row) ?? { before: 0, after: 0, correction: 0 };
      const [was, is] = [numberIn(before, row), numberIn(after, row)];
      totals.set(row, {
        before: total.before + was,
        after: total.after + is,
        correction: total.correction + (isCorrected ? is - was : 0),
      });
    }
  }
  for (const [row, { before, after, correction }] of totals) {
    if (before !== after) yield [row, { before, after, lateEntry: after - before - correction, correction, definition: 0 }] as const;
  }
}

function numberIn(table: Table, row: string): number {
  return table.get(row) ?? 0;
}
