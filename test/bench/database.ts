import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type OpenDatabase, openDatabase } from '#server/db/client.ts';
import { applyMigrations } from '#server/db/migrate.ts';

export type BenchDatabase = OpenDatabase & { readonly url?: string };

/** An empty, migrated database of its own on a PostgreSQL server, dropped at the end. */
export async function onPostgresql<T>(serverUrl: string, work: (database: BenchDatabase & { url: string }) => Promise<T>): Promise<T> {
  const name = `doorstroom_bench_${randomBytes(5).toString('hex')}`;
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  await administer(serverUrl, `create database ${name}`);
  try {
    const database = await openDatabase({ databaseUrl: address.href, dataFolder: '' });
    try {
      await applyMigrations(database.source);
      return await work({ ...database, url: address.href });
    } finally {
      await database.close();
    }
  } finally {
    await administer(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

/** An empty, migrated embedded database in a folder of its own, removed at the end. */
export async function onEmbedded<T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'doorstroom-bench-'));
  try {
    const database = await openDatabase({ dataFolder });
    try {
      await applyMigrations(database.source);
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
