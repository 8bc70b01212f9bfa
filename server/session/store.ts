import type { Database } from '#server/db/client.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Session, user and municipalities in one statement: every request of the API pays for it. */
export async function findLiveSession(db: Database, { userId, sessionId }: { userId: string; sessionId: string }, { now, usedAfter }: { now: Date; usedAfter: Date }) {
  const rows = await db.$queryRaw<{ name: string; role: string; municipalities: string[]; lastUsedAt: Date }[]>(Prisma.sql`
    select u.name, u.role, s.last_used_at as "lastUsedAt",
           array(select m.municipality from user_municipality m where m.user_id = u.id order by 1) as municipalities
    from session s join "user" u on u.id = s.user_id
    where s.id = ${sessionId}::uuid and u.id = ${userId}::uuid and u.disabled_at is null
      and s.ended_at is null and s.expires_at > ${now} and s.last_used_at > ${usedAfter}`);
  return rows[0];
}

export async function noteActivity(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, lastUsedAt: { lt: now } }, data: { lastUsedAt: now } });
}
