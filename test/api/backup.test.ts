import { randomInt } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '#prisma/seed/load-demo.ts';
import type { OpenDatabase, Source } from '#server/db/client.ts';
import { knownMigrations } from '#server/db/migrate.ts';
import { OperatorError } from '#server/operator-error.ts';
import { headerOf } from '#server/recovery/backup-file.ts';
import { checkBackup } from '#server/recovery/check-backup.ts';
import type { Manifest } from '#server/recovery/contents.ts';
import { restoreBackup } from '#server/recovery/restore-backup.ts';
import { SEALED_PIECE } from '#server/recovery/sealed-stream.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { inFolder, KEY, OTHER_KEY, openUntouched, writeBackupFile } from '../setup/backups.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

const KINDS: Source['kind'][] = process.env.TEST_DATABASE_URL ? ['embedded', 'postgresql'] : ['embedded'];

let original: TestDatabase;
let folder: Awaited<ReturnType<typeof inFolder>>;
let file: string;
let manifest: Manifest;

beforeAll(async () => {
  original = await openTestDatabase();
  folder = await inFolder();
  file = folder.path('region.backup');
  await loadDemo(original.prisma, { demo: 'full', today: '2026-11-23', hashPassword: async () => 'nobody' });
  manifest = await writeBackupFile(original.source, file);
});
afterAll(async () => {
  await original.close();
  await folder.remove();
});

async function restoredInto<T>(kind: Source['kind'], work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openUntouched(kind);
  return work(database).finally(() => database.close());
}

const restore = async ({ source }: OpenDatabase, from = file, canReplace = false) =>
  restoreBackup({ source, file: from, key: KEY, checked: await checkBackup(from, KEY), canReplace });

describe('a backup of the demo region', () => {
  it('is for its owner alone, says what it is, and holds every table of people and their steps', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { header } = await headerOf(file);
    expect(header).toMatchObject({
      format: 1,
      createdAt: '2026-11-25T09:00:00.000Z',
      database: original.kind,
      migrations: knownMigrations(),
    });
    const rows = new Map(manifest.tables.map((table) => [table.name, table.rows]));
    expect(rows.get('participant')).toBeGreaterThan(1_000);
    expect(rows.get('step')).toBeGreaterThan(5_000);
    for (const name of ['municipality', 'user', 'profile', 'trajectory', 'withdrawal', 'stay', 'milestones', 'tally'])
      expect(rows.get(name)).toBeGreaterThan(0);
    expect([...rows.keys()]).not.toContain('session');
  });

  it('gives no name, day of birth or note to who has not the key', async () => {
    const bytes = (await readFile(file)).toString('latin1');
    const [person] = await original.prisma.$queryRaw<
      { name: string }[]
    >`select last_name as name from participant where last_name is not null limit 1`;
    expect(person?.name).toBeTruthy();
    expect(bytes).not.toContain(person?.name);
  });

  it('is read to its end without a database', async () => {
    expect(await checkBackup(file, KEY)).toMatchObject({ manifest });
  });

  it.each(KINDS)(
    'comes back whole in an untouched %s database: every table by its hash, every projection as the steps say',
    { timeout: 240_000 },
    (kind) =>
      restoredInto(kind, async (database) => {
        await restore(database);
        const projections = await rebuild(database.prisma, { check: true });
        expect(projections.differences).toEqual([]);
        expect(projections.participants).toBeGreaterThan(1_000);
        // Against the original itself and not only its manifest: a backup of the copy says the same.
        const again = await writeBackupFile(database.source, folder.path(`again-${kind}`));
        expect(again).toEqual(manifest);
      }),
  );
});

describe('a file that is not as it was written', () => {
  let bytes: Buffer;
  let begin: number;
  beforeAll(async () => {
    bytes = await readFile(file);
    begin = (await headerOf(file)).line.byteLength;
  });

  async function refusalOf(content: Buffer, key = KEY): Promise<string> {
    const damaged = folder.path('damaged');
    await writeFile(damaged, content);
    const refusal = await checkBackup(damaged, key).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OperatorError);
    return String(refusal);
  }

  it('is refused with another key, and told which one it needs', async () => {
    expect(await refusalOf(bytes, OTHER_KEY)).toContain(`made with another key (${KEY.id}; the key given is ${OTHER_KEY.id})`);
  });

  it('is refused with any bit of its header changed', async () => {
    for (let at = 0; at < begin; at++) await refusalOf(flipped(bytes, at));
  });

  it('is refused with a bit changed anywhere in its content', async () => {
    const last = bytes.length - 1;
    const sample = Array.from({ length: 40 }, () => randomInt(begin, bytes.length));
    for (const at of [begin, begin + SEALED_PIECE - 1, begin + SEALED_PIECE, last - 16, last, ...sample])
      expect(await refusalOf(flipped(bytes, at))).toContain('damaged or was changed');
  });

  it('is refused when it was cut, between pieces too', async () => {
    for (let end = begin + SEALED_PIECE; end < bytes.length; end += SEALED_PIECE)
      expect(await refusalOf(bytes.subarray(0, end))).toContain('cut off');
    for (const end of [0, 5, begin - 1, begin, begin + 1, begin + SEALED_PIECE + 7, bytes.length - 1])
      await refusalOf(bytes.subarray(0, end));
  });

  it('is refused when something was added, and when two pieces changed places', async () => {
    await refusalOf(Buffer.concat([bytes, Buffer.from('x')]));
    const piece = (number: number) => bytes.subarray(begin + number * SEALED_PIECE, begin + (number + 1) * SEALED_PIECE);
    const rest = bytes.subarray(begin + 2 * SEALED_PIECE);
    await refusalOf(Buffer.concat([bytes.subarray(0, begin), piece(1), piece(0), rest]));
    await refusalOf(Buffer.concat([bytes.subarray(0, begin), piece(0), rest]));
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ (1 << randomInt(8)), at);
  return changed;
}
