import { DriverAdapterError, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Source } from './client.ts';

/** What a migration run needs of either database. */
export type MigrationConnection = {
  adapter: SqlMigrationAwareDriverAdapterFactory;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** One server migrates at a time; the others wait and then find nothing left to do. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function connectForMigration(source: Source): Promise<MigrationConnection> {
  return source.kind === 'postgresql' ? connectToPostgresql(source.url) : connectToEmbedded(source.pglite);
}

async function connectToPostgresql(url: string): Promise<MigrationConnection> {
  const [{ PrismaPg }, { default: pg }] = await Promise.all([import('@prisma/adapter-pg'), import('pg')]);
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5_000 });
  const inner = new PrismaPg(pool);
  const runScript = async (sql: string) => void (await pool.query(sql));
  return {
    adapter: {
      provider: inner.provider,
      adapterName: inner.adapterName,
      connect: async () => withScripts(await inner.connect(), runScript),
      connectToShadowDb: () => Promise.reject(new Error('Migrations are written on the embedded database')),
    },
    rows: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    exclusively: async (work) => {
      const holder = await pool.connect();
      try {
        await holder.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
        return await work();
      } finally {
        // Ends the connection, and with it the lock, also when the lock was never reached.
        holder.release(true);
      }
    },
    close: () => pool.end(),
  };
}

// Any number, as long as it is ours: the letters d-o-o-r.
const ADVISORY_LOCK = 0x646f6f72;

async function connectToEmbedded(pglite: Extract<Source, { kind: 'embedded' }>['pglite']): Promise<MigrationConnection> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const inner = new PrismaPGlite(pglite);
  const connect = async () => withScripts(await inner.connect(), async (sql) => void (await pglite.exec(sql)));
  return {
    adapter: {
      provider: inner.provider,
      adapterName: inner.adapterName,
      connect,
      // To find out what the next migration must do, the engine plays those so far on a shadow; the database given for that is new and empty.
      connectToShadowDb: connect,
    },
    rows: async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
    exclusively: (work) => work(),
    close: () => Promise.resolve(),
  };
}

/**
 * Replaces the adapters' way with scripts: the one for PostgreSQL cuts them at every semicolon, also within a function's body,
 * and the one for PGlite does not wait for them. Sent whole, a script is also one transaction.
 */
function withScripts(adapter: SqlDriverAdapter, runScript: (sql: string) => Promise<void>): SqlDriverAdapter {
  const executeScript = async (sql: string) => {
    try {
      await runScript(sql);
    } catch (error) {
      throw asDriverError(error);
    }
  };
  return Object.assign(adapter, { executeScript });
}

function asDriverError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
  return new DriverAdapterError({
    kind: 'postgres',
    code: text('code') ?? 'N/A',
    severity: text('severity') ?? 'ERROR',
    message: error.message,
    detail: text('detail'),
    column: text('column'),
    hint: text('hint'),
  });
}
