import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { ROOT } from '#server/root.ts';
import type { Source } from './client.ts';
import { connectForMigration, type MigrationConnection } from './migration-connection.ts';

const FOLDER = join(ROOT, 'prisma', 'migrations');

const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Brings a database up to the migrations in prisma/migrations, by Prisma's own engine, and returns the names of those it applied.
 *
 * @param isWanted says which; without it, all
 * @throws Error of the engine when a migration fails or failed before, and our own when one was edited after it was applied
 */
export async function applyMigrations(source: Source, isWanted: (name: string) => boolean = () => true): Promise<string[]> {
  const connection = await connectForMigration(source);
  try {
    return await connection.exclusively(async () => {
      const all = readMigrations();
      const migrations = { ...all, migrationDirectories: all.migrationDirectories.filter(({ path }) => isWanted(path)) };
      // Nearly every start has nothing to apply and can do without loading the engine.
      if (await isUpToDate(connection, migrations)) return [];
      const { openSchemaEngine } = await import('./schema-engine.ts');
      const engine = await openSchemaEngine(connection.adapter);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations, filters: NO_FILTER });
      return appliedMigrationNames;
    });
  } finally {
    await connection.close();
  }
}

/**
 * The SQL that brings the migrations so far up to prisma/schema.prisma, found out on an empty embedded database; empty when
 * there is nothing to change.
 */
export async function diffFromMigrations(): Promise<string> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create();
  const connection = await connectForMigration({ kind: 'embedded', pglite });
  try {
    const { openSchemaEngine } = await import('./schema-engine.ts');
    const file = join(ROOT, 'prisma', 'schema.prisma');
    const schema = { files: [{ path: file, content: readFileSync(file, 'utf8') }] };
    const engine = await openSchemaEngine(connection.adapter, schema.files);
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    });
    // 2 says that there is something to do; without it the script is a comment.
    return exitCode === 2 ? (stdout ?? '') : '';
  } finally {
    await connection.close();
    await pglite.close();
  }
}

export const MIGRATIONS_FOLDER = FOLDER;

/** Those of this version, with what tells an edited one apart. */
export function knownMigrations(): { name: string; checksum: string }[] {
  return readMigrations().migrationDirectories.map(({ path, migrationFile }) => ({
    name: path,
    checksum: checksumOf(migrationFile.content.value),
  }));
}

function readMigrations(): MigrationList {
  const lockfile = join(FOLDER, 'migration_lock.toml');
  const names = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  return {
    baseDir: FOLDER,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(join(FOLDER, name, 'migration.sql'), 'utf8') } },
    })),
  };
}

/** @throws Error when a migration is other than it was when it was applied: the engine would pass over it, and the database stay behind */
async function isUpToDate(connection: MigrationConnection, { migrationDirectories }: MigrationList): Promise<boolean> {
  const [table] = await connection.rows("select to_regclass('_prisma_migrations')::text as name");
  if (!table?.name) return false;
  const rows = await connection.rows('select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null');
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  for (const { path, migrationFile } of migrationDirectories) {
    if (checksums.has(path) && checksums.get(path) !== checksumOf(migrationFile.content.value)) {
      throw new Error(`The migration ${path} was edited after this database had applied it. Take the edit back and write a new migration.`);
    }
  }
  return rows.every((row) => row.finished_at !== null) && migrationDirectories.every(({ path }) => checksums.has(path));
}

function checksumOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
