import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import { type IncidenceTarget, LEAST_GROUP } from '#shared/contract/curves.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { type ChangesQuery, ExitFigure, type getChanges } from '#shared/contract/signals.ts';
import { EXIT_OUTCOMES } from '#shared/figures/exit-outcomes.ts';
import { groupObject, refuseTooMany } from './answer.ts';
import { countOutcomes, countPlacedOutcomes, type ExitRow } from './curve-store.ts';
import { type Followed, followedHeading, openFollowed, rowsByGroup } from './follow.ts';
import type { Corrected, Frame, Scope } from './frame.ts';
import { INCIDENCE_MONTHS, incidenceOf } from './read-incidence.ts';
import { isCompared, ROUTE_MONTHS, routesFirst } from './read-route-comparison.ts';
import { DURATIONS, survivalOf } from './read-survival.ts';

type Changes = AnswerOf<typeof getChanges>;
type ExitChanges = Omit<Changes, 'knownBefore'>;

export function isExitFigure(figure: string): figure is ExitFigure {
  return ExitFigure.options.some((name) => name === figure);
}

/**
 * A figure that follows people, known at two moments: how many were observed to end in each way, and what the curves say. Counts are split by whose they
 * are, as those of other figures; an estimate is made a third time, with those who were put right as they are now and the others as they were.
 * @throws Problem as openFollowed
 */
export async function readExitChanges(
  tx: Transaction,
  {
    figure,
    query,
    scope,
    knownBefore,
    corrected,
  }: {
    figure: ExitFigure;
    query: ChangesQuery;
    scope: Scope;
    knownBefore: string;
    corrected: Corrected;
  },
): Promise<ExitChanges> {
  const { count, estimate } = FIGURES[figure];
  const by = figure === 'comparison.routes' ? routesFirst(query.by) : query.by;
  const now = await openFollowed(tx, { ...query, by, minimum: LEAST_GROUP }, scope);
  const then = withFrame(now, { knownAt: knownBefore, isPresentKnowledge: false });
  const read = async (which: Followed) => {
    const rows = await count(tx, which, query.stage ?? '');
    refuseTooMany(rows.length);
    return rows;
  };
  const was = await read(then);
  const is = await read(now);
  const wasCorrected = await read(withFrame(then, { corrected }));
  const isCorrected = await read(withFrame(now, { corrected }));
  const mixed = sumOf([was, 1], [wasCorrected, -1], [isCorrected, 1]);

  const tables = [was, is, wasCorrected, isCorrected, mixed].map(rowsByGroup);
  const groups = [...new Set(tables.flatMap((table) => [...table.keys()]))].sort();
  const breathe = breather();
  const rows: Changes['rows'] = [];
  const estimates: Changes['estimates'] = [];
  for (const key of groups) {
    const [before = [], after = [], correctedBefore = [], correctedAfter = [], between = []] = tables.map((table) => table.get(key));
    const first = before[0] ?? after[0];
    const group = groupObject(now.frame, first?.group ?? []);
    for (const outcome of [null, ...EXIT_OUTCOMES]) {
      const [old, fresh] = [personsBy(before, outcome), personsBy(after, outcome)];
      const correction = personsBy(correctedAfter, outcome) - personsBy(correctedBefore, outcome);
      const parts = { lateEntry: fresh - old - correction, correction, definition: 0 };
      if (old !== fresh) rows.push({ period: null, group, key: { outcome }, before: old, after: fresh, ...parts });
    }
    const [ofMixed, ofAfter] = [estimate(now, between), estimate(now, after)];
    for (const [place, { months, day, estimate: old }] of estimate(now, before).entries()) {
      const fresh = ofAfter[place]?.estimate ?? null;
      const halfway = ofMixed[place]?.estimate ?? null;
      if (old === fresh) continue;
      const parts = { lateEntry: difference(fresh, halfway), correction: difference(halfway, old), definition: old === null ? null : 0 };
      estimates.push({ group, months, day, before: old, after: fresh, ...parts });
    }
    await breathe();
  }
  const { minimum: _, ...heading } = followedHeading(figure, now);
  return { ...heading, rows, estimates };
}

interface Figure {
  readonly count: (tx: Transaction, followed: Followed, stage: string) => Promise<ExitRow[]>;
  readonly estimate: (followed: Followed, rows: readonly ExitRow[]) => { months: number; day: number; estimate: number | null }[];
}

const FIGURES: Readonly<Record<ExitFigure, Figure>> = {
  'wait.placement': incidence('placement'),
  'wait.social-economy': incidence('social-economy'),
  'chance.regular': incidence('job'),
  'time-to.job': duration('time-to-job'),
  'time-in-stage': duration('time-in-stage'),
  sustained: duration('sustained'),
  'comparison.routes': {
    count: async (tx, followed) => (await countPlacedOutcomes(tx, followed)).filter(isCompared),
    estimate: (followed, rows) => incidenceOf(followed, rows, 'job', ROUTE_MONTHS).at,
  },
};

function incidence(target: IncidenceTarget): Figure {
  return {
    count: (tx, followed) => countOutcomes(tx, followed, target),
    estimate: (followed, rows) => incidenceOf(followed, rows, target, INCIDENCE_MONTHS).at,
  };
}

function duration(of: keyof typeof DURATIONS): Figure {
  const { count, event, months } = DURATIONS[of];
  return { count, estimate: (followed, rows) => survivalOf(followed, rows, event, months).at };
}

function withFrame(followed: Followed, change: Partial<Frame>): Followed {
  return { ...followed, frame: { ...followed.frame, ...change } };
}

function sumOf(...terms: readonly (readonly [rows: readonly ExitRow[], sign: 1 | -1])[]): ExitRow[] {
  const total = new Map<string, ExitRow>();
  for (const [rows, sign] of terms) {
    for (const row of rows) {
      const key = JSON.stringify([row.group, row.cause, row.day]);
      total.set(key, { ...row, count: (total.get(key)?.count ?? 0) + sign * row.count });
    }
  }
  return [...total.values()].filter(({ count }) => count !== 0);
}

/** @param outcome null for all at the origin */
function personsBy(rows: readonly ExitRow[], outcome: string | null): number {
  return rows.reduce((sum, { cause, count }) => (outcome === null || cause === outcome ? sum + count : sum), 0);
}

function difference(to: number | null, from: number | null): number | null {
  return to === null || from === null ? null : to - from;
}
