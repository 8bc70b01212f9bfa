import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { KeptLine } from './line.ts';
import type { Head } from './store.ts';

/** A line as the database holds it, whatever became of it since it was written. */
export interface StoredLine {
  readonly line: KeptLine;
  readonly seal: Uint8Array;
}

/** Where the log says that it ends, and where its lines do, at one moment; no head where somebody took it away. */
export async function readEnd(tx: Transaction): Promise<{ head: Head | undefined; last: bigint }> {
  const [end] = await tx.$queryRaw<{ sequence: bigint | null; seal: Uint8Array<ArrayBuffer> | null; last: bigint }[]>(Prisma.sql`
    select h.sequence, h.seal, coalesce((select max(sequence) from audit), 0)::bigint as last from (select 1) one left join audit_head h on true`);
  const { sequence = null, seal = null, last = 0n } = end ?? {};
  return { head: sequence === null || seal === null ? undefined : { sequence, seal }, last };
}

/** The lines after a number, in their order: at most so many, and none beyond the end. */
export async function linesAfter(tx: Transaction, after: bigint, end: bigint, rows: number): Promise<StoredLine[]> {
  const found = await tx.$queryRaw<Row[]>(Prisma.sql`
    select sequence, at, user_id as "userId", role, action, kind, outcome, participant_id as "participantId", subject_type as "subjectType",
      subject_id as "subjectId", reason, details, address, request_id as "requestId", key_id as "keyId", seal
    from audit where sequence > ${after} and sequence <= ${end} order by sequence limit ${rows}`);
  return found.map(({ seal, subjectType, subjectId, ...line }) => ({
    line: { ...line, subject: subjectOf(subjectType, subjectId) },
    seal,
  }));
}

/** Half a subject is none that we wrote: it must not pass for none at all. */
function subjectOf(type: string | null, id: string | null): KeptLine['subject'] {
  return type === null && id === null ? null : { type: type ?? '', id: id ?? '' };
}

type Row = Omit<KeptLine, 'subject'> & {
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly seal: Uint8Array;
};

/** The seals that lines of these numbers have, as far as they are there. */
export async function sealsOf(tx: Transaction, sequences: readonly bigint[]): Promise<Map<bigint, Uint8Array>> {
  const rows = await tx.$queryRaw<{ sequence: bigint; seal: Uint8Array }[]>(
    Prisma.sql`select sequence, seal from audit where sequence = any(${sequences}::bigint[])`,
  );
  return new Map(rows.map(({ sequence, seal }) => [sequence, seal]));
}
