import type { Table } from './store.ts';

/**
 * What a backup leaves out, because it must not come back: a session that was ended would live again, and its tokens lie in a file
 * that travels. Everybody signs in anew after a restore. Rows of an upload are of the import that was under way,
 * answers are kept for a day. Drafts are nobody's word yet, and must not outlive in a copy what forgets them here (decision 028).
 */
const LEFT_OUT = new Set(['session', 'refresh_token', 'import_row', 'kept_answer', 'draft']);

/** Tables that the migrations themselves put rows in: a database with those alone is empty. */
const FILLED_BY_MIGRATIONS = new Set(['audit_head', 'setting', 'publication_head']);

export function areRowsSomebodys({ name }: Table): boolean {
  return !LEFT_OUT.has(name) && !FILLED_BY_MIGRATIONS.has(name);
}

/**
 * The tables of a backup, each after those that it refers to, and the references that no order satisfies.
 * @throws Error where a table that is kept refers to one that is left out
 */
export function keptTables(tables: readonly Table[]): { tables: Table[]; later: { table: string; constraint: string }[] } {
  const kept = tables.filter(({ name }) => !LEFT_OUT.has(name));
  const names = new Set(kept.map(({ name }) => name));
  const ordered: Table[] = [];
  const later: { table: string; constraint: string }[] = [];
  const visited = new Set<string>();
  const visit = (table: Table) => {
    if (visited.has(table.name)) return;
    visited.add(table.name);
    for (const { table: other } of table.references) {
      if (!names.has(other)) throw new Error(`${table.name} is kept in backups and refers to ${other}, which is not`);
      const referred = kept.find(({ name }) => name === other);
      if (referred) visit(referred);
    }
    for (const { table: other, constraint } of table.references) {
      if (!ordered.some(({ name }) => name === other)) later.push({ table: table.name, constraint });
    }
    ordered.push(table);
  };
  for (const table of kept) visit(table);
  return { tables: ordered, later };
}
