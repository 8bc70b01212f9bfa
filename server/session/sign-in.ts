import { asActor } from '#server/db/as-actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';
import { Role } from '#shared/permissions.ts';
import { beginSession } from './begin-session.ts';
import { isPassword } from './passwords.ts';
import type { Granted, SessionService } from './session-service.ts';
import { findActiveUser, findCredentials } from './store.ts';
import type { Visitor } from './visitor.ts';

/**
 * Begins a session for who knows the password. An unknown address, a wrong password and a disabled account look and take alike.
 *
 * @param replaced the refresh token that the browser still had; its session ends
 * @throws Problem session.refused, session.no-passwords, request.throttled
 */
export async function signIn(
  dependencies: Dependencies,
  service: SessionService,
  credentials: { email: string; password: string },
  { replaced, audit, ...visitor }: Visitor & { replaced: string | undefined; audit: AuditNote },
): Promise<Granted> {
  const { db, config } = dependencies;
  if (!config.hasPasswords) throw new Problem('session.no-passwords');
  const email = credentials.email.toLowerCase();
  service.throttle.begin(email);
  const known = await asActor(db, 'session', (tx) => findCredentials(tx, email));
  if (known) audit.about({ user: { id: known.id, role: Role.parse(known.role) } });
  const isRight = await isPassword(credentials.password, known?.passwordHash || undefined);
  const user = known && isRight ? await asActor(db, 'session', (tx) => findActiveUser(tx, known.id)) : null;
  if (!user) throw new Problem('session.refused');
  service.throttle.succeed(email);
  return beginSession(dependencies, service, user, { method: 'password', replaced, audit, ...visitor });
}
