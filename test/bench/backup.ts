import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { backUp } from '#server/recovery/back-up.ts';
import { backupKey } from '#server/recovery/backup-key.ts';
import { checkBackup } from '#server/recovery/check-backup.ts';
import { restoreBackup } from '#server/recovery/restore-backup.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { type BenchDatabase, onEmbedded, onPostgresql } from './database.ts';
import { print } from './measure.ts';
import { fillRegion } from './region.ts';

/**
 * `npm run bench:backup`: how fast a region is backed up, checked and put back, in a process that may use 160 MB for its objects, so that
 * whoever holds a table in memory fails. BENCH_DATABASE_URL names a PostgreSQL server; without it only the embedded database is measured.
 */
const { values } = parseArgs({
  options: { trajectories: { type: 'string', default: '100000' }, embedded: { type: 'string', default: '10000' } },
});
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
const limit = getHeapStatistics().heap_size_limit / 1e6;
const key = await backupKey('Kq3vT8mZ1rX6yB9nW4cJ7pL2sD5fH0gA');

if (server)
  await measure((work) => onPostgresql(server, work), Number(values.trajectories), `PostgreSQL, ${values.trajectories} trajectories`);
else console.log('BENCH_DATABASE_URL is not set: PostgreSQL is not measured');
await measure(onEmbedded, Number(values.embedded), `Embedded, ${values.embedded} trajectories`);

type OnDatabase = <T>(work: (database: BenchDatabase) => Promise<T>) => Promise<T>;

async function measure(onDatabase: OnDatabase, trajectories: number, what: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstroom-bench-'));
  const file = join(folder, 'backup');
  try {
    console.log(`\n${what}; the heap may grow to ${limit.toFixed(0)} MB`);
    const bytes = await onDatabase(async (filled) => {
      const { prisma, source } = filled;
      await fillRegion(filled, trajectories);
      const [size] = await prisma.$queryRaw<{ bytes: bigint }[]>`
        select coalesce(sum(pg_table_size(c.oid)), 0)::bigint as bytes from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
      const database = Number(size?.bytes ?? 0);
      await timed('backup', database, () =>
        backUp({ source, key, version: 'bench', clock: () => new Date(), secret: '' }, createWriteStream(file)),
      );
      return database;
    });
    console.log(`the tables ${(bytes / 1e6).toFixed(0)} MB, the file ${((await stat(file)).size / 1e6).toFixed(0)} MB`);
    const checked = await timed('check of the file', bytes, () => checkBackup(file, key));
    await onDatabase(async ({ prisma, source }) => {
      await timed('restore, with the comparison', bytes, () => restoreBackup({ source, file, key, checked, canReplace: false }));
      await timed('rebuild --check', bytes, async () => {
        const { differencesFound } = await rebuild(prisma, { check: true });
        if (differencesFound > 0) throw new Error(`restored with ${differencesFound} differences`);
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed<T>(what: string, bytes: number, work: () => Promise<T>): Promise<T> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 20);
  const start = performance.now();
  const result = await work().finally(() => clearInterval(watch));
  const seconds = (performance.now() - start) / 1000;
  print(what, {
    seconds,
    'MB/s of tables': bytes / 1e6 / seconds,
    'heap at most (MB)': most / 1e6,
    'process at most (MB)': process.resourceUsage().maxRSS / 1e3,
  });
  return result;
}
