import { randomInt, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importSteps } from '#server/exchange/import-steps.ts';
import { addDays } from '#shared/plain-date.ts';
import type { BenchDatabase } from './database.ts';
import { print } from './measure.ts';
import { WORKER } from './region.ts';

const HEADER =
  'participant,municipality,step,occurred_on,programme,body,outcome,work_forms,work_form,setting,contract,first_name,last_name\n';

/** A file of so many rows, six a trajectory, made while it is read: nowhere is it whole in memory. */
export async function benchImport({ prisma, kind }: BenchDatabase, rows: number): Promise<void> {
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  const heap = process.memoryUsage().heapUsed;
  let most = heap;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 20);
  pauses.enable();
  const start = performance.now();
  const report = await importSteps(
    {
      db: prisma,
      actor: 'system',
      recordedBy: WORKER,
      reach: 'all',
      clock: () => new Date(),
      newId: randomUUID,
      random: (below) => randomInt(below),
    },
    fileOf(rows / 6),
    { isDryRun: false, isPartial: false, canCreateMunicipalities: false },
  );
  const seconds = (performance.now() - start) / 1000;
  pauses.disable();
  clearInterval(watch);
  if (!report.applied) throw new Error(`the import refused ${report.rejectedRows} rows: ${JSON.stringify(report.rejected[0])}`);
  const speed = report.steps / seconds;
  const least = kind === 'postgresql' ? 3_000 : 1_000;
  print(
    `import ${report.steps} steps, ${kind}`,
    {
      'steps/s': speed,
      'longest pause of the server (ms)': pauses.max / 1e6,
      'p99 pause (ms)': pauses.percentile(99) / 1e6,
      'heap grew at most (MB)': (most - heap) / 1e6,
    },
    { holds: speed >= least, text: `at least ${least} steps/s` },
  );
}

async function* fileOf(trajectories: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(HEADER);
  for (let index = 0; index < trajectories; index++) {
    const day = (days: number) => addDays('2018-01-01', (index % 2000) + days);
    const row = (step: string, days: number, rest: string) => `I${index},24008,${step},${day(days)},${rest}\n`;
    yield Buffer.from(
      row('referral.received', 0, `twe,,,,,,,Voornaam${index},Naam${index}`) +
        row('intake.held', 10, ',,,,,,,,') +
        row('advice.requested', 20, ',vdab,,,,,,,') +
        row('advice.decided', 50, ',,approved,maatwerk,,,,,') +
        row('placement.started', 80, ',,,,maatwerk,social-economy,,,') +
        row('job.started', 300, ',,,,,,permanent,,'),
    );
  }
}
