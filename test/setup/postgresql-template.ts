import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '#server/db/migrate.ts';

/** A migrated database on the server of TEST_DATABASE_URL, which each test file copies; all are dropped at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set');
  // Random, so that several runs can share a server.
  const prefix = `doorstroom_test_${randomBytes(5).toString('hex')}`;
  const template = `${prefix}_template`;
  const dropThem = () => asAdministrator(url, (client) => dropAll(client, prefix));
  await asAdministrator(url, (client) => client.query(`create database ${template}`));
  try {
    await applyMigrations({ kind: 'postgresql', url: databaseAt(url, template) });
  } catch (error) {
    await dropThem();
    throw error;
  }
  project.provide('database', { kind: 'postgresql', url, prefix, template });
  return dropThem;
}

export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
}
