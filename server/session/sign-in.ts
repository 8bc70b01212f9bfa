import { asActor } from '#server/db/as-actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { SessionMethod } from '#shared/contract/account.ts';
import { Problem } from '#shared/contract/problem.ts';
import { Role } from '#shared/permissions.ts';
import { beginSession } from './begin-session.ts';
import { type Credential, findCredentialByEmail, replacePasswordHash } from './credential-store.ts';
import { hashPassword, isOutdated, isPassword } from './passwords.ts';
import { takeCode } from './second-factor.ts';
import type { Granted, SessionService } from './session-service.ts';
import { findActiveUser } from './store.ts';
import type { Visitor } from './visitor.ts';

/**
 * Begins a session for who knows the password and holds the second factor. An unknown address, a wrong password and a disabled account look
 * and take alike; that a code is needed is told only to who knows the password.
 *
 * @param replaced the refresh token that the browser still had; its session ends
 * @throws Problem session.refused, session.code-required, session.setup-required, session.no-passwords, request.throttled
 */
export async function signIn(
  dependencies: Dependencies,
  service: SessionService,
  { email, password, code }: { email: string; password: string; code?: string | undefined },
  { replaced, audit, ...visitor }: Visitor & { replaced: string | undefined; audit: AuditNote },
): Promise<Granted> {
  const { db, config } = dependencies;
  if (!config.hasPasswords) throw new Problem('session.no-passwords');
  service.throttle.begin(email);
  const credential = await asActor(db, 'session', (tx) => findCredentialByEmail(tx, email));
  if (credential) audit.about({ user: { id: credential.userId, role: Role.parse(credential.role) } });
  const isRight = await isPassword(password, credential?.passwordHash);
  const user = credential && isRight ? await asActor(db, 'session', (tx) => findActiveUser(tx, credential.userId)) : null;
  if (!credential || !user) throw new Problem('session.refused');
  const method = await proveSecondFactor(dependencies, service, credential, code);
  service.throttle.succeed(email);
  await renewHash(dependencies, credential, password);
  return beginSession(dependencies, service, user, { method, replaced, audit, ...visitor });
}

async function proveSecondFactor(
  dependencies: Dependencies,
  { seal }: SessionService,
  credential: Credential,
  code: string | undefined,
): Promise<SessionMethod> {
  if (!credential.totpSealed) {
    if (dependencies.config.mode === 'production') throw new Problem('session.setup-required');
    return 'password';
  }
  if (code === undefined) throw new Problem('session.code-required');
  const used = await takeCode(dependencies, seal, credential, code);
  if (!used) throw new Problem('session.refused');
  return `password-and-${used}`;
}

async function renewHash({ db }: Dependencies, { userId, passwordHash }: Credential, password: string): Promise<void> {
  if (!isOutdated(passwordHash)) return;
  const renewed = await hashPassword(password);
  await asActor(db, 'session', (tx) => replacePasswordHash(tx, userId, passwordHash, renewed));
}
