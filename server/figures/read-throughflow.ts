import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, getThroughflow } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { Route } from '#shared/trajectory/states.ts';
import { Contract, Support } from '#shared/trajectory/steps.ts';
import { groupObject, headingOf, listCounts, openFrame } from './answer.ts';
import type { Scope } from './frame.ts';
import { countFirstJobs } from './store.ts';

/** Trajectories with a first job, by route, whether a placement came before, contract and support. */
export async function readThroughflow(tx: Transaction, query: FigureQuery, scope: Scope): Promise<AnswerOf<typeof getThroughflow>> {
  const frame = await openFrame(tx, query, scope);
  const heading = headingOf('throughflow', frame);
  if (frame.periods.length === 0) return { ...heading, rows: [] };
  const counted = await countFirstJobs(tx, frame);
  const rows = listCounts(frame, counted, ({ group, key: [route, afterPlacement, contract, support], count }, { label }) => ({
    period: label,
    group: groupObject(frame, group),
    route: Route.parse(route),
    afterPlacement: afterPlacement === 'yes',
    contract: Contract.parse(contract),
    support: support === '' ? null : Support.parse(support),
    count,
  }));
  return { ...heading, rows };
}
