import type { Transaction } from '#server/db/client.ts';
import type { Actor } from '#server/http/actor.ts';
import { endSessionsOf } from '#server/session/store.ts';

/** Everywhere but here. */
export async function endOtherSessions(tx: Transaction, { userId, sessionId }: Actor, now: Date): Promise<void> {
  await endSessionsOf(tx, userId, 'ended-by-user', now, sessionId);
}
