import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type BenchDatabase, onEmbedded, onPostgresql } from './database.ts';
import { type Measured, measureFigures, printFigures } from './figures.ts';
import { print } from './measure.ts';
import { fillRegion } from './region.ts';
import { benchUpkeep } from './upkeep.ts';
import { benchWriters } from './writers.ts';

/**
 * `npm run bench:figures`: every figure over regions of growing size, beside the best hand-written SQL for the same numbers in the same run
 * (the floor), and how it grows. BENCH_DATABASE_URL names a PostgreSQL server on which databases may be made; a million trajectories
 * take some minutes and 5 GB there.
 */
const { values } = parseArgs({
  options: { postgresql: { type: 'string', default: '10000,100000,1000000' }, embedded: { type: 'string', default: '10000,100000' } },
});
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;

console.log(`${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`);
if (server) {
  await benchUpkeep(server);
  await grow('PostgreSQL', sizes(values.postgresql), (work) => onPostgresql(server, work));
} else console.log('BENCH_DATABASE_URL is not set: PostgreSQL is not measured');
await grow('Embedded', sizes(values.embedded), onEmbedded);

async function grow(where: string, of: readonly number[], on: (work: (database: BenchDatabase) => Promise<void>) => Promise<void>) {
  const bySize: Measured[][] = [];
  for (const size of of) {
    await on(async (database) => {
      const start = performance.now();
      await fillRegion(database, size);
      console.log(`\n${where}, ${size} trajectories of some 6 steps, loaded in ${Math.round((performance.now() - start) / 1000)} s`);
      const measured = await measureFigures(database);
      printFigures(database, measured);
      bySize.push(measured);
      if (where === 'PostgreSQL' && size === of.at(-1)) await benchWriters(database);
    });
  }
  const [smallest, largest] = [bySize[0], bySize.at(-1)];
  if (!smallest || !largest || smallest === largest) return;
  console.log(`\n${where}: growth from ${of[0]} to ${of.at(-1)} trajectories`);
  for (const { name, answer, promise: most } of largest) {
    const before = smallest.find((one) => one.name === name)?.answer ?? Number.NaN;
    const promise = most > 10 ? undefined : { holds: answer / before < 3, text: 'less than 3 times' };
    print(name, { 'ms before': before, 'ms after': answer, times: answer / before }, promise);
  }
}

function sizes(list: string): number[] {
  return list.split(',').map(Number);
}
