import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { FileForReview } from '#shared/contract/retention.ts';
import type { PlainDate } from '#shared/plain-date.ts';

export function filesForReview(
  tx: Transaction,
  reach: readonly string[],
  { today, retentionMonths }: { today: PlainDate; retentionMonths: number },
  after: { endedOn: PlainDate; id: string } | undefined,
  rows: number,
): Promise<FileForReview[]> {
  const due = Prisma.sql`(ended_on + make_interval(months => ${retentionMonths}::int))::date`;
  return tx.$queryRaw<FileForReview[]>(Prisma.sql`
    with ended as (
      select p.*, coalesce(
        (select max(t.ended_on) from trajectory t where t.participant_id = p.id),
        (p.created_at at time zone 'Europe/Brussels')::date) as ended_on
      from participant p
      where p.municipality = any(${reach}::text[]) and p.stage is not distinct from case when p.current_trajectory_id is null then null else 'ended' end
        and p.erased_at is null and (p.keep_until is null or p.keep_until <= ${today}::date)
    )
    select id, code, version, municipality, reference, first_name as "firstName", last_name as "lastName", ended_on::text as "endedOn",
      current_trajectory_id is not null as "hasTrajectory", ${due}::text as "dueOn", keep_until::text as "keptUntil", keep_reason as "keepReason"
    from ended
    where ${due} <= ${today}::date
      and ${after ? Prisma.sql`(ended_on, id) > (${after.endedOn}::date, ${after.id}::uuid)` : Prisma.sql`true`}
    order by ended_on, id limit ${rows}`);
}

/** @returns false when the participant is at another version by now; then nothing was written */
export async function updateKeeping(
  tx: Transaction,
  { id, version, keepUntil, reason }: { id: string; version: number; keepUntil: PlainDate; reason: string },
): Promise<boolean> {
  const written = await tx.$executeRaw(Prisma.sql`
    update participant set keep_until = ${keepUntil}::date, keep_reason = ${reason}, version = version + 1
    where id = ${id}::uuid and version = ${version}::int`);
  return written > 0;
}
