import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LedgerCell } from '#server/publications/protection/counted.ts';
import { protectPublication } from '#server/publications/protection/in-worker.ts';
import { quartersFrom } from '../setup/publishing.ts';
import { seeded, simulateRegion } from '../setup/simulated-region.ts';
import { print } from './measure.ts';

/**
 * `npm run bench:publications`: how long protecting and attacking takes, in its thread, and how the others are served meanwhile: a quarter of five
 * municipalities after eight earlier ones and their years, and one of about 1,500 cells after one before.
 */
await bench({ name: 'five municipalities', municipalities: 5, workForms: 8, referrals: 60, quarters: 9, withYears: true, seconds: 10 });
await bench({ name: 'about 1,500 cells', municipalities: 68, workForms: 8, referrals: 700, quarters: 2, withYears: false, seconds: 60 });

interface Case {
  readonly name: string;
  readonly municipalities: number;
  readonly workForms: number;
  readonly referrals: number;
  readonly quarters: number;
  readonly withYears: boolean;
  /** What the last one may take. */
  readonly seconds: number;
}

/** Publishes all periods; measured is the last. */
async function bench({ name, quarters, withYears, seconds, ...size }: Case): Promise<void> {
  const region = simulateRegion({ ...size, quarters }, seeded(1));
  const periods = quartersFrom(2023, quarters).flatMap((quarter) =>
    withYears && quarter.endsWith('Q4') ? [quarter, quarter.slice(0, 4)] : [quarter],
  );
  const ledger: LedgerCell[] = [];
  for (const period of periods) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const memory = watchMemory();
    delay.enable();
    const start = performance.now();
    const { cells, report } = await protectPublication({ period, method: 'rounding', base: 5, tables: region.tablesOf(period), ledger });
    const took = (performance.now() - start) / 1000;
    delay.disable();
    ledger.push(...cells.map((cell) => ({ ...cell, period, publicationId: period })));
    const peak = memory.stop();
    if (period !== periods.at(-1)) continue;
    const loop = delay.percentile(95) / 1e6;
    print(
      name,
      { cells: cells.length, 'earlier cells': report.earlierCells, sensitive: report.sensitive, 'least width': report.leastWidth ?? 0 },
      { holds: report.isSafe, text: 'safe' },
    );
    print(
      '  protected and attacked, with the start of the thread',
      { seconds: took },
      { holds: took <= seconds, text: `at most ${seconds} s` },
    );
    print('  p95 of the delay of everything else', { ms: loop }, { holds: loop < 100, text: 'under 100 ms' });
    print('  most memory, all threads', { MB: peak }, { holds: peak <= 500, text: 'at most 500 MB' });
  }
}

/** The most that the process, all its threads together, had in memory. */
function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss / 2 ** 20);
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return Math.round(peak);
    },
  };
}
