import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChanges } from '#server/figures/read-changes.ts';
import { ChangesQuery, ExitFigure } from '#shared/contract/signals.ts';
import { cumulativeIncidence } from '#shared/figures/cumulative-incidence.ts';
import { kaplanMeier } from '#shared/figures/kaplan-meier.ts';
import { competingRiskSets } from '#shared/figures/risk-sets.ts';
import { instant } from '../setup/arbitrary-trajectories.ts';
import type { TestDatabase } from '../setup/database.ts';
import { arbitraryCurveAsk, arbitraryPerson, lifeOf, SCOPE, SEED } from './at-random.ts';
import { openPopulated } from './population.ts';
import { keyOf, type Life, wasPutRight } from './second-computation.ts';
import { type CurveAsk, countCurves, type Question } from './second-curves.ts';

// What changed in figures that follow people, against a second computation: counts trajectory by trajectory, and estimates from those who were put
// right as they are known now beside the others as they were.

const FIGURES: Readonly<Record<ExitFigure, { question: Question; event: string; stage?: string }>> = {
  'wait.placement': { question: { figure: 'incidence', target: 'placement' }, event: 'placement' },
  'wait.social-economy': { question: { figure: 'incidence', target: 'social-economy' }, event: 'social-economy' },
  'chance.regular': { question: { figure: 'incidence', target: 'job' }, event: 'job' },
  'time-to.job': { question: { figure: 'time-to-job' }, event: 'job' },
  'time-in-stage': { question: { figure: 'time-in-stage', place: 'screening' }, event: 'left', stage: 'screening' },
  sustained: { question: { figure: 'sustained' }, event: 'left' },
  'comparison.routes': { question: { figure: 'comparison' }, event: 'job' },
};

const people = fc.sample(arbitraryPerson(), { numRuns: 160, seed: SEED });
const lives = people.map(lifeOf);

let database: TestDatabase;
beforeAll(async () => {
  database = await openPopulated(people);
}, 120_000);
afterAll(() => database.close());

describe('the difference between two moments of knowledge is late entry plus correction', () => {
  it.each(ExitFigure.options)('of %s, in how many there were of each outcome and in what the curve says', async (figure) => {
    const { question, event, stage } = FIGURES[figure];
    let [late, corrected, moved] = [0, 0, 0];
    const property = fc.asyncProperty(arbitraryCurveAsk(), fc.nat(40), async ({ ask, query }, minute) => {
      const { minimum: _, ...frame } = query;
      const knownBefore = [instant(minute), ask.knownAt].sort()[0] ?? '';
      const asked = ChangesQuery.parse({ ...frame, figure, knownBefore, ...(stage && { stage }) });
      const answer = await database.reads('system', (tx) => readChanges(tx, asked, SCOPE));
      const tables = secondComputation(question, ask, knownBefore);
      const rows = answer.rows.flatMap(({ group, key, period: __, ...numbers }) => {
        expect(numbers.after - numbers.before).toBe(numbers.lateEntry + numbers.correction + numbers.definition);
        late += Math.abs(numbers.lateEntry);
        corrected += Math.abs(numbers.correction);
        return key.outcome === null || key.outcome === event ? [[`${keyOf(group)} ${key.outcome ?? 'all'}`, numbers] as const] : [];
      });
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(rowsOf(tables, event)));
      for (const { group, day, before, after, lateEntry, correction, definition } of answer.estimates) {
        const [was, between, is] = [tables.before, tables.between, tables.after].map((table) => table.get(keyOf(group)));
        const read = (exits: Exits | undefined) => estimateOf(exits ?? [], question.figure, day);
        if (before !== null) expect(before).toBeCloseTo(read(was), 12);
        if (after !== null) expect(after).toBeCloseTo(read(is), 12);
        if (correction !== null && lateEntry !== null) {
          moved += Math.abs(correction) > 0 ? 1 : 0;
          expect(correction).toBeCloseTo(read(between) - read(was), 12);
          expect(lateEntry + correction + (definition ?? 0)).toBeCloseTo((after ?? 0) - (before ?? 0), 12);
        }
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
    expect([late > 20, corrected > 20, moved > 0]).toEqual([true, true, true]);
  });
});

type Exits = { day: number; events: number; competing: number; censored: number }[];
type Table = ReadonlyMap<string, Exits>;

interface Tables {
  readonly before: Table;
  /** Who was put right as known now, the others as known before. */
  readonly between: Table;
  readonly after: Table;
}

function secondComputation(question: Question, ask: CurveAsk, knownBefore: string): Tables {
  const isPutRight = (life: Life) => wasPutRight(life, knownBefore, ask.knownAt);
  const then = { ...ask, knownAt: knownBefore };
  const exitsOf = (whom: readonly Life[], at: CurveAsk) =>
    new Map([...countCurves(question, whom, at)].map(([key, { curve }]): [string, Exits] => [key, curve]));
  const others = exitsOf(
    lives.filter((life) => !isPutRight(life)),
    then,
  );
  const between = new Map(others);
  for (const [key, exits] of exitsOf(lives.filter(isPutRight), ask)) between.set(key, [...(others.get(key) ?? []), ...exits]);
  return { before: exitsOf(lives, then), between, after: exitsOf(lives, ask) };
}

function* rowsOf({ before, between, after }: Tables, event: string) {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    for (const what of ['all', event]) {
      const [was, halfway, is] = [before, between, after].map((table) => personsIn(table.get(key) ?? [], what === 'all'));
      if (was === undefined || halfway === undefined || is === undefined || was === is) continue;
      yield [`${key} ${what}`, { before: was, after: is, lateEntry: is - halfway, correction: halfway - was, definition: 0 }] as const;
    }
  }
}

function personsIn(exits: Exits, isAll: boolean): number {
  return exits.reduce((sum, { events, competing, censored }) => sum + events + (isAll ? competing + censored : 0), 0);
}

function estimateOf(exits: Exits, figure: Question['figure'], day: number): number {
  const isIncidence = figure === 'incidence' || figure === 'comparison';
  const days = competingRiskSets(personsIn(exits, true), exits);
  const curve = isIncidence ? cumulativeIncidence(days) : kaplanMeier(days);
  return curve.findLast((point) => point.day <= day)?.estimate ?? (isIncidence ? 0 : 1);
}
