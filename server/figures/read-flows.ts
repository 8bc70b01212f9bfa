import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, getFlows } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { Stage } from '#shared/trajectory/states.ts';
import { groupObject, headingOf, listCounts, openFrame } from './answer.ts';
import type { Frame, Scope } from './frame.ts';
import { type CountedRow, countStageChanges, countTransfers } from './store.ts';

type Flows = AnswerOf<typeof getFlows>;

/** Changes of stage; and where municipalities are told apart, the moves between them, without which their stocks do not add up. */
export async function readFlows(tx: Transaction, query: FigureQuery, scope: Scope): Promise<Flows> {
  const frame = await openFrame(tx, query, scope);
  const heading = headingOf('flows', frame);
  if (frame.periods.length === 0) return { ...heading, rows: [], transfers: [] };
  const rows = listCounts(frame, await countStageChanges(tx, frame), ({ group, key: [from, to], count }, { label }) => ({
    period: label,
    group: groupObject(frame, group),
    from: Stage.parse(from),
    to: Stage.parse(to),
    count,
  }));
  const tellsMunicipalitiesApart = frame.by.includes('municipality') || frame.municipalities !== 'all';
  return { ...heading, rows, transfers: tellsMunicipalitiesApart ? listTransfers(frame, await countTransfers(tx, frame)) : [] };
}

/** Brings the two sides of the moves, counted apart, into one row. */
function listTransfers(frame: Frame, counted: readonly CountedRow[]): Flows['transfers'] {
  const stages = new Map<string, { row: CountedRow; in: number; out: number }>();
  for (const {
    key: [stage = null, direction],
    count,
    ...place
  } of counted) {
    const id = JSON.stringify([place.period, place.group, stage]);
    const both = stages.get(id) ?? { row: { ...place, key: [stage, id], count: 1 }, in: 0, out: 0 };
    stages.set(id, direction === 'in' ? { ...both, in: count } : { ...both, out: count });
  }
  const rows = [...stages.values()].map(({ row }) => row);
  return listCounts(frame, rows, ({ group, key: [stage, id = null] }, { label }) => {
    const both = stages.get(id ?? '');
    return { period: label, group: groupObject(frame, group), stage: Stage.parse(stage), in: both?.in ?? 0, out: both?.out ?? 0 };
  });
}
