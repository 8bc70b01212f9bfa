import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '#server/db/client.ts';
import { readFlows } from '#server/figures/read-flows.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { FigureQuery } from '#shared/contract/figures.ts';
import type { TestDatabase } from '../setup/database.ts';
import { ELSEWHERE } from '../setup/trajectories.ts';
import { arbitraryAsk, arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';
import { compute, endsOf, type FigureName, keyOf, type Table } from './second-computation.ts';

// Every figure against a second computation of the same people, over random questions; and the identity of stock and flow,
// from the answers alone.

const people = fc.sample(arbitraryPerson(), { numRuns: 160, seed: SEED });
const lives = people.map(lifeOf);

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

describe('every figure equals a second computation in plain loops over the steps', () => {
  it.each<FigureName>(['inflow', 'flows', 'occupancy', 'outflow', 'throughflow', 'transfers'])('%s', async (figure) => {
    const property = fc.asyncProperty(arbitraryAsk(), async ({ ask, query }) => {
      const answer = await tableOf(figure, database.prisma, query);
      // Transfers are given only where municipalities are told apart.
      const isLeftOut = figure === 'transfers' && !query.by.includes('municipality') && query.municipality === undefined;
      expect(sorted(answer)).toEqual(isLeftOut ? [] : sorted(compute(figure, lives, ask)));
    });
    await fc.assert(property, { seed: SEED, numRuns: 150 });
  });

  it('asks questions that have something in the answer', () => {
    const asks = fc.sample(arbitraryAsk(), { numRuns: 50, seed: SEED });
    for (const figure of ['inflow', 'flows', 'occupancy', 'outflow', 'throughflow'] as const) {
      expect(asks.filter(({ ask }) => compute(figure, lives, ask).size > 0).length).toBeGreaterThan(20);
    }
  });
});

describe('occupancy at the end is occupancy at the end before, plus in, minus out', () => {
  const range = { from: '2023-01-01', to: '2030-12-31' };

  it.each<[string, string]>([
    ['month', ''],
    ['quarter', 'programme'],
    ['month', 'ageClass'],
    ['month', 'gender'],
    ['year', 'education'],
    ['month', 'route'],
    ['month', 'municipality'],
    ['quarter', 'municipality,gender,route'],
  ])('every %s by %s', async (every, by) => {
    for (const observedUntil of ['2024-08-14', '2031-05-20']) {
      for (const knownAt of [undefined, '2026-01-01T08:12:00Z']) {
        await expectIdentity(FigureQuery.parse({ ...range, every, by, observedUntil, knownAt }));
      }
    }
  });

  it('of one municipality that people move to and from', async () => {
    await expectIdentity(FigureQuery.parse({ ...range, municipality: ELSEWHERE, by: 'programme' }));
  });

  async function expectIdentity(query: FigureQuery): Promise<void> {
    const { rows: stock } = await readOccupancy(database.prisma, query, SCOPE);
    const { rows: flows, transfers } = await readFlows(database.prisma, query, SCOPE);
    const { rows: inflow } = await readInflow(database.prisma, query, SCOPE);
    const changes = new Map<string, number>();
    const add = (period: string, group: object, stage: string, count: number) => {
      const key = keyOf({ period, group, stage });
      changes.set(key, (changes.get(key) ?? 0) + count);
    };
    for (const { period, group, referrals } of inflow) add(period, group, 'referred', referrals);
    for (const { period, group, from, to, count } of flows) {
      add(period, group, from, -count);
      add(period, group, to, count);
    }
    for (const { period, group, stage, in: arrived, out } of transfers) add(period, group, stage, arrived - out);

    const ends = endsOf(query.from ?? '', [query.to ?? '', query.observedUntil ?? SCOPE.today].sort()[0] ?? '', query.every);
    const labels = [...new Set(inflow.map(({ period }) => period))];
    expect(ends).toHaveLength(labels.length);
    const stages = new Map<string, Map<string, number>>();
    for (const { date, group, stage, count } of stock) {
      const of = stages.get(keyOf({ group, stage })) ?? new Map<string, number>();
      of.set(date, (of.get(date) ?? 0) + count);
      stages.set(keyOf({ group, stage }), of);
    }
    expect(stages.size).toBeGreaterThanOrEqual(6);
    for (const { group, stage } of new Map(stock.map((row) => [keyOf({ group: row.group, stage: row.stage }), row])).values()) {
      let before = 0;
      ends.forEach((end, place) => {
        const now = stages.get(keyOf({ group, stage }))?.get(end) ?? Number.NaN;
        const change = changes.get(keyOf({ period: labels[place] ?? '', group, stage })) ?? 0;
        expect({ end, group, stage, now }).toEqual({ end, group, stage, now: before + change });
        before = now;
      });
    }
  }
});

/** The rows of an answer that are not zero. */
async function tableOf(figure: FigureName, tx: Transaction, query: FigureQuery): Promise<Table> {
  const table: Table = new Map();
  const put = (row: object, count: number) => {
    if (count === 0) return;
    if (table.has(keyOf(row))) throw new Error(`Twice in the answer: ${keyOf(row)}`);
    table.set(keyOf(row), count);
  };
  switch (figure) {
    case 'inflow':
      for (const { period, group, ...counts } of (await readInflow(tx, query, SCOPE)).rows) {
        for (const [what, count] of Object.entries(counts)) put({ period, group, what }, count);
      }
      break;
    case 'transfers':
      for (const { in: arrived, out, ...row } of (await readFlows(tx, query, SCOPE)).transfers) {
        put({ ...row, side: 'in' }, arrived);
        put({ ...row, side: 'out' }, out);
      }
      break;
    case 'flows':
      for (const { count, ...row } of (await readFlows(tx, query, SCOPE)).rows) put(row, count);
      break;
    case 'occupancy':
      for (const { count, ...row } of (await readOccupancy(tx, query, SCOPE)).rows) put(row, count);
      break;
    case 'outflow':
      for (const { count, ...row } of (await readOutflow(tx, query, SCOPE)).rows) put(row, count);
      break;
    case 'throughflow':
      for (const { count, ...row } of (await readThroughflow(tx, query, SCOPE)).rows) put(row, count);
      break;
  }
  return table;
}

function sorted(table: Table): [string, number][] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1));
}
