import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import { countTables, isPossibleChange } from '#server/publications/count-tables.ts';
import type { CountedTable } from '#server/publications/protection/counted.ts';
import { daysOfPeriod } from '#shared/publications/period.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import { arbitraryHistory } from '../setup/arbitrary-trajectories.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { a, ELSEWHERE, HOME } from '../setup/trajectories.ts';
import { arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { putPopulation } from './population.ts';
import { type Life, type Moment, personOf, walk } from './second-computation.ts';

// The true counts of a publication against a second count in plain loops over the steps, without a line of the product; and what must hold between
// them, because the protection builds on it.

const people = fc.sample(arbitraryPerson(), { numRuns: 240, seed: SEED });
const lives = people.map(lifeOf);
/** As the office wrote it, of the people of each municipality. */
const LANGUAGES: Readonly<Record<string, { written: string; means: string }>> = {
  [HOME]: { written: 'niveau A2', means: 'beginner' },
  [ELSEWHERE]: { written: 'Moedertaal: Nederlands', means: 'mother-tongue' },
};

const QUARTERS = [2023, 2024, 2025].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));
const YEARS = ['2024', '2025', '2026'];
const MOMENTS = ['2026-01-01T08:12:00.000Z', SCOPE.now.toISOString()];

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await putPopulation(database.prisma, people, [HOME, ELSEWHERE, 'Bekkevoort']);
  for (const [municipality, { written }] of Object.entries(LANGUAGES))
    await database.prisma.$executeRaw`update participant set language = ${written} where reference_municipality = ${municipality}`;
}, 120_000);
afterAll(() => database.close());

describe('every true count equals a second count in plain loops over the steps', () => {
  it.each([...QUARTERS, ...YEARS])('%s', async (period) => {
    for (const knownAt of MOMENTS) {
      const counted = await countedAt(period, knownAt);
      for (const { id, counts } of counted)
        expect(sorted(counts.map(({ key, count }) => [id, key, count])), `${id} known at ${knownAt}`).toEqual(
          sorted(secondCount(id, period, knownAt)),
        );
    }
  });

  it('of tables that have something in them', async () => {
    for (const period of ['2023-Q3', '2024']) {
      const sums = (await countedAt(period)).map(({ id, counts }) => [id, counts.reduce((sum, { count }) => sum + count, 0)]);
      expect(sums.filter(([, sum]) => Number(sum) < 5)).toEqual([]);
    }
  });

  it('and no count lies outside the values that are published', async () => {
    for (const period of [...QUARTERS, ...YEARS])
      for (const { id, counts, categories, impossible } of await countedAt(period))
        for (const { key } of counts) {
          const values: Readonly<Record<string, readonly string[]>> = categories;
          for (const [dimension, value] of Object.entries(key)) expect(values[dimension], `${id} ${dimension}`).toContain(value);
          expect(impossible).not.toContainEqual(key);
        }
  });
});

describe('what the protection builds on', () => {
  it('who is in a stage is who was, plus who came, less who went', async () => {
    for (const [place, period] of QUARTERS.entries()) {
      if (place === 0) continue;
      const [before, now] = [await countedAt(QUARTERS[place - 1] ?? ''), await countedAt(period)];
      for (const stage of STAGES)
        expect(sum(now, 'occupancy', { stage }), `${period} ${stage}`).toBe(
          sum(before, 'occupancy', { stage }) +
            sum(now, 'flows', { to: stage }) -
            sum(now, 'flows', { from: stage }) +
            (stage === 'referred' ? sum(now, 'referrals') : 0),
        );
    }
  });

  it('a year is its quarters, and the cohorts of the years before are theirs', async () => {
    const year = await countedAt('2025');
    const quarters = await Promise.all(QUARTERS.filter((quarter) => quarter.startsWith('2025')).map((period) => countedAt(period)));
    const before = await Promise.all(QUARTERS.filter((quarter) => quarter.startsWith('2024')).map((period) => countedAt(period)));
    const over = (some: typeof quarters, ...asked: Asked) => some.reduce((total, tables) => total + sum(tables, ...asked), 0);
    for (const stage of STAGES.filter((each) => each !== 'ended'))
      expect(sum(year, 'outflow', { stage })).toBe(over(quarters, 'flows', { from: stage, to: 'ended' }));
    for (const table of ['profile.age', 'profile.education'] as const) expect(sum(year, table)).toBe(over(quarters, 'inflow'));
    expect(sum(year, 'wait')).toBe(over(before, 'referrals'));
    expect(sum(year, 'chance.counts', { months: '12' })).toBe(over(before, 'inflow'));
    for (const route of ['se-first', 'direct'])
      expect(sum(await countedAt('2026'), 'chance.counts', { months: '24', route })).toBe(
        sum(year, 'chance.counts', { months: '12', route }),
      );
  });

  it('calls impossible exactly the changes of stage that the machine never makes', () => {
    const made = new Set(HISTORIES.flatMap((steps) => changesOf(steps.map((step, order) => ({ ...step, order })))));
    const possible = STAGES.flatMap((from) => STAGES.filter((to) => isPossibleChange(from, to)).map((to) => `${from} ${to}`));
    expect([...made].toSorted()).toEqual(possible.toSorted());
  });
});

