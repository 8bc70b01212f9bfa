import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { KEPT } from '#server/db/kept.ts';

export type EndReason = 'signed-out' | 'signed-in-again' | 'token-reused';

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

/** What a sign-in is checked against: one row or none, so that both take alike. */
export function findCredentials(db: Transaction, email: string) {
  return db.user.findUnique({ where: { email }, select: { id: true, role: true, passwordHash: true } });
}

/** How a user proved who they are. */
export type SessionMethod = 'password' | 'password-and-code' | 'password-and-recovery-code' | 'single-sign-on';

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
): Promise<string | null | undefined> {
  const [ended] = await tx.session.updateManyAndReturn({
    where: { endedAt: null, refreshTokens: { some: { hash: fingerprint } } },
    data: { endedAt: now, endReason },
    select: { method: true },
  });
  return ended?.method;
}
