import type { Transaction } from '#server/db/client.ts';
import { fingerprintOf } from './refresh-tokens.ts';
import { endSessionOfToken } from './store.ts';

/** Ends the session that a refresh token belongs to, with every access token of it; without one there is nothing to end. */
export async function signOut(tx: Transaction, token: string | undefined, now: Date): Promise<void> {
  if (token) await endSessionOfToken(tx, fingerprintOf(token), 'signed-out', now);
}
