import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';

/** Whose draft of which trajectory. */
export interface Whose {
  readonly userId: string;
  readonly trajectoryId: string;
  readonly reach: Reach;
}

export interface SealedDraft {
  readonly content: Uint8Array;
  readonly updatedAt: Date;
}

/**
 * What there is of a draft of a trajectory in reach; undefined where there is no such trajectory. A draft of a step that stands recorded is none: it
 * was sent off late by another window.
 */
export async function findDraft(
  tx: Transaction,
  { userId, trajectoryId, reach }: Whose,
  cutoff: Date,
): Promise<{ draft: SealedDraft | undefined } | undefined> {
  const [row] = await tx.$queryRaw<{ content: Uint8Array | null; updatedAt: Date | null }[]>(Prisma.sql`
    select d.content, d.updated_at as "updatedAt"
    from trajectory t
    left join draft d on d.trajectory_id = t.id and d.user_id = ${userId}::uuid and d.updated_at > ${cutoff}
      and not exists (select from step s where s.id = d.step_id)
    where t.id = ${trajectoryId}::uuid and ${within(reach)}`);
  if (!row) return undefined;
  const { content, updatedAt } = row;
  return { draft: content && updatedAt ? { content, updatedAt } : undefined };
}

/**
 * The trajectory that a draft is to be of, held as it is until the transaction ends, so that what is kept cannot come after an erasure or a
 * hand-over that is under way; recording a step is not held up. Undefined where there is none in reach.
 */
export async function holdTrajectory(tx: Transaction, { trajectoryId, reach }: Whose): Promise<{ isErased: boolean } | undefined> {
  const [row] = await tx.$queryRaw<{ isErased: boolean }[]>(Prisma.sql`
    select t.erased_at is not null as "isErased" from trajectory t where t.id = ${trajectoryId}::uuid and ${within(reach)} for key share`);
  return row;
}

export async function keepDraft(
  tx: Transaction,
  { userId, trajectoryId }: Whose,
  { stepId, content, updatedAt }: { stepId: string; content: Uint8Array<ArrayBuffer>; updatedAt: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into draft (user_id, trajectory_id, step_id, content, updated_at)
    select ${userId}::uuid, ${trajectoryId}::uuid, ${stepId}::uuid, ${content}, ${updatedAt}
    where not exists (select from step s where s.id = ${stepId}::uuid)
    on conflict (user_id, trajectory_id) do update set step_id = excluded.step_id, content = excluded.content, updated_at = excluded.updated_at`);
}

export async function dropDraft(tx: Transaction, { userId, trajectoryId }: Whose): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from draft where user_id = ${userId}::uuid and trajectory_id = ${trajectoryId}::uuid`);
}

export async function dropDraftsUntil(tx: Transaction, cutoff: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from draft where updated_at <= ${cutoff}`);
}

function within(reach: Reach): Prisma.Sql {
  return reach === 'all' ? Prisma.sql`true` : Prisma.sql`t.office = any(${reach}::text[])`;
}
