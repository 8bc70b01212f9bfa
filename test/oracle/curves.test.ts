import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readIncidence } from '#server/figures/read-incidence.ts';
import { readRouteComparison } from '#server/figures/read-route-comparison.ts';
import { readStateOccupation } from '#server/figures/read-state-occupation.ts';
import { readSurvival } from '#server/figures/read-survival.ts';
import { ComparisonQuery, IncidenceQuery, StateOccupationQuery, SurvivalQuery } from '#shared/contract/curves.ts';
import type { Group } from '#shared/contract/figures.ts';
import type { TestDatabase } from '../setup/database.ts';
import { arbitraryCurveAsk, arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';
import { keyOf } from './second-computation.ts';
import { countCurves, countPlaces, type Question } from './second-curves.ts';

// The figures that follow people against a second computation of the same people, over random questions: counts to the person, what
// becomes of them to the twelfth digit.

const people = fc.sample(arbitraryPerson(), { numRuns: 160, seed: SEED });
const lives = people.map(lifeOf);

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

const PLACES = [
  'screening',
  'socialEconomy',
  'regular',
  'ended',
  'referred',
  'screening.approved',
  'socialEconomy.between',
  'regular.working',
];
const QUESTIONS: readonly Question[] = [
  { figure: 'incidence', target: 'placement' },
  { figure: 'incidence', target: 'social-economy' },
  { figure: 'incidence', target: 'job' },
  { figure: 'time-to-job' },
  { figure: 'sustained' },
  { figure: 'comparison' },
  ...PLACES.map((place) => ({ figure: 'time-in-stage', place }) as const),
];

describe('the counts per day of every curve equal a second computation in plain loops over the steps', () => {
  it.each(QUESTIONS.map((question) => [Object.values(question).join(' '), question] as const))('%s', async (_, question) => {
    let asked = 0;
    const property = fc.asyncProperty(arbitraryCurveAsk(), async ({ ask, query }) => {
      const answered = await countsAnswered(question, query);
      const counted = countCurves(question, lives, ask);
      expect(answered).toEqual(sorted(counted));
      asked += counted.size > 0 ? 1 : 0;
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
    expect(asked).toBeGreaterThan(20);
  });
});

describe('where people are by the day equals a second computation from their paths', () => {
  it('since the referral', async () => {
    const property = fc.asyncProperty(arbitraryCurveAsk(), async ({ ask, query }) => {
      const { groups } = await readStateOccupation(database.prisma, StateOccupationQuery.parse({ ...query, horizon: '400' }), SCOPE);
      const counted = countPlaces(lives, ask, 730, 'referral');
      const filled = groups.filter(({ n }) => n > 0);
      expect(filled.map(({ group, n }) => [keyOf(group), n]).sort()).toEqual([...counted].map(([key, { n }]) => [key, n]).sort());
      for (const { group, days, probability, atRisk, expectedDays } of filled) {
        const places = counted.get(keyOf(group));
        if (!places) throw new Error('A group that nobody counted');
        expect(days).toEqual([0, ...places.moved.filter((day) => day <= 400)]);
        days.forEach((day, place) => {
          expect(atRisk[place]).toBe(places.atRisk[day]);
          expectNear(probability[place] ?? [], places.probability[day] ?? []);
        });
        expectExpected(expectedDays, places.probability);
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
  }, 120_000);

  it('since the first placement, in the days expected', async () => {
    const property = fc.asyncProperty(arbitraryCurveAsk(), async ({ ask, query }) => {
      const { groups } = await readRouteComparison(database.prisma, ComparisonQuery.parse(query), SCOPE);
      const counted = countPlaces(lives, ask, 730, 'placement');
      for (const { group, n, expectedDays } of groups.filter((each) => each.n > 0)) {
        const places = counted.get(keyOf(group));
        expect(n).toBe(places?.n);
        expectExpected(expectedDays, places?.probability ?? []);
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
  }, 120_000);
});

it('comparison leaves out who had no placement yet, or a job before it, and says how many and who the others are', async () => {
  const property = fc.asyncProperty(arbitraryCurveAsk(), async ({ ask, query }) => {
    const { groups, excluded } = await readRouteComparison(database.prisma, ComparisonQuery.parse(query), SCOPE);
    const { groups: everybody } = await readIncidence(database.prisma, IncidenceQuery.parse({ ...query, by: '', target: 'job' }), SCOPE);
    const compared = groups.reduce((sum, { n }) => sum + n, 0);
    expect(compared + excluded.noPlacement + excluded.jobBeforePlacement).toBe(everybody[0]?.n);
    for (const { n, makeUp } of groups) {
      for (const values of Object.values(makeUp)) expect(Object.values(values).reduce((sum, count) => sum + count, 0)).toBe(n);
    }
    const noPlacement = { figure: 'incidence', target: 'placement' } as const;
    expect(countCurves(noPlacement, lives, { ...ask, by: [] }).get(keyOf({}))?.n ?? 0).toBe(everybody[0]?.n);
  });
  await fc.assert(property, { seed: SEED, numRuns: 40 });
}, 120_000);

it.each(['', 'municipality'])(
  'of everybody, what the summary table tells is what the people tell, by %j',
  async (by) => {
    const { prisma } = database;
    const summary = { by, minimum: '0' };
    const people = { ...summary, from: '1900-01-01' };
    const withoutFrom = ({ from: _, knownAt: __, ...answer }: { from: string | null; knownAt: string }) => answer;
    for (const target of ['placement', 'social-economy', 'job']) {
      const of = async (ask: object) => withoutFrom(await readIncidence(prisma, IncidenceQuery.parse({ ...ask, target }), SCOPE));
      expect(await of(summary)).toEqual(await of(people));
    }
    for (const stage of ['screening', 'regular.working', 'ended']) {
      const of = async (ask: object) =>
        withoutFrom(await readSurvival(prisma, SurvivalQuery.parse({ ...ask, of: 'time-in-stage', stage }), SCOPE));
      expect(await of(summary)).toEqual(await of(people));
    }
    const places = async (ask: object) => withoutFrom(await readStateOccupation(prisma, StateOccupationQuery.parse(ask), SCOPE));
    expect(await places(summary)).toEqual(await places(people));
    const routes = async (ask: object) => withoutFrom(await readRouteComparison(prisma, ComparisonQuery.parse(ask), SCOPE));
    expect(await routes(summary)).toEqual(await routes(people));
  },
  120_000,
);

async function countsAnswered(question: Question, query: object): Promise<[string, unknown][]> {
  const groups = await groupsAnswered(question, query);
  return groups
    .filter(({ n }) => n > 0)
    .map(({ group, n, curve }): [string, unknown] => [
      keyOf(group),
      { n, curve: curve.map(({ day, atRisk, events, censored, competing = 0 }) => ({ day, atRisk, events, competing, censored })) },
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

interface AnsweredGroup {
  readonly group: Group;
  readonly n: number;
  readonly curve: readonly { day: number; atRisk: number; events: number; competing?: number; censored: number }[];
}

async function groupsAnswered(question: Question, query: object): Promise<readonly AnsweredGroup[]> {
  const { prisma } = database;
  switch (question.figure) {
    case 'incidence':
      return (await readIncidence(prisma, IncidenceQuery.parse({ ...query, target: question.target }), SCOPE)).groups;
    case 'comparison':
      return (await readRouteComparison(prisma, ComparisonQuery.parse(query), SCOPE)).groups;
    case 'time-in-stage':
      return (await readSurvival(prisma, SurvivalQuery.parse({ ...query, of: 'time-in-stage', stage: question.place }), SCOPE)).groups;
    default:
      return (await readSurvival(prisma, SurvivalQuery.parse({ ...query, of: question.figure }), SCOPE)).groups;
  }
}

function sorted<Value>(table: Map<string, Value>): [string, Value][] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1));
}

function expectExpected(answered: Record<string, Record<string, number> | null>, probability: readonly (readonly number[])[]): void {
  for (const term of [365, 730]) {
    const isFollowed = probability.length > term;
    expect(answered[term] !== null).toBe(isFollowed);
    if (!isFollowed) continue;
    const sums = (probability[0] ?? []).map((__, stage) => probability.slice(0, term).reduce((sum, row) => sum + (row[stage] ?? 0), 0));
    expectNear(Object.values(answered[term] ?? {}), sums, 1e-8);
  }
}

function expectNear(answered: readonly number[], counted: readonly number[], tolerance = 1e-12): void {
  expect(answered.length).toBe(counted.length);
  answered.forEach((value, place) => {
    expect(Math.abs(value - (counted[place] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
  });
}
