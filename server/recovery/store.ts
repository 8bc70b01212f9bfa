import type { Connection } from '#server/db/connection.ts';
import { contextOf } from '#server/db/context.ts';

// The one place where SQL is put together out of names: a backup holds whatever tables the migrations made. The names are those of the
// database's own catalogue, quoted by the driver; what a file names is looked up there first.

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isGenerated: boolean }[];
  /** By which its rows have one order on every database: as they were recorded where a sequence says that, else the primary key. */
  readonly order: readonly { readonly name: string; readonly isText: boolean }[];
  readonly references: readonly { readonly constraint: string; readonly table: string }[];
  readonly isOurs: boolean;
}

export interface Migration {
  readonly name: string;
  readonly checksum: string;
}

/** A sequence, and the number it gives next. */
export interface Sequence {
  readonly name: string;
  readonly next: string;
}

const MIGRATIONS = '_prisma_migrations';

// How values are written as text, the same on every server; and time without end, because a region takes minutes.
const SETTINGS = [
  ...contextOf('system'),
  ['TimeZone', 'UTC'],
  ['DateStyle', 'ISO, YMD'],
  ['IntervalStyle', 'postgres'],
  ['bytea_output', 'hex'],
  ['extra_float_digits', '1'],
  ['statement_timeout', '0'],
  ['idle_in_transaction_session_timeout', '0'],
  ['lock_timeout', '10s'],
] as const;

/** One moment of the whole database, while others go on writing. */
export function inSnapshot<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  return inTransaction(connection, 'begin isolation level repeatable read, read only', work);
}

export function inOneChange<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  return inTransaction(connection, 'begin', work);
}

async function inTransaction<T>(connection: Connection, begin: string, work: () => Promise<T>): Promise<T> {
  await connection.rows(begin);
  try {
    for (const [name, value] of SETTINGS) await connection.rows('select set_config($1, $2, true)', [name, value]);
    const result = await work();
    await connection.rows('commit');
    return result;
  } catch (error) {
    // Where the connection itself is gone, so is the transaction.
    await connection.rows('rollback').catch(() => undefined);
    throw error;
  }
}

// ——— what there is

