import type { Transaction } from '#server/db/client.ts';
import type { SessionMethod } from '#shared/contract/account.ts';
import { fingerprintOf } from './refresh-tokens.ts';
import { endSessionOfToken } from './store.ts';

/**
 * Ends the session that a refresh token belongs to, with every access token of it; without one there is nothing to end.
 *
 * @returns whether it had begun at the provider of single sign-on, where it may have to be ended too
 */
export async function signOut(tx: Transaction, token: string | undefined, now: Date): Promise<{ isSingleSignOn: boolean }> {
  const method = token && (await endSessionOfToken(tx, fingerprintOf(token), 'signed-out', now));
  return { isSingleSignOn: method === SINGLE_SIGN_ON };
}

const SINGLE_SIGN_ON: SessionMethod = 'single-sign-on';
