import type { Transaction } from '#server/db/client.ts';
import { endLiveSession, liveSessionsOf } from '#server/session/live-sessions.ts';
import { endSessionsOf } from '#server/session/store.ts';
import type { SessionRecord } from '#shared/contract/account.ts';
import { readUser } from './read-users.ts';

/** @throws Problem resource.not-found */
export async function sessionsOfUser(tx: Transaction, userId: string, current: string, now: Date): Promise<SessionRecord[]> {
  await readUser(tx, userId, now);
  return liveSessionsOf(tx, userId, current, now);
}

/** @throws Problem resource.not-found */
export async function endSessionOfUser(tx: Transaction, userId: string, sessionId: string, now: Date): Promise<void> {
  await endLiveSession(tx, userId, sessionId, 'ended-by-administrator', now);
}

/** @throws Problem resource.not-found */
export async function endSessionsOfUser(tx: Transaction, userId: string, now: Date): Promise<void> {
  await readUser(tx, userId, now);
  await endSessionsOf(tx, userId, 'ended-by-administrator', now);
}
