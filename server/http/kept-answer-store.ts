import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';

export interface Asked {
  readonly userId: string;
  readonly key: string;
  readonly fingerprint: Uint8Array<ArrayBuffer>;
  readonly now: Date;
  /** What was asked before this is forgotten. */
  readonly cutoff: Date;
}

/**
 * Takes a key for what is asked now; whoever asks with the same one in the same moment waits here until this transaction has ended.
 * @returns false where it was taken before
 */
export async function takeKey(tx: Transaction, { userId, key, fingerprint, now, cutoff }: Asked): Promise<boolean> {
  const taken = await tx.$executeRaw(Prisma.sql`
    with forgotten as (delete from kept_answer where user_id = ${userId}::uuid and kept_at <= ${cutoff} and key <> ${key})
    insert into kept_answer (user_id, key, fingerprint, kept_at) values (${userId}::uuid, ${key}, ${fingerprint}, ${now})
    on conflict (user_id, key) do update set fingerprint = excluded.fingerprint, answer = null, kept_at = excluded.kept_at
      where kept_answer.kept_at <= ${cutoff}`);
  return taken > 0;
}

export async function findKept(
  tx: Transaction,
  { userId, key }: Asked,
): Promise<{ fingerprint: Uint8Array; answer: Uint8Array | null } | undefined> {
  const [kept] = await tx.$queryRaw<{ fingerprint: Uint8Array; answer: Uint8Array | null }[]>(
    Prisma.sql`select fingerprint, answer from kept_answer where user_id = ${userId}::uuid and key = ${key}`,
  );
  return kept;
}

/** An erasure forgets all answers that were kept, and with them the key under which it was asked: hence not an update only. */
export async function keepAnswer(
  tx: Transaction,
  { userId, key, fingerprint, now }: Asked,
  answer: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into kept_answer (user_id, key, fingerprint, kept_at, answer) values (${userId}::uuid, ${key}, ${fingerprint}, ${now}, ${answer})
    on conflict (user_id, key) do update set answer = excluded.answer`);
}

export async function forgetAnswers(tx: Transaction, cutoff: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from kept_answer where kept_at <= ${cutoff}`);
}
