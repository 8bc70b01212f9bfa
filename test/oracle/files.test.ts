import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '#server/db/client.ts';
import { listFigureFiles } from '#server/figures/list-files.ts';
import { readFlows } from '#server/figures/read-flows.ts';
import { readIncidence } from '#server/figures/read-incidence.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readRouteComparison } from '#server/figures/read-route-comparison.ts';
import { readStateOccupation } from '#server/figures/read-state-occupation.ts';
import { readSurvival } from '#server/figures/read-survival.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { ComparisonQuery, IncidenceQuery, StateOccupationQuery, SurvivalQuery } from '#shared/contract/curves.ts';
import type { FigureQuery, Group } from '#shared/contract/figures.ts';
import { FilesQuery } from '#shared/contract/signals.ts';
import type { TestDatabase } from '../setup/database.ts';
import { arbitraryAsk, arbitraryCurveAsk, arbitraryPerson, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';

// Behind every number stand as many files as it says: over random questions, random rows of each answer and every page.

const people = fc.sample(arbitraryPerson(), { numRuns: 120, seed: SEED });

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

describe('as many files as the figure says stand behind', () => {
  it.each(['inflow', 'flows', 'occupancy', 'outflow', 'throughflow'] as const)('each row of %s', async (figure) => {
    let files = 0;
    const property = fc.asyncProperty(
      arbitraryAsk(),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 9 }),
      async (asked, at, limit) => {
        const rows = await ROWS[figure](database.prisma, asked.query);
        const counted = rows.filter(({ count }) => count > 0);
        const chosen = [...at.take(6)].flatMap(
          (place, nth) => (nth === 0 ? rows.at(place % rows.length) : counted.at(place % counted.length)) ?? [],
        );
        for (const row of chosen) {
          const found = await everyFile(questionOf(asked, row), limit);
          expect({ row, files: found.length }).toEqual({ row, files: row.count });
          files += found.length;
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 60 });
    expect(files).toBeGreaterThan(100);
  });
});

describe('as many files as a figure that follows people says stand behind', () => {
  it.each(Object.keys(CURVES))(
    'the origin, each outcome, and who is at risk on a day, of %s',
    async (figure) => {
      let files = 0;
      const property = fc.asyncProperty(arbitraryCurveAsk(), fc.nat(), fc.integer({ min: 5, max: 40 }), async ({ query }, at, limit) => {
        const groups = (await CURVES[figure]?.(database.prisma, query)) ?? [];
        const group = groups.filter(({ n }) => n > 0).at(at % groups.length);
        if (!group) return;
        const { minimum: _, by: __, ...frame } = query;
        const filesOf = async (more: object) =>
          (await everyFile({ ...frame, ...groupFilters(group.group), figure, ...group.key, ...more }, limit)).length;
        const { n, counts, curve } = group;
        expect(await filesOf({})).toBe(n);
        files += n;
        for (const [outcome, count] of Object.entries(counts)) expect([outcome, await filesOf({ outcome })]).toEqual([outcome, count]);
        const point = curve.at(at % curve.length);
        if (point) {
          expect(await filesOf({ daysFrom: point.day })).toBe(point.atRisk);
          expect(await filesOf({ daysFrom: point.day, daysTo: point.day })).toBe(point.events + (point.competing ?? 0) + point.censored);
        }
      });
      await fc.assert(property, { seed: SEED, numRuns: 40 });
      expect(files).toBeGreaterThan(100);
    },
    60_000,
  );
});

interface Point {
  readonly day: number;
  readonly atRisk: number;
  readonly events: number;
  readonly competing?: number;
  readonly censored: number;
}

interface CurveRow {
  readonly group: Group;
  readonly n: number;
  readonly key: object;
  /** How many the curve says had each outcome that it tells apart. */
  readonly counts: Readonly<Record<string, number>>;
  readonly curve: readonly Point[];
}

type CurveReader = (tx: Transaction, query: object) => Promise<CurveRow[]>;

const CURVES: Readonly<Record<string, CurveReader>> = {
  'wait.placement': incidence('placement', 'placement'),
  'wait.social-economy': incidence('social-economy', 'social-economy'),
  'chance.regular': incidence('job', 'job'),
  'time-to.job': survival({ of: 'time-to-job' }, 'job', []),
  'time-in-stage': survival({ of: 'time-in-stage', stage: 'screening.approved' }, 'left', ['censored']),
  sustained: survival({ of: 'sustained' }, 'left', ['censored']),
  'comparison.routes': async (tx, query) =>
    (await readRouteComparison(tx, ComparisonQuery.parse(query), SCOPE)).groups.map((group) => rowOf(group, 'job', ['censored'])),
  'state-occupation': async (tx, query) =>
    (await readStateOccupation(tx, StateOccupationQuery.parse(query), SCOPE)).groups.map(({ group, n }) => ({
      ...{ group, n, key: {}, counts: {}, curve: [] },
    })),
};

