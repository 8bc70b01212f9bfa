import type { Transaction } from '#server/db/client.ts';
import { SessionMethod, type SessionRecord } from '#shared/contract/account.ts';
import { Problem } from '#shared/contract/problem.ts';
import { IDLE } from './lifetimes.ts';
import { type EndReason, endSessionOf, type LiveSessionRow, listLiveSessions } from './store.ts';

/**
 * Where a user is signed in, latest use first.
 *
 * @param current the session that asks
 */
export async function liveSessionsOf(tx: Transaction, userId: string, current: string, now: Date): Promise<SessionRecord[]> {
  const rows = await listLiveSessions(tx, userId, { now, usedAfter: new Date(now.getTime() - IDLE) });
  return rows.map((row) => recordOf(row, current));
}

/**
 * Ends a session; its tokens are refused from the next request on.
 *
 * @throws Problem resource.not-found
 */
export async function endLiveSession(tx: Transaction, userId: string, sessionId: string, reason: EndReason, now: Date): Promise<void> {
  if (!(await endSessionOf(tx, userId, sessionId, reason, now))) throw new Problem('resource.not-found');
}

function recordOf({ createdAt, lastUsedAt, expiresAt, method, ...row }: LiveSessionRow, current: string): SessionRecord {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    method: SessionMethod.nullable().parse(method),
    isCurrent: row.id === current,
  };
}
