import type { Dependencies } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';
import { beginSession } from './begin-session.ts';
import { isPassword } from './passwords.ts';
import type { Granted, SessionService } from './session-service.ts';
import { findActiveUser, findCredentials } from './store.ts';
import type { Visitor } from './visitor.ts';

/**
 * Begins a session for who knows the password. An unknown address, a wrong password and a disabled account look and take alike.
 *
 * @param replaced the refresh token that the browser still had; its session ends
 * @throws Problem session.refused, request.throttled
 */
export async function signIn(
  dependencies: Dependencies,
  service: SessionService,
  credentials: { email: string; password: string },
  { replaced, ...visitor }: Visitor & { replaced: string | undefined },
): Promise<Granted> {
  const { db } = dependencies;
  const email = credentials.email.toLowerCase();
  service.throttle.begin(email);
  const known = await findCredentials(db, email);
  const isRight = await isPassword(credentials.password, known?.passwordHash);
  const user = known && isRight ? await findActiveUser(db, known.id) : null;
  if (!user) throw new Problem('session.refused');
  service.throttle.succeed(email);
  return beginSession(dependencies, service, user, { method: 'password', replaced, ...visitor });
}