/** Empty where no migration was ever applied. */
export async function appliedMigrations(connection: Connection): Promise<Migration[]> {
  const [found] = await connection.rows<{ name: string | null }>('select to_regclass($1)::text as name', [MIGRATIONS]);
  if (!found?.name) return [];
  return connection.rows<Migration>(
    `select migration_name as name, checksum from ${MIGRATIONS} where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
}

/** Every table but that of the migrations, which the migrations keep themselves. */
export function tablesOf(connection: Connection): Promise<Table[]> {
  return connection.rows<Table>(
    `select c.relname as name, pg_has_role(c.relowner, 'usage') as "isOurs",
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isGenerated', a.attgenerated <> '') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(json_build_object('name', a.attname, 'isText', a.attcollation <> 0) order by k.position)
        from unnest(unambiguous.key) with ordinality as k(number, position)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number), '[]') as "order",
      coalesce((select json_agg(json_build_object('constraint', f.conname, 'table', r.relname) order by f.conname)
        from pg_constraint f join pg_class r on r.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f'), '[]') as "references"
    from pg_class c
    left join lateral (
      select i.indkey::int2[] as key from pg_index i
      where i.indrelid = c.oid and i.indisunique and i.indimmediate and i.indpred is null and i.indexprs is null
        and (select bool_and(a.attnotnull) from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]))
      order by exists (select from pg_attrdef d where d.adrelid = c.oid and d.adnum = any(i.indkey::int2[])
          and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%') desc, i.indisprimary desc, i.indexrelid
      limit 1) unambiguous on true
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> $1
    order by c.relname`,
    [MIGRATIONS],
  );
}

export async function sequencesOf(connection: Connection): Promise<Sequence[]> {
  const names = await connection.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of names) {
    const [state] = await connection.rows<{ next: string }>(
      `select (last_value + is_called::int)::text as next from ${connection.quote(name)}`,
    );
    if (state) sequences.push({ name, next: state.next });
  }
  return sequences;
}

/** Whether another Doorstroom is at work on this database. */
export async function isInUse(connection: Connection): Promise<boolean> {
  const others = await connection.rows(
    `select from pg_stat_activity where datname = current_database() and application_name = 'doorstroom' and pid <> pg_backend_pid()`,
  );
  return others.length > 0;
}

// ——— rows

const ROWS_AT_ONCE = 500;

/** The rows of a table as PostgreSQL itself writes and reads them, exact for every type. */
export async function* rowsOf(connection: Connection, { name, order }: Table): AsyncGenerator<readonly string[]> {
  const { quote } = connection;
  // "C" compares bytes: the other collations differ between servers.
  const columns = order.map((column) => `kept_row.${quote(column.name)}${column.isText ? ' collate "C"' : ''}`);
  const by = columns.length > 0 ? columns.join(', ') : 'kept_row::text collate "C"';
  await connection.rows(`declare kept no scroll cursor for select kept_row::text as row from ${quote(name)} kept_row order by ${by}`);
  for (;;) {
    const rows = await connection.rows<{ row: string }>(`fetch ${ROWS_AT_ONCE} from kept`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await connection.rows('close kept');
}

/** @param rows a JSON list of what `rowsOf` gave */
export async function insertRows(connection: Connection, { name, columns }: Table, rows: string): Promise<void> {
  const { quote } = connection;
  const given = columns.filter(({ isGenerated }) => !isGenerated).map((column) => quote(column.name));
  // Fenced by the offset: without it each row would be read anew for each of its columns.
  await connection.rows(
    `insert into ${quote(name)} (${given.join(', ')}) overriding system value
    select ${given.map((column) => `(x.kept_row).${column}`).join(', ')}
    from (select u.text::${quote(name)} as kept_row from json_array_elements_text($1::json) as u(text) offset 0) x`,
    [rows],
  );
}

export async function isEmpty(connection: Connection, { name }: Table): Promise<boolean> {
  return (await connection.rows(`select from ${connection.quote(name)} limit 1`)).length === 0;
}

export async function emptyTables(connection: Connection, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await connection.rows(`truncate ${tables.map(({ name }) => connection.quote(name)).join(', ')}`);
}

/** Unlike `setval`, undone with the transaction. */
export async function restartSequence(connection: Connection, { name, next }: Sequence): Promise<void> {
  await connection.rows(`alter sequence ${connection.quote(name)} restart with ${BigInt(next)}`);
}

export async function refreshStatistics(connection: Connection): Promise<void> {
  await connection.rows('analyze');
}

// ——— what stands in the way of rows that are older than the rules

/**
 * Does the work without the triggers that a table's owner may turn off, and puts them back as they were, in the same transaction.
 * Those that hold references are the system's own and stay.
 */
export async function withoutTriggers<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const { quote } = connection;
  const triggers = await connection.rows<{ name: string; table: string; state: string }>(
    `select t.tgname as name, c.relname as table, t.tgenabled::text as state from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgenabled <> 'D'`,
  );
  for (const { name, table } of triggers) await connection.rows(`alter table ${quote(table)} disable trigger ${quote(name)}`);
  const result = await work();
  for (const { name, table, state } of triggers)
    await connection.rows(`alter table ${quote(table)} enable ${ENABLED[state] ?? ''} trigger ${quote(name)}`);
  return result;
}

const ENABLED: Record<string, string> = { A: 'always', R: 'replica' };

/** References among tables of which none can come first are looked at when all rows are there. */
export async function withReferencesLater<T>(
  connection: Connection,
  references: readonly { table: string; constraint: string }[],
  work: () => Promise<T>,
): Promise<T> {
  const alter = async (how: string) => {
    for (const { table, constraint } of references)
      await connection.rows(`alter table ${connection.quote(table)} alter constraint ${connection.quote(constraint)} ${how}`);
  };
  await alter('deferrable initially deferred');
  const result = await work();
  await connection.rows('set constraints all immediate');
  await alter('not deferrable');
  return result;
}
