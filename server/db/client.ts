import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { lockFolder } from './lock.ts';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Where the rows are; what migrations need to know of a database. */
export type Source = { kind: 'postgresql'; url: string } | { kind: 'embedded'; pglite: PGlite };

export type OpenDatabase = { prisma: Database; kind: Source['kind']; source: Source; close(): Promise<void> };

/**
 * Opens PostgreSQL where there is a URL, else the embedded database in the data folder.
 *
 * @throws FolderInUseError when another process has the embedded database open
 */
export async function openDatabase(settings: { databaseUrl?: string; dataFolder: string }): Promise<OpenDatabase> {
  return settings.databaseUrl ? openPostgresql(settings.databaseUrl) : openEmbedded(settings.dataFolder);
}

// Drivers are imported where they are needed: each start loads one of the two, and loading takes a quarter of its time.

export async function openPostgresql(url: string): Promise<OpenDatabase> {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const adapter = new PrismaPg({
    connectionString: inUtc(url),
    application_name: 'doorstroom',
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  const prisma = new PrismaClient({ adapter });
  return { prisma, kind: 'postgresql', source: { kind: 'postgresql', url }, close: () => prisma.$disconnect() };
}

async function openEmbedded(dataFolder: string): Promise<OpenDatabase> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataFolder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const opened = await openPglite(await PGlite.create(join(dataFolder, 'pg')));
    const close = async () => {
      await opened.close();
      lock.release();
    };
    return { ...opened, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Prisma over a PGlite that the caller opened; closing closes it too. */
export async function openPglite(pglite: PGlite): Promise<OpenDatabase> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
  };
  return { prisma, kind: 'embedded', source: { kind: 'embedded', pglite }, close };
}

/**
 * Prisma's adapters write instants without a zone and read them as UTC, so on a session in another zone every instant would
 * shift. The zone travels in the URL because there it cannot be overridden by options the operator put in it.
 */
function inUtc(url: string): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), '-c TimeZone=UTC'].filter(Boolean);
  address.searchParams.set('options', options.join(' '));
  return address.href;
}
