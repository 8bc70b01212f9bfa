import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAuditedStep } from './audited-step.ts';
import { onEmbedded, onPostgresql } from './database.ts';
import { measureFigures, printFigures } from './figures.ts';
import { benchImport } from './import.ts';
import { benchReads } from './read.ts';
import { fillRegion } from './region.ts';
import { benchStep } from './step.ts';

/**
 * `npm run bench`: medians and ratios, measured side by side in one run, of what the product promises about speed. Nothing here is a
 * test: a machine that is busy with something else gives other numbers. BENCH_DATABASE_URL names a PostgreSQL server on which
 * databases may be made; without it only the embedded one is measured.
 */
const { values } = parseArgs({
  options: { trajectories: { type: 'string', default: '100000' }, embedded: { type: 'string', default: '10000' } },
});
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;

console.log(`${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`);
if (server) {
  await onPostgresql(server, async (database) => {
    await fillRegion(database, Number(values.trajectories));
    console.log(`\nPostgreSQL, ${values.trajectories} trajectories of 6 steps`);
    printFigures(database, await measureFigures(database));
    await benchStep(database);
    await benchAuditedStep(database);
    await benchReads(database);
    await benchImport(database, 99_996);
  });
} else {
  console.log('BENCH_DATABASE_URL is not set: PostgreSQL is not measured');
}
await onEmbedded(async (database) => {
  await fillRegion(database, Number(values.embedded));
  console.log(`\nEmbedded, ${values.embedded} trajectories of 6 steps`);
  printFigures(database, await measureFigures(database));
  await benchImport(database, 19_998);
});
