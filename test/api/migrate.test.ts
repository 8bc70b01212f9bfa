import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyMigrations, diffFromMigrations, knownMigrations } from '#server/db/migrate.ts';
import { openUntouched } from '../setup/backups.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { asAdministrator, databaseAt } from '../setup/postgresql-template.ts';

const server = inject('database');
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('migrations', () => {
  it('leave nothing to do the second time', async () => {
    expect(await applyMigrations(database.source)).toEqual([]);
  });

  // The next migration is found out on an embedded database of its own: once is enough.
  it.skipIf(server.kind === 'postgresql')(
    'make what the schema describes, and the next one would not undo what was written by hand',
    async () => {
      expect(await diffFromMigrations()).toBe('');
    },
  );

  it('are refused when one was edited after it was applied', async () => {
    const [before] = await database.prisma.$queryRaw<{ checksum: string }[]>`select checksum from _prisma_migrations limit 1`;
    await database.prisma.$executeRaw`update _prisma_migrations set checksum = 'another' where checksum = ${before?.checksum}`;
    await expect(applyMigrations(database.source)).rejects.toThrow('was edited after');
    await database.prisma.$executeRaw`update _prisma_migrations set checksum = ${before?.checksum} where checksum = 'another'`;
  });
});

describe.skipIf(server.kind !== 'postgresql')('two servers that start at once on a new PostgreSQL', () => {
  it('apply each migration once', async () => {
    if (server.kind !== 'postgresql') return;
    const name = `${server.prefix}_fresh`;
    await asAdministrator(server.url, (client) => client.query(`create database ${name}`));
    const source = { kind: 'postgresql', url: databaseAt(server.url, name) } as const;
    const applied = await Promise.all([applyMigrations(source), applyMigrations(source), applyMigrations(source)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });
});

it.skipIf(server.kind !== 'postgresql')('an ordinary user who owns the database may migrate it', async () => {
  const untouched = await openUntouched('postgresql');
  try {
    expect(await applyMigrations(untouched.source)).toEqual(knownMigrations().map(({ name }) => name));
  } finally {
    await untouched.close();
  }
});

it('its functions pass row-level security for a request where the owner is an ordinary user', async () => {
  const policies = await database.prisma.$queryRaw`
    select tablename as table from pg_policies where policyname = 'system' and qual not like '%app_is_system%'`;
  expect(policies).toEqual([]);
});

describe.each(['step', 'withdrawal', 'profile', 'audit'])('the table %s', (table) => {
  it.each([
    `update ${table} set ${{ withdrawal: 'reason', audit: 'outcome' }[table] ?? 'recorded_at'} = null`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ])('refuses to %s', async (statement) => {
    await expect(database.prisma.$executeRawUnsafe(statement)).rejects.toThrow(`table "${table}" is append-only`);
  });
});

describe('the database', () => {
  it('knows no two trajectories of one person that run at the same time', async () => {
    const { prisma } = database;
    await prisma.municipality.create({ data: { code: '24009', name: 'Bekkevoort' } });
    const participantId = randomUUID();
    const offices = { municipalityCode: '24009', referenceMunicipality: '24009' };
    const createdAt = new Date('2026-01-02T03:04:05.678Z');
    await prisma.participant.create({
      data: { id: participantId, code: 'BEK-7F3Q', ...offices, sortName: 'peeters an', searchText: 'an peeters', version: 1, createdAt },
    });
    const day = new Date('2026-01-02');
    const running = {
      participantId,
      code: 'BEK-7F3Q',
      office: '24009',
      municipalityCode: '24009',
      referralMunicipality: '24009',
      version: 1,
      createdAt,
      recordedAt: createdAt,
      programme: 'article-60',
      state: 'screening.intake',
      stage: 'screening',
      presence: 'active',
      route: 'none',
      startedOn: day,
      stageSince: day,
      lastStepOn: day,
    };
    const ended = { state: 'ended', stage: 'ended', endedOn: day };
    await prisma.trajectory.create({ data: { ...running, ...ended, id: randomUUID(), label: '1' } });
    await prisma.trajectory.create({ data: { ...running, id: randomUUID(), label: '2' } });
    await expect(prisma.trajectory.create({ data: { ...running, id: randomUUID(), label: '3' } })).rejects.toMatchObject({ code: 'P2002' });
    await expect(
      prisma.trajectory.create({ data: { ...running, ...ended, stage: 'regular', id: randomUUID(), label: '4' } }),
    ).rejects.toThrow('trajectory_stage');

    const [found] = await prisma.trajectory.findMany({ where: { label: '1' } });
    expect(found).toMatchObject({ createdAt, startedOn: day });
  });
});
