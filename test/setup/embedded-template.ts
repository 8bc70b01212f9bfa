import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { applyMigrations, MIGRATIONS_FOLDER } from '#server/db/migrate.ts';
import { ROOT } from '#server/root.ts';

const FOLDER = join(ROOT, 'test', '.output');

/** A migrated embedded database as a file, made once per state of the migrations: making one takes seconds, copying a third of one. */
export default async function setup(project: TestProject): Promise<void> {
  const template = await templateOf('migrated', (pglite) => applyMigrations({ kind: 'embedded', pglite }));
  project.provide('database', { kind: 'embedded', template });
}

/** One that nobody has touched. */
export function untouchedTemplate(): Promise<string> {
  return templateOf('untouched', async () => undefined);
}

async function templateOf(name: string, prepare: (pglite: PGlite) => Promise<unknown>): Promise<string> {
  const file = join(FOLDER, `${name}-${stateOfMigrations()}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(FOLDER, { recursive: true });
  for (const older of readdirSync(FOLDER)) if (older.startsWith(`${name}-`)) rmSync(join(FOLDER, older), { force: true });
  const pglite = await PGlite.create();
  await prepare(pglite);
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  // Written aside: another test run may be looking for it at this moment.
  const draft = join(FOLDER, `draft-${randomUUID()}`);
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, file);
  return file;
}

function stateOfMigrations(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const name of readdirSync(MIGRATIONS_FOLDER).sort()) {
    const sql = join(MIGRATIONS_FOLDER, name, 'migration.sql');
    if (existsSync(sql)) hash.update(name).update(readFileSync(sql));
  }
  return hash.digest('hex').slice(0, 16);
}
