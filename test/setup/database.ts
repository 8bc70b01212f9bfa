import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { type OpenDatabase, openPostgresql, type STATEMENT_LIMITS } from '#server/db/client.ts';
import { openPglite } from '#server/db/embedded.ts';
import { asAdministrator, databaseAt } from './postgresql-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: { kind: 'embedded'; template: string } | { kind: 'postgresql'; url: string; prefix: string; template: string };
  }
}

/** `url` on PostgreSQL only. */
export type TestDatabase = OpenDatabase & { url?: string };

/**
 * An empty, migrated database for one test file alone, on the database of the project that runs it.
 * Open it in `beforeAll`, close it in `afterAll`.
 */
export async function openTestDatabase(limits?: typeof STATEMENT_LIMITS): Promise<TestDatabase> {
  const database = inject('database');
  if (database.kind === 'embedded') return openPglite(await PGlite.create({ loadDataDir: new Blob([await readFile(database.template)]) }));
  const { url, prefix, template } = database;
  const name = `${prefix}_${randomBytes(5).toString('hex')}`;
  await asAdministrator(url, (client) => client.query(`create database ${name} template ${template}`));
  const ownUrl = withoutWaiting(databaseAt(url, name));
  const opened = await openPostgresql(ownUrl, limits);
  const close = async () => {
    await opened.close();
    await asAdministrator(url, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { ...opened, url: ownUrl, close };
}

/** Nothing here survives the test, so no commit needs to wait for the disk. */
function withoutWaiting(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', [address.searchParams.get('options'), '-c synchronous_commit=off'].filter(Boolean).join(' '));
  return address.href;
}

/**
 * Whether this is where a test goes through all that it has. What hardly depends on the database goes through all of it on PostgreSQL, and
 * through a part on the embedded one, which takes several times as long; where there is no PostgreSQL, the embedded one sees everything.
 */
export function isThorough(): boolean {
  return inject('database').kind === 'postgresql' || !process.env.TEST_DATABASE_URL;
}
