import { asActor } from '#server/db/as-actor.ts';
import { setPasswordHash } from '#server/session/credential-store.ts';
import { requireStrength } from '#server/session/password-policy.ts';
import { hashPassword } from '#server/session/passwords.ts';
import { endSessionsOf } from '#server/session/store.ts';
import { type Account, type Proof, proveAgain } from './prove-again.ts';

/**
 * Another password. The other sessions of the user end: one of them may be why the password changes.
 *
 * @throws Problem account.proof-refused, request.invalid, request.throttled
 */
export async function changePassword(account: Account, { newPassword, ...proof }: Proof & { newPassword: string }): Promise<void> {
  const { dependencies, actor, audit } = account;
  const { userId, name, email } = await proveAgain(account, proof);
  await requireStrength(newPassword, { name, email }, 'body.newPassword');
  const passwordHash = await hashPassword(newPassword);
  const now = dependencies.clock();
  await asActor(dependencies.db, 'session', async (tx) => {
    await setPasswordHash(tx, userId, passwordHash, now);
    await endSessionsOf(tx, userId, 'password-changed', now, actor.sessionId);
    await audit.append(tx);
  });
}
