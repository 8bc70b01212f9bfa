import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#server/db/client.ts';

/**
 * Every row of every table as text, but those that asking itself makes: sessions and the log of who asked.
 * One statement for all: it is asked before and after each thing that must change nothing.
 */
export async function everyRow(db: Database): Promise<Record<string, string[]>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const ofEach = tables
    .filter(({ name }) => !OF_ASKING.has(name))
    .map(({ name }) =>
      Prisma.raw(
        `select '${name}' as name, coalesce(string_agg(to_jsonb(t)::text, e'\\n' order by to_jsonb(t)::text), '') as rows from "${name}" t`,
      ),
    );
  if (ofEach.length < 10) throw new Error('the tables are not where they were');
  const found = await db.$queryRaw<{ name: string; rows: string }[]>(Prisma.sql`${Prisma.join(ofEach, ' union all ')} order by 1`);
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows === '' ? [] : rows.split('\n')]));
}

const OF_ASKING = new Set(['session', 'refresh_token', 'audit', 'audit_head', '_prisma_migrations']);