it.each([
  ['A1', 'beginner'],
  ['a2+', 'beginner'],
  ['Nederlands A0', 'beginner'],
  ['B1', 'independent'],
  ['niveau c2, Frans', 'independent'],
  ['moedertaal', 'mother-tongue'],
  ['Nederlands', 'mother-tongue'],
  ['Nederlandstalig', 'mother-tongue'],
  ['Nederlands (moedertaal)', 'mother-tongue'],
  ['moedertaal: Nederlands', 'mother-tongue'],
  ['Moedertaal Frans', 'unknown'],
  ['geen Nederlands', 'unknown'],
  ['leert Nederlands', 'unknown'],
  ['BA2', 'unknown'],
  ['', 'unknown'],
])('the language %s is of the class %s', async (written, means) => {
  const [row] = await database.prisma.$queryRaw<{ found: string }[]>(Prisma.sql`select language_class(${written}) as found`);
  expect(row?.found).toBe(means);
});

async function countedAt(period: string, knownAt = SCOPE.now.toISOString()): Promise<readonly CountedTable[]> {
  const asked = { period, knownAt, now: SCOPE.now };
  const actor = { id: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11', role: 'coordinator', municipalities: [] } as const;
  return (await asActor(database.prisma, actor, (tx) => countTables({ tx, ...asked }))).tables;
}

type Asked = [table: string, where?: Readonly<Record<string, string>>];

function sum(tables: readonly CountedTable[], ...[table, where = {}]: Asked): number {
  const counts = tables.find(({ id }) => id === table)?.counts ?? [];
  const isAsked = (key: Readonly<Record<string, string | undefined>>) =>
    Object.entries(where).every(([name, value]) => key[name] === value);
  return counts.filter(({ key }) => isAsked(key)).reduce((total, { count }) => total + count, 0);
}

type Line = [table: string, key: Readonly<Record<string, string | undefined>>, count: number];

/** One order, without zeros. */
function sorted(lines: readonly Line[]): string[] {
  return lines
    .filter(([, , count]) => count > 0)
    .map(([table, key, count]) => JSON.stringify([table, Object.entries(key).toSorted(), count]))
    .toSorted();
}

function secondCount(table: CountedTable['id'], period: string, knownAt: string): Line[] {
  const counts = new Map<string, Line>();
  const { from, to } = daysOfPeriod(period);
  const add = (key: Line[1]) => {
    const id = JSON.stringify(key);
    counts.set(id, [table, key, (counts.get(id)?.[2] ?? 0) + 1]);
  };
  for (const life of lives) {
    const moments = walk(life, to, knownAt);
    if (moments.length > 0) for (const key of SECOND[table]({ life, moments, from, to, knownAt })) add(key);
  }
  return [...counts.values()];
}

interface Looked {
  readonly life: Life;
  readonly moments: readonly Moment[];
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
}

const SECOND: Readonly<Record<CountedTable['id'], (looked: Looked) => Line[1][]>> = {
  referrals: ({ moments: [first], from, to }) => (isIn(first, from, to) ? [{ municipality: first.after.municipality }] : []),
  inflow: ({ moments, from, to }) => {
    const placed = firstOf(moments, 'placement.started');
    return isIn(placed, from, to) ? [{ municipality: placed.after.municipality, workForm: String(placed.fact.details.workForm) }] : [];
  },
  occupancy: ({ moments }) => {
    const last = moments.at(-1)?.after;
    return last ? [{ municipality: last.municipality, stage: stageOf(last.state) }] : [];
  },
  flows: ({ moments, from, to }) => changes(moments, from, to).map(([left, entered]) => ({ from: left, to: entered })),
  throughflow: ({ life, moments, from, to, knownAt }) => {
    const job = firstOf(moments, 'job.started');
    if (!isIn(job, from, to)) return [];
    return [{ municipality: job.after.municipality, route: personOf(life, moments, knownAt).route ?? '' }];
  },
  outflow: ({ moments, from, to }) =>
    changes(moments, from, to)
      .filter(([, entered]) => entered === 'ended')
      .map(([stage, , moment]) => ({ stage, reason: String(moment.fact.details.reason) })),
  'profile.age': ({ life, moments, from, to, knownAt }) => {
    if (!isIn(firstOf(moments, 'placement.started'), from, to)) return [];
    const { ageClass, gender } = personOf(life, moments, knownAt);
    return [{ ageClass: ageClass ?? '', gender: gender ?? '' }];
  },
  'profile.education': ({ life, moments, from, to, knownAt }) => {
    if (!isIn(firstOf(moments, 'placement.started'), from, to)) return [];
    return [{ education: personOf(life, moments, knownAt).education ?? '', language: LANGUAGES[life.municipality]?.means ?? '' }];
  },
  wait: ({ moments, from, to }) => {
    const [referral] = moments;
    if (!isIn(referral, yearBefore(from, 1), yearBefore(to, 1))) return [];
    const first = moments.find(({ fact }) => ['placement.started', 'job.started', 'trajectory.ended'].includes(fact.type));
    const days = first ? daysFrom(referral.on, first.on) : Number.POSITIVE_INFINITY;
    if (days > 365) return [{ outcome: 'waiting' }];
    if (first?.fact.type !== 'placement.started') return [{ outcome: 'other' }];
    return [{ outcome: days <= 91 ? '0-3' : days <= 182 ? '3-6' : days <= 273 ? '6-9' : '9-12' }];
  },
  'chance.counts': ({ moments, from, to }) =>
    [1, 2].flatMap((years) => {
      const placed = firstOf(moments, 'placement.started');
      if (!isIn(placed, yearBefore(from, years), yearBefore(to, years))) return [];
      const job = firstOf(moments, 'job.started');
      const isAfter = job !== undefined && moments.indexOf(job) > moments.indexOf(placed);
      const route = placed.fact.details.setting === 'social-economy' ? 'se-first' : 'direct';
      return [{ months: String(12 * years), route, outcome: isAfter && daysFrom(placed.on, job.on) <= 365 * years ? 'job' : 'no-job' }];
    }),
};

function isIn(moment: Moment | undefined, from: string, to: string): moment is Moment {
  return moment !== undefined && from <= moment.on && moment.on <= to;
}

function firstOf(moments: readonly Moment[], type: string): Moment | undefined {
  return moments.find(({ fact }) => fact.type === type);
}

function changes(moments: readonly Moment[], from: string, to: string): [left: string, entered: string, moment: Moment][] {
  return moments.flatMap((moment): [string, string, Moment][] => {
    if (!moment.before || !isIn(moment, from, to)) return [];
    const [left, entered] = [stageOf(moment.before.state), stageOf(moment.after.state)];
    return left === entered ? [] : [[left, entered, moment]];
  });
}

function stageOf(state: string): string {
  return state.split('.')[0] ?? '';
}

function yearBefore(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
}

function daysFrom(day: string, until: string): number {
  return (Date.parse(until) - Date.parse(day)) / 86_400_000;
}

/** Random ones for whatever may happen, and those that no random one is sure to hold. */
const HISTORIES = [
  ...fc.sample(arbitraryHistory(60), { numRuns: 400, seed: SEED }),
  [a.referral('2024-01-01'), a.end('2024-02-01'), a.reopening('2024-03-01')],
];

function changesOf(steps: readonly { type: string; occurredOn: string; details: object; order: number }[]): string[] {
  const facts = steps.map(({ occurredOn, details, ...step }) => ({
    ...step,
    on: occurredOn,
    details: { ...details },
    recordedAt: '',
    withdrawnAt: null,
  }));
  const moments = walk({ municipality: HOME, facts, profiles: [] }, '2199-12-31', '9');
  return changes(moments, '1900-01-01', '2199-12-31').map(([left, entered]) => `${left} ${entered}`);
}
