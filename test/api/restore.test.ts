import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asActor } from '#server/db/as-actor.ts';
import type { OpenDatabase } from '#server/db/client.ts';
import { applyMigrations, knownMigrations } from '#server/db/migrate.ts';
import { backUp } from '#server/recovery/back-up.ts';
import { checkBackup } from '#server/recovery/check-backup.ts';
import { restoreBackup } from '#server/recovery/restore-backup.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { type Agent, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { inFolder, KEY, openUntouched, writeBackupFile } from '../setup/backups.ts';
import { openTrajectory, withdraw } from '../setup/case-files.ts';
import { openTestDatabase } from '../setup/database.ts';
import { asAdministrator } from '../setup/postgresql-template.ts';
import { releasedPublication } from '../setup/publications.ts';
import { a } from '../setup/trajectories.ts';

const { kind } = inject('database');

const TARGETS = [
  { figure: 'inflow.placements', year: 2026, municipality: null, value: 40 },
  { figure: 'inflow.placements', year: 2026, municipality: 'BEK', value: 12 },
  { figure: 'chance.regular', year: 2026, municipality: null, value: 0.35 },
];

const BY_ID = { orderBy: { id: 'asc' } } as const;

let app: TestApp;
let worker: Agent;
let folder: Awaited<ReturnType<typeof inFolder>>;
let file: string;
let published: Publication;

beforeAll(async () => {
  app = await startTestApp();
  folder = await inFolder();
  file = folder.path('backup');
  worker = await app.as('case-worker');
  const trajectory = await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12'), a.placement('2026-03-01')]);
  const [, , placement] = trajectory.steps;
  const corrected = await withdraw(worker, trajectory, placement?.id ?? '', {
    reason: 'a mistake: "quoted", (bracketed)\\\\',
    replacement: { ...a.placement('2026-03-02'), note: 'a note, with "quotes", a\\nline break,\\u2028another, \\\\ and é' },
  });
  expect(corrected.status, corrected.text).toBe(200);
  const coordinator = await app.as('coordinator');
  for (const target of TARGETS) expect((await coordinator.post('/targets').send(target)).status).toBe(200);
  published = await releasedPublication(app, coordinator, { period: '2026-Q1' });
  await writeBackupFile(app.database.source, file);
});
afterAll(async () => {
  await app.close();
  await folder.remove();
});

async function into<T>(database: Promise<OpenDatabase>, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const opened = await database;
  return work(opened).finally(() => opened.close());
}

const restore = async ({ source }: OpenDatabase, from = file, canReplace = false) =>
  restoreBackup({ source, file: from, key: KEY, checked: await checkBackup(from, KEY), canReplace });

describe('what was restored', () => {
  it('is append-only as before, and goes on numbering where it was', () =>
    into(openUntouched(kind), async (database) => {
      await restore(database);
      const { prisma } = database;
      await expect(prisma.$executeRawUnsafe(`update step set note = null`)).rejects.toThrow('append-only');
      const [last] = await prisma.$queryRaw<{ last: bigint; next: bigint }[]>`
        select max(sequence) as last, nextval(pg_get_serial_sequence('step', 'sequence')) as next from step`;
      expect(last?.next).toBeGreaterThan(last?.last ?? 0n);
    }));

  it('says what was written to the letter, and opens to nobody who was signed in then', () =>
    into(openUntouched(kind), async (database) => {
      await restore(database);
      const notes = { where: { note: { not: null } }, select: { note: true, details: true, recordedAt: true } } as const;
      expect(await database.prisma.step.findMany(notes)).toEqual(await app.db.step.findMany(notes));
      expect(await app.db.session.count()).toBeGreaterThan(0);
      expect(await database.prisma.session.count()).toBe(0);
    }));
});

describe('targets that were restored', () => {
  it('are what they were, with who set them and when; an office sees the region’s and its own, and each place has one', () =>
    into(openUntouched(kind), async (database) => {
      await restore(database);
      const { prisma } = database;
      const targets = await prisma.target.findMany(BY_ID);
      expect(targets).toHaveLength(TARGETS.length);
      expect(targets).toEqual(await app.db.target.findMany(BY_ID));
      const { id, role } = worker.user;
      const seen = (municipality: string) =>
        asActor(prisma, { id, role, municipalities: [municipality] }, (tx) => tx.target.findMany({ select: { municipalityCode: true } }));
      expect(new Set((await seen('BEK')).map(({ municipalityCode }) => municipalityCode))).toEqual(new Set([null, 'BEK']));
      expect(new Set((await seen('DIE')).map(({ municipalityCode }) => municipalityCode))).toEqual(new Set([null]));
      await expect(
        prisma.$executeRaw`insert into target select gen_random_uuid(), figure, year, municipality, 1, set_at, set_by from target`,
      ).rejects.toThrow(/target_place/);
    }));
});

