import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { LedgerCell } from './protection/counted.ts';

// Everything that was ever published. Its head says how many publications that is: what was protected against fewer is outdated.

/** How many publications were released so far. */
export async function ledgerPosition(tx: Transaction): Promise<number> {
  return headOf(await tx.$queryRaw<Head[]>(Prisma.sql`select released from publication_head where id = 1`));
}

/** The same, and nobody else releases one until the end of the transaction. */
export async function lockLedger(tx: Transaction): Promise<number> {
  return headOf(await tx.$queryRaw<Head[]>(Prisma.sql`select released from publication_head where id = 1 for update`));
}

interface Head {
  readonly released: number;
}

function headOf([head]: readonly Head[]): number {
  if (!head) throw new Error('The ledger of publications has no head');
  return head.released;
}

/** Every cell of every publication, in the order of publishing, also of those that were withdrawn. */
export function listLedger(tx: Transaction): Promise<LedgerCell[]> {
  return tx.$queryRaw<LedgerCell[]>(Prisma.sql`
    select publication_id as "publicationId", period, table_id as "table", key, value, low, high, truth from published_cell order by sequence`);
}

/** Adds the cells of a draft as they were attacked, and counts one more. */
export async function appendToLedger(tx: Transaction, publicationId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into published_cell (publication_id, period, table_id, key, value, low, high, truth)
    select p.id, p.period, cell."table", cell.key, cell.value, cell.low, cell.high, cell.truth
    from publication p join publication_working w on w.publication_id = p.id
    cross join lateral rows from (jsonb_to_recordset(w.cells) as ("table" text, key jsonb, value int, low int, high int, truth int))
      with ordinality as cell("table", key, value, low, high, truth, place)
    where p.id = ${publicationId}::uuid
    order by cell.place`);
  await tx.$executeRaw(Prisma.sql`delete from publication_working where publication_id = ${publicationId}::uuid`);
  await tx.$executeRaw(Prisma.sql`update publication_head set released = released + 1 where id = 1`);
}
