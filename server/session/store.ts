import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { KEPT } from '#server/db/kept.ts';
import type { SessionMethod } from '#shared/contract/account.ts';

export type EndReason =
  | 'signed-out'
  | 'signed-in-again'
  | 'token-reused'
  | 'ended-by-user'
  | 'ended-by-administrator'
  | 'password-changed'
  | 'second-factor-changed'
  | 'set-up-again'
  | 'user-disabled';

/** The user of a live session: not ended, within its times, its user not disabled. */
export type LiveSession = { name: string; role: string; municipalities: string[]; lastUsedAt: Date };

/** Session, user and municipalities in one statement: every request of the API pays for it. */
export async function findLiveSession(
  db: Transaction,
  { userId, sessionId }: { userId: string; sessionId: string },
  { now, usedAfter }: { now: Date; usedAfter: Date },
): Promise<LiveSession | undefined> {
  const [session] = await db.$queryRaw<LiveSession[]>(Prisma.sql`${KEPT}
    select u.name, u.role, s.last_used_at as "lastUsedAt",
           array(select m.municipality from user_municipality m where m.user_id = u.id order by 1) as municipalities
    from session s join "user" u on u.id = s.user_id
    where s.id = ${sessionId}::uuid and u.id = ${userId}::uuid and u.disabled_at is null
      and s.ended_at is null and s.expires_at > ${now} and s.last_used_at > ${usedAfter}`);
  return session;
}

export async function noteActivity(db: Transaction, sessionId: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, lastUsedAt: { lt: now } }, data: { lastUsedAt: now } });
}

export async function createSession(
  tx: Transaction,
  session: {
    id: string;
    userId: string;
    createdAt: Date;
    expiresAt: Date;
    method: SessionMethod;
    address: string;
    browser: string | null;
    system: string | null;
  },
  fingerprint: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const refreshTokens = { create: { hash: fingerprint, issuedAt: session.createdAt } };
  await tx.session.create({ data: { ...session, lastUsedAt: session.createdAt, refreshTokens } });
}

/** Sessions long over, with their tokens, which are of no use to anybody any more. */
export async function deleteSessionsOver(tx: Transaction, userId: string, before: Date): Promise<void> {
  await tx.session.deleteMany({ where: { userId, expiresAt: { lt: before } } });
}

export type LockedToken = {
  sessionId: string;
  rotatedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date;
  lastUsedAt: Date;
  userId: string;
};

/** Both rows are locked, so that of two refreshes at once the second sees what the first did to either. */
export async function lockToken(tx: Transaction, fingerprint: Uint8Array): Promise<LockedToken | undefined> {
  const [token] = await tx.$queryRaw<LockedToken[]>(Prisma.sql`
    select s.id as "sessionId", s.user_id as "userId", r.rotated_at as "rotatedAt",
           s.ended_at as "endedAt", s.expires_at as "expiresAt", s.last_used_at as "lastUsedAt"
    from refresh_token r join session s on s.id = r.session_id
    where r.hash = ${fingerprint} for update of s, r`);
  return token;
}

export function findActiveUser(tx: Transaction, userId: string) {
  return tx.user.findUnique({
    where: { id: userId, disabledAt: null },
    include: { municipalities: { select: { municipalityCode: true }, orderBy: { municipalityCode: 'asc' } } },
  });
}

export async function rotateToken(
  tx: Transaction,
  { sessionId, from, to, now }: { sessionId: string; from: Uint8Array<ArrayBuffer>; to: Uint8Array<ArrayBuffer>; now: Date },
): Promise<void> {
  await tx.refreshToken.update({ where: { hash: from }, data: { rotatedAt: now } });
  await tx.refreshToken.create({ data: { hash: to, sessionId, issuedAt: now } });
}

export async function isCurrentToken(tx: Transaction, fingerprint: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await tx.refreshToken.count({ where: { hash: fingerprint, rotatedAt: null } })) > 0;
}

export async function endSession(tx: Transaction, sessionId: string, endReason: EndReason, now: Date): Promise<void> {
  await tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: now, endReason } });
}

/** @returns how the session had begun; undefined where none was ended */
export async function endSessionOfToken(
  tx: Transaction,
  fingerprint: Uint8Array<ArrayBuffer>,
  endReason: EndReason,
  now: Date,
): Promise<{ method: string | null; user: { id: string; role: string } } | undefined> {
  const [ended] = await tx.session.updateManyAndReturn({
    where: { endedAt: null, refreshTokens: { some: { hash: fingerprint } } },
    data: { endedAt: now, endReason },
    select: { method: true, user: { select: { id: true, role: true } } },
  });
  return ended;
}

export type LiveSessionRow = {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  method: string | null;
  browser: string | null;
  system: string | null;
  address: string | null;
};

/** Raw, because reads have nothing else. At most two hundred: nobody signs in more often within half an hour. */
export function listLiveSessions(
  tx: Transaction,
  userId: string,
  { now, usedAfter }: { now: Date; usedAfter: Date },
): Promise<LiveSessionRow[]> {
  return tx.$queryRaw<LiveSessionRow[]>(Prisma.sql`
    select id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", method, browser, system, address
    from session
    where user_id = ${userId}::uuid and ended_at is null and expires_at > ${now} and last_used_at > ${usedAfter}
    order by last_used_at desc, id limit 200`);
}

/** @returns false where the user has no such session, or it is over */
export async function endSessionOf(tx: Transaction, userId: string, sessionId: string, endReason: EndReason, now: Date): Promise<boolean> {
  const { count } = await tx.session.updateMany({ where: { id: sessionId, userId, endedAt: null }, data: { endedAt: now, endReason } });
  return count > 0;
}

/** @param kept the session that goes on */
export async function endSessionsOf(tx: Transaction, userId: string, endReason: EndReason, now: Date, kept?: string): Promise<number> {
  const others = kept === undefined ? {} : { id: { not: kept } };
  const { count } = await tx.session.updateMany({ where: { userId, endedAt: null, ...others }, data: { endedAt: now, endReason } });
  return count;
}
