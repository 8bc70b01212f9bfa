import { readFlows } from '#server/figures/read-flows.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { FigureQuery } from '#shared/contract/figures.ts';
import type { BenchDatabase } from './database.ts';
import { median, print, quantile, times } from './measure.ts';
import { WORKER } from './region.ts';

const FIGURES = { inflow: readInflow, flows: readFlows, occupancy: readOccupancy, outflow: readOutflow, throughflow: readThroughflow };

/** Whoever asks for figures does so under row-level security. */
const COORDINATOR = { id: WORKER, role: 'coordinator', municipalities: [], purpose: 'figures' } as const;

/** The count figures of the whole time, unfiltered and by municipality; and by gender, which takes the stays themselves. */
export async function benchFigures({ reads, kind }: BenchDatabase): Promise<void> {
  const scope = { reach: 'all', today: '2026-11-23', now: new Date('2026-11-23T12:00:00Z') } as const;
  for (const by of ['', 'municipality', 'gender']) {
    const query = FigureQuery.parse({ from: '2017-01-01', to: '2026-10-31', ...(by && { by }) });
    for (const [name, read] of Object.entries(FIGURES)) {
      const measured = await times(by === 'gender' ? 5 : 40, () => reads<unknown>(COORDINATOR, (tx) => read(tx, query, scope)));
      const promise = by === '' && kind === 'postgresql' ? { holds: median(measured) <= 10, text: 'at most 10 ms' } : undefined;
      print(`figure ${name}${by && ` by ${by}`} (ms), ${kind}`, { median: median(measured), p95: quantile(measured, 0.95) }, promise);
    }
  }
}
