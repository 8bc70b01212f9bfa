import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#server/db/client.ts';

/** Where a text stands in the database, as `table.column`: every column of every table of the catalogue, as text, and the raw bytes of those that have some. */
export async function columnsWith(db: Database, needle: string): Promise<string[]> {
  const columns = await db.$queryRaw<{ table: string; column: string; type: string }[]>`
    select c.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE' order by 1, 2`;
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const cell = Prisma.raw(`"${column}"`);
    const holds =
      type === 'bytea'
        ? Prisma.sql`position(convert_to(${needle}, 'UTF8') in ${cell}) > 0 or position(${needle} in encode(${cell}, 'hex')) > 0`
        : Prisma.sql`position(${needle} in ${cell}::text) > 0`;
    const rows = await db.$queryRaw<unknown[]>(Prisma.sql`select from ${Prisma.raw(`"${table}"`)} where ${holds} limit 1`);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
