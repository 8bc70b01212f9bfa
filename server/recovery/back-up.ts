import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { Source } from '#server/db/client.ts';
import { type Connection, onConnection } from '#server/db/connection.ts';
import { OperatorError } from '#server/operator-error.ts';
import { writeBackup } from './backup-file.ts';
import type { BackupKey } from './backup-key.ts';
import { type Counted, type Manifest, writeManifest, writeTable } from './contents.ts';
import { keptTables } from './kept-tables.ts';
import { appliedMigrations, inSnapshot, rowsOf, sequencesOf, type Table, tablesOf } from './store.ts';

export interface BackingUp {
  readonly source: Source;
  readonly key: BackupKey;
  /** Of Doorstroom. */
  readonly version: string;
  readonly clock: () => Date;
  /** What INSZ are sealed with (config.ts). */
  readonly secret: string;
}

/**
 * Writes all that is kept, as of one moment, while others go on working; the schema may be older than this version's.
 * @throws OperatorError where there is nothing to back up, or this user does not see all of it
 */
export function backUp({ source, key, version, clock, secret }: BackingUp, to: Writable): Promise<Manifest> {
  return onConnection(source, (connection) =>
    inSnapshot(connection, async () => {
      const migrations = await appliedMigrations(connection);
      if (migrations.length === 0) throw new OperatorError('There is nothing to back up: this database holds no Doorstroom.');
      const found = await tablesOf(connection);
      refuseForeign(found);
      const manifest: Manifest = { tables: [], sequences: [], secretId: secretId(secret) };
      const about = { version, createdAt: clock().toISOString(), database: source.kind, migrations };
      await writeBackup(to, about, key, contents(connection, keptTables(found).tables, manifest));
      return manifest;
    }),
  );
}

/** Fills the manifest on its way. */
async function* contents(connection: Connection, tables: readonly Table[], manifest: Manifest): AsyncGenerator<string> {
  for (const table of tables) {
    const columns = table.columns.map(({ name, type }) => ({ name, type }));
    yield* writeTable({ table: table.name, columns }, rowsOf(connection, table), (counted: Counted) => manifest.tables.push(counted));
  }
  // After the rows: sequences are of no snapshot, and a number too high does no harm.
  manifest.sequences.push(...(await sequencesOf(connection)));
  yield writeManifest(manifest);
}

/** Row-level security would hide rows from whoever does not own the tables, and a backup of nothing looks like one of everything. */
export function refuseForeign(tables: readonly Table[]): void {
  const foreign = tables.filter(({ isOurs }) => !isOurs).map(({ name }) => name);
  if (foreign.length > 0)
    throw new OperatorError(`DATABASE_URL: this user does not own ${foreign.join(', ')}; backup and restore need the owner of the tables.`);
}

export function secretId(secret: string): string {
  return createHash('sha256').update(`doorstroom secret id 1\0${secret}`).digest('hex').slice(0, 16);
}
