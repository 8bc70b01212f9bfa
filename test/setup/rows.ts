import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#server/db/client.ts';

/** Every row of every table as text, but those that asking itself makes: sessions and the log of who asked. */
export async function everyRow(db: Database): Promise<Record<string, string[]>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows: Record<string, string[]> = {};
  for (const { name } of tables.filter((table) => !OF_ASKING.has(table.name))) {
    const found = await db.$queryRaw<{ row: string }[]>(Prisma.raw(`select to_jsonb(t)::text as row from "${name}" t order by 1`));
    rows[name] = found.map(({ row }) => row);
  }
  if (Object.keys(rows).length < 10) throw new Error('the tables are not where they were');
  return rows;
}

const OF_ASKING = new Set(['session', 'refresh_token', 'audit', 'audit_head', '_prisma_migrations']);
