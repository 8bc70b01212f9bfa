import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, getOutflow } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { Stage } from '#shared/trajectory/states.ts';
import { EndReason } from '#shared/trajectory/steps.ts';
import { groupObject, headingOf, listCounts, openFrame } from './answer.ts';
import type { Scope } from './frame.ts';
import { countEnds } from './store.ts';

/** Trajectories ended, by the stage they ended from and the reason. */
export async function readOutflow(tx: Transaction, query: FigureQuery, scope: Scope): Promise<AnswerOf<typeof getOutflow>> {
  const frame = await openFrame(tx, query, scope);
  const heading = headingOf('outflow', frame);
  if (frame.periods.length === 0) return { ...heading, rows: [] };
  const rows = listCounts(frame, await countEnds(tx, frame), ({ group, key: [stage, reason], count }, { label }) => ({
    period: label,
    group: groupObject(frame, group),
    stage: Stage.parse(stage),
    reason: EndReason.parse(reason),
    count,
  }));
  return { ...heading, rows };
}
