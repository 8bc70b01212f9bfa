import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';

export interface SealedInsz {
  readonly id: string;
  readonly inszSealed: Uint8Array;
}

/** The sealed INSZ of a participant in reach; undefined where there is no such participant, or nothing sealed. */
export async function loadSealedInsz(tx: Transaction, id: string, reach: Reach): Promise<Uint8Array | undefined> {
  const [row] = await tx.$queryRaw<SealedInsz[]>(Prisma.sql`
    select id, insz_sealed as "inszSealed" from participant
    where id = ${id}::uuid and insz_sealed is not null and ${reach === 'all' ? Prisma.sql`true` : Prisma.sql`municipality = any(${reach}::text[])`}`);
  return row?.inszSealed;
}

/** Those that are sealed under another key than the one with this head, until the transaction ends nobody else's. */
export function lockSealedElsewhere(tx: Transaction, head: Uint8Array<ArrayBuffer>, limit: number): Promise<SealedInsz[]> {
  return tx.$queryRaw<SealedInsz[]>(Prisma.sql`
    select id, insz_sealed as "inszSealed" from participant
    where insz_sealed is not null and substring(insz_sealed from 1 for ${head.length}::int) <> ${head}
    order by id limit ${limit} for update`);
}

/** @returns what is kept now */
export async function reseal(
  tx: Transaction,
  renewed: readonly { id: string; inszSealed: Uint8Array; inszIndex: Uint8Array }[],
): Promise<SealedInsz[]> {
  const rows = renewed.map(({ id, inszSealed, inszIndex }) => ({ id, sealed: hex(inszSealed), index: hex(inszIndex) }));
  return tx.$queryRaw<SealedInsz[]>(Prisma.sql`
    update participant p set insz_sealed = decode(x.sealed, 'hex'), insz_index = decode(x.index, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, sealed text, index text)
    where p.id = x.id
    returning p.id, p.insz_sealed as "inszSealed"`);
}

export async function countInsz(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>(
    Prisma.sql`select count(*)::int as total from participant where insz_sealed is not null`,
  );
  return row?.total ?? 0;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