describe('publications that were restored', () => {
  it('are what they were, with the ledger that the next ones are attacked together with, and stay so', () =>
    into(openUntouched(kind), async (database) => {
      await restore(database);
      const { prisma } = database;
      const row = await prisma.publication.findUniqueOrThrow({ where: { id: published.id } });
      expect(row).toEqual(await app.db.publication.findUniqueOrThrow({ where: { id: published.id } }));
      expect(
        createHash('sha256')
          .update(row.content ?? '')
          .digest('hex'),
      ).toBe(published.sha256);
      expect(await prisma.publishedCell.findMany()).toEqual(await app.db.publishedCell.findMany());
      expect(await prisma.publishedCell.count()).toBeGreaterThan(50);
      expect(await prisma.publicationHead.findMany()).toEqual([{ id: 1, released: 1 }]);
      await expect(prisma.$executeRaw`update published_cell set truth = 0`).rejects.toThrow('append-only');
      await expect(prisma.$executeRaw`delete from publication`).rejects.toThrow('kept');
    }));
});

describe('a database that holds something', () => {
  it('is refused and left as it is', () =>
    into(openTestDatabase(), async (database) => {
      await database.prisma.municipality.create({ data: { code: 'X', name: 'Elsewhere' } });
      await idle(database);
      await expect(restore(database)).rejects.toThrow('not empty');
      expect(await database.prisma.municipality.findMany()).toMatchObject([{ code: 'X' }]);
    }));

  it('is replaced when that is meant, its steps too', () =>
    into(openUntouched(kind), async (database) => {
      await restore(database);
      const before = await database.prisma.step.count();
      await database.prisma.municipality.create({ data: { code: 'X', name: 'Elsewhere' } });
      await idle(database);
      await restore(database, file, true);
      expect(await database.prisma.municipality.findUnique({ where: { code: 'X' } })).toBeNull();
      expect(await database.prisma.step.count()).toBe(before);
      await expect(database.prisma.$executeRawUnsafe(`delete from withdrawal`)).rejects.toThrow('append-only');
    }));

  it.skipIf(kind === 'embedded')('is refused while a Doorstroom is at work on it', () =>
    into(openTestDatabase(), async (database) => {
      await database.prisma.municipality.count();
      await expect(restore(database)).rejects.toThrow('running on this database');
    }),
  );

  it('of another program is refused', () =>
    into(openUntouched(kind), async (database) => {
      await database.prisma.$executeRaw`create table invoice (number int)`;
      await idle(database);
      await expect(restore(database)).rejects.toThrow('not those of Doorstroom');
    }));
});

describe('a backup of another version', () => {
  const [first, ...later] = knownMigrations().map(({ name }) => name);

  it('that is older comes back as it was and is brought up to date', () =>
    into(openUntouched(kind), async (older) => {
      await applyMigrations(older.source, (name) => name === first);
      await older.prisma.$executeRaw`insert into municipality (code, name) values ('OLD', 'Oudstad')`;
      const from = folder.path('older');
      await writeBackupFile(older.source, from);
      await into(openUntouched(kind), async (database) => {
        expect(await restore(database, from)).toEqual(later);
        expect(await database.prisma.municipality.findMany()).toMatchObject([{ code: 'OLD' }]);
        expect(await applyMigrations(database.source)).toEqual([]);
      });
      await into(openTestDatabase(), async (database) => {
        await expect(restore(database, from)).rejects.toThrow('Restore into a new, empty database');
      });
    }));

  it('that is newer is refused before anything is touched', () =>
    into(openUntouched(kind), async (newer) => {
      await applyMigrations(newer.source);
      await newer.prisma.$executeRaw`update _prisma_migrations set migration_name = '20991231000000_later' where migration_name = ${first}`;
      const from = folder.path('newer');
      await writeBackupFile(newer.source, from);
      await into(openUntouched(kind), async (database) => {
        await expect(restore(database, from)).rejects.toThrow('20991231000000_later, which this one does not know');
        const [found] = await database.prisma.$queryRaw<{ name: string | null }[]>`select to_regclass('municipality')::text as name`;
        expect(found?.name).toBeNull();
      });
    }));
});

describe('a backup', () => {
  it('of a database without Doorstroom is refused', () =>
    into(openUntouched(kind), async ({ source }) => {
      await expect(writeBackupFile(source, folder.path('nothing'))).rejects.toThrow('nothing to back up');
    }));

  it.skipIf(kind === 'embedded')('is of one moment, whatever is written meanwhile', async () => {
    const from = folder.path('moment');
    const slow = new PassThrough({ highWaterMark: 1 });
    const made = backUp({ source: app.database.source, key: KEY, version: '0', clock: app.clock.now, secret: SECRET }, slow);
    // The header has arrived, so the moment is past; then, with the rest of the file still held up, a person more.
    await once(slow, 'readable');
    const header = slow.read();
    const { id } = await openTrajectory(worker, [a.referral('2026-02-02')]);
    const to = createWriteStream(from);
    to.write(header);
    await Promise.all([made, pipeline(slow, to)]);
    await into(openUntouched(kind), async (database) => {
      await restore(database, from);
      expect((await rebuild(database.prisma, { check: true })).differences).toEqual([]);
      expect(await database.prisma.trajectory.findUnique({ where: { id } })).toBeNull();
    });
  });
});

/** Connections that were used are ended, as when a server stops. */
async function idle({ source }: OpenDatabase): Promise<void> {
  if (source.kind === 'embedded') return;
  const others = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  await asAdministrator(source.url, (client) => client.query(others));
}
