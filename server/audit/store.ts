import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { KEPT } from '#server/db/kept.ts';
import type { KeptLine } from './line.ts';

/** Where the chain ends: the number and the seal of its last line. */
export interface Head {
  readonly sequence: bigint;
  readonly seal: Uint8Array<ArrayBuffer>;
}

export function readHead(tx: Transaction): Promise<Head> {
  return headOf(tx, Prisma.sql`select sequence, seal from audit_head`);
}

export function lockHead(tx: Transaction): Promise<Head> {
  return headOf(tx, Prisma.sql`select sequence, seal from audit_head for update`);
}

async function headOf(tx: Transaction, question: Prisma.Sql): Promise<Head> {
  const [head] = await tx.$queryRaw<{ sequence: bigint; seal: Uint8Array }[]>(question);
  if (!head) throw new Error('The audit log has no head');
  return { sequence: head.sequence, seal: new Uint8Array(head.seal) };
}

/** @returns false where the head is elsewhere by now; then nothing was written */
export async function insertLine(tx: Transaction, from: Head, line: KeptLine, to: Head): Promise<boolean> {
  const { at, userId, role, action, kind, outcome, participantId, subject, reason, details, address, requestId, keyId } = line;
  const written = await tx.$executeRaw(Prisma.sql`${KEPT}
    with head as (
      update audit_head set sequence = ${to.sequence}, seal = ${to.seal} where sequence = ${from.sequence} and seal = ${from.seal} returning sequence
    )
    insert into audit (sequence, at, user_id, role, action, kind, outcome, participant_id, subject_type, subject_id, reason, details, address,
      request_id, key_id, seal)
    select sequence, ${at}, ${userId}::uuid, ${role}, ${action}, ${kind}, ${outcome}, ${participantId}::uuid, ${subject?.type ?? null},
      ${subject?.id ?? null}, ${reason}, ${details}, ${address}, ${requestId}, ${keyId}, ${to.seal}
    from head`);
  return written > 0;
}
