import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, getInflow } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { groupObject, groupsOf, headingOf, openFrame, refuseTooMany } from './answer.ts';
import type { Scope } from './frame.ts';
import { type CountedRow, countInflow } from './store.ts';

/** Referrals, first placements and first social-economy placements: every period by every group, zeros included. */
export async function readInflow(tx: Transaction, query: FigureQuery, scope: Scope): Promise<AnswerOf<typeof getInflow>> {
  const frame = await openFrame(tx, query, scope);
  const heading = headingOf('inflow', frame);
  if (frame.periods.length === 0) return { ...heading, rows: [] };
  const counted = await countInflow(tx, frame);
  refuseTooMany(counted.length);
  const groups = await groupsOf(tx, frame, counted);
  refuseTooMany(frame.periods.length * groups.length);
  const count = lookupIn(counted);
  const rows = frame.periods.flatMap(({ label }, period) =>
    groups.map((group) => ({
      period: label,
      group: groupObject(frame, group),
      referrals: count('referrals', period, group),
      placements: count('placements', period, group),
      socialEconomy: count('social-economy', period, group),
    })),
  );
  return { ...heading, rows };
}

/** How many of one kind there are, in a period and group. */
type Lookup = (kind: string, period: number, group: CountedRow['group']) => number;

function lookupIn(rows: readonly CountedRow[]): Lookup {
  const counts = new Map(rows.map(({ period, group, key: [kind], count }) => [JSON.stringify([kind, period, group]), count]));
  return (kind, period, group) => counts.get(JSON.stringify([kind, period, group])) ?? 0;
}
