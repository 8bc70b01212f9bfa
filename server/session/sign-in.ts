import { asActor } from '#server/db/as-actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';
import { ABSOLUTE } from './lifetimes.ts';
import { isPassword } from './passwords.ts';
import { fingerprintOf, newToken } from './refresh-tokens.ts';
import { type Granted, type SessionService, signedInAs } from './session-service.ts';
import { createSession, deleteSessionsOver, endSessionOfToken, findActiveUser, findCredentials } from './store.ts';

/**
 * Begins a session. An unknown address, a wrong password and a disabled account look and take alike.
 *
 * @param replaced the refresh token that the browser still had; its session ends
 * @throws Problem session.refused, request.throttled
 */
export async function signIn(
  { db, clock, newId, randomBytes }: Dependencies,
  { keys, throttle }: SessionService,
  credentials: { email: string; password: string },
  replaced: string | undefined,
): Promise<Granted> {
  const email = credentials.email.toLowerCase();
  throttle.begin(email);
  const known = await findCredentials(db, email);
  const isRight = await isPassword(credentials.password, known?.passwordHash);
  const user = known && isRight ? await findActiveUser(db, known.id) : null;
  if (!user) throw new Problem('session.refused');
  throttle.succeed(email);

  const now = clock();
  const sessionId = newId();
  const refreshToken = newToken(randomBytes);
  await asActor(db, 'system', async (tx) => {
    if (replaced) await endSessionOfToken(tx, fingerprintOf(replaced), 'signed-in-again', now);
    await deleteSessionsOver(tx, user.id, new Date(now.getTime() - KEPT));
    await createSession(
      tx,
      { id: sessionId, userId: user.id, createdAt: now, expiresAt: new Date(now.getTime() + ABSOLUTE) },
      fingerprintOf(refreshToken),
    );
  });
  return { signedIn: signedInAs(user, sessionId, keys, now), refreshToken };
}

/** Milliseconds: a session stays on record for a month after it could last. */
const KEPT = 30 * 24 * 60 * 60_000;
