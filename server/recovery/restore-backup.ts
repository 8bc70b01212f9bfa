import { isDeepStrictEqual } from 'node:util';
import type { Source } from '#server/db/client.ts';
import { type Connection, onConnection } from '#server/db/connection.ts';
import { applyMigrations, knownMigrations } from '#server/db/migrate.ts';
import { OperatorError } from '#server/operator-error.ts';
import { refuseForeign } from './back-up.ts';
import { readBackup } from './backup-file.ts';
import type { BackupKey } from './backup-key.ts';
import type { CheckedBackup } from './check-backup.ts';
import { type Counted, Counting, type Manifest, readContents, refuseDifferences, type TableLine } from './contents.ts';
import { areRowsSomebodys, keptTables } from './kept-tables.ts';
import {
  appliedMigrations,
  emptyTables,
  inOneChange,
  insertRows,
  isEmpty,
  isInUse,
  type Migration,
  refreshStatistics,
  restartSequence,
  rowsOf,
  type Table,
  tablesOf,
  withoutTriggers,
  withReferencesLater,
} from './store.ts';

export interface Restoring {
  readonly source: Source;
  readonly file: string;
  readonly key: BackupKey;
  /** Of the same file: nothing is touched for one that is not whole. */
  readonly checked: CheckedBackup;
  /** What is there is thrown away; otherwise the database must be empty. */
  readonly canReplace: boolean;
}

/**
 * Puts back what a backup holds: all of it or nothing. What was put back is read again and held against the manifest before it stands.
 *
 * @returns the migrations applied to what was restored, when it came from an older version
 * @throws OperatorError where the file is from a newer version, or the database is not free for it
 */
export async function restoreBackup({ source, file, key, checked: { header }, canReplace }: Restoring): Promise<string[]> {
  refuseNewer(header.migrations);
  await onConnection(source, async (connection) => {
    const there = await inOneChange(connection, () => stateOf(connection));
    refuseAhead(there.migrations, header.migrations);
    refuseForeign(there.tables);
    if (!there.isEmpty && !canReplace) throw new OperatorError(NOT_EMPTY);
    if (there.isInUse) throw new OperatorError('A Doorstroom is running on this database. Stop it first.');
  });
  // First as the backup knew it: later migrations change what is there, as in any upgrade.
  await applyMigrations(source, (name) => header.migrations.some((migration) => migration.name === name));
  await onConnection(source, (connection) => inOneChange(connection, () => putBack(connection, { file, key, canReplace })));
  const migrated = await applyMigrations(source);
  await onConnection(source, refreshStatistics);
  return migrated;
}

const NOT_EMPTY =
  'The database is not empty. Restore into a new one, or throw away what is there with --replace and the name of the database.';

async function stateOf(connection: Connection) {
  const tables = await tablesOf(connection);
  const migrations = await appliedMigrations(connection);
  if (tables.length > 0 && migrations.length === 0)
    throw new OperatorError('The database holds tables that are not those of Doorstroom. Restore into a new one.');
  return { tables, migrations, isEmpty: await areEmpty(connection, tables), isInUse: await isInUse(connection) };
}

async function areEmpty(connection: Connection, tables: readonly Table[]): Promise<boolean> {
  for (const table of tables.filter(areRowsSomebodys)) if (!(await isEmpty(connection, table))) return false;
  return true;
}

function refuseNewer(migrations: readonly Migration[]): void {
  const known = new Map(knownMigrations().map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (unknown.length > 0) {
    throw new OperatorError(
      `The backup is from another version of Doorstroom, with ${unknown.map(({ name }) => name).join(', ')}, which this one does not know. Restore it with that version or a newer one.`,
    );
  }
}

/** Migrations are not taken back, so a database that is further than the backup cannot take its rows. */
function refuseAhead(there: readonly Migration[], wanted: readonly Migration[]): void {
  const ahead = there.filter(({ name }) => !wanted.some((migration) => migration.name === name));
  if (ahead.length > 0) {
    throw new OperatorError(
      `The database is of a newer version than the backup (${ahead.map(({ name }) => name).join(', ')}). Restore into a new, empty database: it is brought up to date afterwards.`,
    );
  }
}

async function putBack(connection: Connection, { file, key, canReplace }: Omit<Restoring, 'source' | 'checked'>): Promise<void> {
  const found = await tablesOf(connection);
  const { tables, later } = keptTables(found);
  await withoutTriggers(connection, async () => {
    // Looked at again, now that the triggers' locks keep everybody else from writing.
    if (!canReplace && !(await areEmpty(connection, found))) throw new OperatorError(NOT_EMPTY);
    await emptyTables(connection, found);
    await withReferencesLater(connection, later, async () => {
      const manifest = await insertAll(connection, tables, file, key);
      for (const sequence of manifest.sequences) await restartSequence(connection, sequence);
      refuseDifferences(manifest.tables, await countAll(connection, tables), 'What was put back is not what the backup holds');
    });
  });
}

async function insertAll(connection: Connection, tables: readonly Table[], file: string, key: BackupKey): Promise<Manifest> {
  let current: Table | undefined;
  const take = (line: TableLine) => {
    current = tables.find(({ name }) => name === line.table);
    const columns = current?.columns.map(({ name, type }) => ({ name, type }));
    if (!isDeepStrictEqual(columns, line.columns)) throw new OperatorError(`The table ${line.table} has other columns than in the backup.`);
    return Promise.resolve();
  };
  const insert = async (lines: readonly string[]) => {
    if (current) await insertRows(connection, current, `[${lines.join(',')}]`);
  };
  return readBackup(file, key, (lines) => readContents(lines, { table: take, rows: insert }));
}

async function countAll(connection: Connection, tables: readonly Table[]): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const table of tables) {
    const counting = new Counting(table.name);
    for await (const rows of rowsOf(connection, table)) for (const row of rows) counting.add(JSON.stringify(row));
    counted.push(counting.end());
  }
  return counted;
}
