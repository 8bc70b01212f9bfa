import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type OpenDatabase, openPostgresql, type Source } from '#server/db/client.ts';
import { openPglite } from '#server/db/embedded.ts';
import { backUp } from '#server/recovery/back-up.ts';
import { type BackupKey, backupKey } from '#server/recovery/backup-key.ts';
import type { Manifest } from '#server/recovery/contents.ts';
import { SECRET } from './api.ts';
import { untouchedTemplate } from './embedded-template.ts';
import { asAdministrator, databaseAt } from './postgresql-template.ts';

export const KEY = await backupKey('Kq3vT8mZ1rX6yB9nW4cJ7pL2sD5fH0gA');
export const OTHER_KEY = await backupKey('Wz7uR2eY5tQ8iO1pA4sD6fG9hJ3kL0xC');

export async function writeBackupFile(source: Source, file: string, key: BackupKey = KEY): Promise<Manifest> {
  return backUp(
    { source, key, version: '0.0.0', clock: () => new Date('2026-11-25T09:00:00Z'), secret: SECRET },
    createWriteStream(file, { mode: 0o600 }),
  );
}

/** A database of either kind that nobody has touched: without even the migrations. On PostgreSQL it belongs to an ordinary user. */
export async function openUntouched(kind: Source['kind']): Promise<OpenDatabase> {
  if (kind === 'embedded') return openPglite(await PGlite.create({ loadDataDir: new Blob([await readFile(await untouchedTemplate())]) }));
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `doorstroom_restore_${randomBytes(5).toString('hex')}`;
  await asAdministrator(server, async (client) => {
    await client.query(`create role ${name} login password '${name}'`);
    for (const role of ['doorstroom_app', 'doorstroom_session']) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (!rowCount) await client.query(`create role ${role} nologin`);
      await client.query(`grant ${role} to ${name}`);
    }
    await client.query(`create database ${name} owner ${name}`);
  });
  const address = new URL(databaseAt(server, name));
  address.username = name;
  address.password = name;
  const url = address.href;
  // The test itself looks as the system; what it tests gets the address without that.
  address.searchParams.set('options', '-c app.role=system');
  const opened = await openPostgresql(address.href);
  const close = async () => {
    await opened.close();
    await asAdministrator(server, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`drop role ${name}`);
    });
  };
  return { ...opened, source: { kind: 'postgresql', url }, close };
}

export async function inFolder(): Promise<{ path(name: string): string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstroom-backup-'));
  return { path: (name) => join(folder, name), remove: () => rm(folder, { recursive: true, force: true }) };
}
