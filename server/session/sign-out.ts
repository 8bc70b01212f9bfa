import type { Transaction } from '#server/db/client.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { SessionMethod } from '#shared/contract/account.ts';
import { Role } from '#shared/permissions.ts';
import { fingerprintOf } from './refresh-tokens.ts';
import { endSessionOfToken } from './store.ts';

/**
 * Ends the session that a refresh token belongs to, with every access token of it; without one there is nothing to end.
 *
 * @returns whether it had begun at the provider of single sign-on, where it may have to be ended too
 */
export async function signOut(
  tx: Transaction,
  token: string | undefined,
  audit: AuditNote,
  now: Date,
): Promise<{ isSingleSignOn: boolean }> {
  const ended = token === undefined ? undefined : await endSessionOfToken(tx, fingerprintOf(token), 'signed-out', now);
  if (ended) audit.about({ user: { id: ended.user.id, role: Role.parse(ended.user.role) } });
  return { isSingleSignOn: ended?.method === SINGLE_SIGN_ON };
}

const SINGLE_SIGN_ON: SessionMethod = 'single-sign-on';