function incidence(target: string, event: string): CurveReader {
  return async (tx, query) =>
    (await readIncidence(tx, IncidenceQuery.parse({ ...query, target }), SCOPE)).groups.map((group) => rowOf(group, event, ['censored']));
}

function survival(asked: { of: string; stage?: string }, event: string, others: readonly 'censored'[]): CurveReader {
  const { of: _, ...key } = asked;
  return async (tx, query) =>
    (await readSurvival(tx, SurvivalQuery.parse({ ...query, ...asked }), SCOPE)).groups.map((group) => ({
      ...rowOf(group, event, others),
      key,
    }));
}

function rowOf({ group, n, curve }: Pick<CurveRow, 'group' | 'n' | 'curve'>, event: string, others: readonly 'censored'[]): CurveRow {
  const sum = (name: 'events' | 'censored') => curve.reduce((total, point) => total + point[name], 0);
  return { group, n, key: {}, counts: { [event]: sum('events'), ...Object.fromEntries(others.map((name) => [name, sum(name)])) }, curve };
}

interface Row {
  readonly figure: string;
  readonly group: Group;
  readonly count: number;
  /** The period, or the day. */
  readonly period: string;
  readonly key: Readonly<Record<string, string | boolean | null>>;
}

const ROWS: Record<'inflow' | 'flows' | 'occupancy' | 'outflow' | 'throughflow', (tx: Transaction, query: FigureQuery) => Promise<Row[]>> =
  {
    inflow: async (tx, query) =>
      (await readInflow(tx, query, SCOPE)).rows.flatMap(({ period, group, referrals, placements, socialEconomy }) => [
        { figure: 'inflow.referrals', period, group, count: referrals, key: {} },
        { figure: 'inflow.placements', period, group, count: placements, key: {} },
        { figure: 'inflow.social-economy', period, group, count: socialEconomy, key: {} },
      ]),
    flows: async (tx, query) =>
      (await readFlows(tx, query, SCOPE)).rows.map(({ from, to, ...row }) => ({
        figure: 'flows',
        ...row,
        key: { fromStage: from, toStage: to },
      })),
    occupancy: async (tx, query) =>
      (await readOccupancy(tx, query, SCOPE)).rows.map(({ date, group, count, ...key }) => ({
        figure: 'occupancy',
        period: date,
        group,
        count,
        key,
      })),
    outflow: async (tx, query) =>
      (await readOutflow(tx, query, SCOPE)).rows.map(({ stage, reason, ...row }) => ({
        figure: 'outflow',
        ...row,
        key: { stage, reason },
      })),
    throughflow: async (tx, query) =>
      (await readThroughflow(tx, query, SCOPE)).rows.map(({ period, group, count, support, ...key }) => ({
        figure: 'throughflow',
        period,
        group,
        count,
        key: { ...key, support: support ?? 'unknown' },
      })),
  };

/** The question for the files of one row: its period, its group and its key. */
function questionOf(
  { ask, query }: { ask: { from: string; to: string; observedUntil: string; filters: object }; query: FigureQuery },
  row: Row,
) {
  const [first, last] = row.figure === 'occupancy' ? ['1990-01-01', row.period] : boundsOf(row.period);
  return {
    ...ask.filters,
    ...groupFilters({ ...row.group, ...row.key }),
    figure: row.figure,
    from: [first, ask.from].sort().at(-1),
    to: [last, ask.to].sort().at(0),
    observedUntil: ask.observedUntil,
    ...(query.knownAt !== undefined && { knownAt: query.knownAt }),
  };
}

/** The filters that a group, and a key, are asked by. */
function groupFilters(values: Readonly<Record<string, string | boolean | null>>): object {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value !== null ? [[name, String(value)]] : name === 'workForm' || name === 'setting' ? [[name, 'none']] : [],
  );
  return Object.fromEntries(given);
}

function boundsOf(period: string): [string, string] {
  const [year = '', rest] = period.split('-');
  const [first, months] = rest === undefined ? [1, 12] : rest.startsWith('Q') ? [3 * Number(rest[1]) - 2, 3] : [Number(rest), 1];
  const last = new Date(Date.UTC(Number(year), first - 1 + months, 0)).toISOString().slice(0, 10);
  return [`${year}-${String(first).padStart(2, '0')}-01`, last];
}

async function everyFile(question: object, limit: number) {
  const found: { trajectoryId: string; day: string }[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = FilesQuery.parse({ ...question, limit: String(limit), ...(cursor !== undefined && { cursor }) });
    const page = await database.reads('system', (tx) => listFigureFiles(tx, query, { ...SCOPE, seesPersons: true }));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const days = found.map(({ day }) => day);
  expect(days).toEqual(days.toSorted().reverse());
  return found;
}
