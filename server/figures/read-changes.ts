import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { ChangesQuery, ExitFigure, getChanges } from '#shared/contract/signals.ts';
import { headingOf, openFrame } from './answer.ts';
import { invalid, type Scope } from './frame.ts';
import { isExitFigure, readExitChanges } from './read-exit-changes.ts';
import { readFlows } from './read-flows.ts';
import { readInflow } from './read-inflow.ts';
import { readOccupancy } from './read-occupancy.ts';
import { readOutflow } from './read-outflow.ts';
import { readThroughflow } from './read-throughflow.ts';

type Changes = AnswerOf<typeof getChanges>;
type Row = Pick<Changes['rows'][number], 'group' | 'key'> & { readonly period: string };

/** A row of a figure, whichever it is, with its count. */
type Counted = Row & { readonly count: number };

/**
 * A figure as it was known at one moment beside how it is known at a later one: the rows that differ, and why. The figure itself is read at both, whole
 * and of the trajectories alone that were put right in between; what those make up is correction, the rest came in late. Both are counted
 * under the definition that holds today: there is no second version yet that would make a difference of its own.
 * @throws Problem as openFrame; `request.invalid` where the earlier moment is the later one
 */
export async function readChanges(tx: Transaction, query: ChangesQuery, scope: Scope): Promise<Changes> {
  const { figure, knownBefore: asked, stage: _, ...after } = query;
  const frame = await openFrame(tx, after, scope);
  const knownBefore = new Date(asked).toISOString();
  if (knownBefore > frame.knownAt) throw invalid('query.knownBefore', 'range.reversed', 'not after `knownAt`');
  // What was recorded at this very moment is known, whatever its milliseconds.
  const corrected = { after: knownBefore, until: frame.isPresentKnowledge ? 'infinity' : frame.knownAt };
  if (isExitFigure(figure)) {
    return { ...(await readExitChanges(tx, { figure, query, scope, knownBefore, corrected })), knownBefore };
  }
  const before = { ...after, knownAt: knownBefore };
  const read = async (which: FigureQuery, within: Scope) => tableOf(await READERS[figure](tx, which, within));
  const wasAll = await read(before, scope);
  const isAll = await read(after, scope);
  const wasCorrected = await read(before, { ...scope, corrected });
  const isCorrected = await read(after, { ...scope, corrected });

  const count = (table: Table, id: string) => table.get(id)?.count ?? 0;
  const rows = [...new Map([...wasAll, ...isAll])].flatMap(([id, { period, group, key }]) => {
    const [was, is] = [count(wasAll, id), count(isAll, id)];
    const correction = count(isCorrected, id) - count(wasCorrected, id);
    return was === is
      ? []
      : [{ id, row: { period, group, key, before: was, after: is, lateEntry: is - was - correction, correction, definition: 0 } }];
  });
  return {
    ...headingOf(figure, frame),
    knownBefore,
    rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ row }) => row),
    estimates: [],
  };
}

type Table = ReadonlyMap<string, Counted>;

function tableOf(rows: readonly Counted[]): Table {
  const counted = rows.filter(({ count }) => count !== 0);
  return new Map(counted.map((row) => [JSON.stringify([row.period, row.group, row.key]), row]));
}

type Reader = (tx: Transaction, query: FigureQuery, scope: Scope) => Promise<Counted[]>;

/** Each figure's rows; what one has beside its period, group and count tells it apart. */
const READERS: Readonly<Record<Exclude<ChangesQuery['figure'], ExitFigure>, Reader>> = {
  inflow: async (...asked) =>
    (await readInflow(...asked)).rows.flatMap(({ period, group, ...measures }) =>
      Object.entries(measures).map(([measure, count]) => ({ period, group, key: { measure }, count })),
    ),
  flows: async (...asked) => (await readFlows(...asked)).rows.map(({ period, group, count, ...key }) => ({ period, group, key, count })),
  occupancy: async (...asked) =>
    (await readOccupancy(...asked)).rows.map(({ date, group, count, ...key }) => ({ period: date, group, key, count })),
  outflow: async (...asked) =>
    (await readOutflow(...asked)).rows.map(({ period, group, count, ...key }) => ({ period, group, key, count })),
  throughflow: async (...asked) =>
    (await readThroughflow(...asked)).rows.map(({ period, group, count, ...key }) => ({ period, group, key, count })),
};
