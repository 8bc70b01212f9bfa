import type { PGlite } from '@electric-sql/pglite';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { againOnConflict } from './conflicts.ts';
import { type Direct, directFrom } from './direct.ts';
import { keptName } from './kept.ts';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Where the rows are; what migrations need to know of a database. */
export type Source = { kind: 'postgresql'; url: string } | { kind: 'embedded'; pglite: PGlite };

export type OpenDatabase = {
  prisma: Database;
  /** The same database without what Prisma puts between a statement and its rows: raw statements, for requests that only read. */
  reads: Direct;
  /** The same for the hottest of those that write: begun again as in `asActor` where two cannot both stand. */
  writes: Direct;
  kind: Source['kind'];
  source: Source;
  close(): Promise<void>;
};

/**
 * Opens PostgreSQL where there is a URL, else the embedded database in the data folder.
 *
 * @throws FolderInUseError when another process has the embedded database open
 */
export async function openDatabase(settings: { databaseUrl?: string; dataFolder: string }): Promise<OpenDatabase> {
  if (settings.databaseUrl) return openPostgresql(settings.databaseUrl);
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded(settings.dataFolder);
}

// Drivers are imported where they are needed: a start loads one of the two, and loading takes a quarter of its time.

/** Milliseconds that a request's statement may take, and how long of that it may wait for a lock. Longer work says so (as-actor.ts). */
export const STATEMENT_LIMITS = { statement: 10_000, lock: 8_000 };

export async function openPostgresql(url: string, limits: typeof STATEMENT_LIMITS = STATEMENT_LIMITS): Promise<OpenDatabase> {
  const [{ PrismaPg }, { default: pg }] = await Promise.all([import('@prisma/adapter-pg'), import('pg')]);
  const pool = new pg.Pool({
    connectionString: inUtc(url),
    application_name: 'doorstroom',
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks between two statements is replaced at the next query; without a listener it would end the process, both
  // while it idles (the pool tells) and within a transaction (it tells itself).
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => keptName(sql) }) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  const reads = directFrom(pool);
  const writes: Direct = (actor, work) => againOnConflict(() => reads(actor, work));
  return { prisma, reads, writes, kind: 'postgresql', source: { kind: 'postgresql', url }, close };
}

/**
 * Prisma's adapters write instants without a zone and read them as UTC, so on a session in another zone every instant would
 * shift. The zone travels in the URL because there it cannot be overridden by options the operator put in it.
 */
function inUtc(url: string): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), '-c TimeZone=UTC', '-c jit=off'].filter(Boolean);
  address.searchParams.set('options', options.join(' '));
  return address.href;
}
