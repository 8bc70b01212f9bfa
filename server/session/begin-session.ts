import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { SessionMethod } from '#shared/contract/account.ts';
import { Role } from '#shared/permissions.ts';
import { ABSOLUTE } from './lifetimes.ts';
import { fingerprintOf, newToken } from './refresh-tokens.ts';
import { type Granted, type SessionService, signedInAs } from './session-service.ts';
import { createSession, deleteSessionsOver, endSessionOfToken, type findActiveUser } from './store.ts';
import type { Visitor } from './visitor.ts';

/** How a session begins: how its user proved who they are, and from where. */
export type Beginning = Visitor & {
  readonly method: SessionMethod;
  /** The refresh token that the browser still had; its session ends. */
  readonly replaced: string | undefined;
  /** The line of the request, written with the session. */
  readonly audit: AuditNote;
};

type ActiveUser = NonNullable<Awaited<ReturnType<typeof findActiveUser>>>;

/** Begins a session for a user who has proved who they are, whichever way. */
export function beginSession(
  dependencies: Dependencies,
  service: SessionService,
  user: ActiveUser,
  beginning: Beginning,
): Promise<Granted> {
  return asActor(dependencies.db, 'session', (tx) => beginSessionIn(tx, dependencies, service, user, beginning));
}

/** The same in the transaction that found the user, so that what it wrote stands or falls with the session and its line. */
export async function beginSessionIn(
  tx: Transaction,
  { clock, newId, randomBytes }: Omit<Dependencies, 'db' | 'reads'>,
  { keys }: SessionService,
  user: ActiveUser,
  { replaced, audit, ...origin }: Beginning,
): Promise<Granted> {
  const now = clock();
  const sessionId = newId();
  const refreshToken = newToken(randomBytes);
  if (replaced) await endSessionOfToken(tx, fingerprintOf(replaced), 'signed-in-again', now);
  await deleteSessionsOver(tx, user.id, new Date(now.getTime() - KEPT));
  await createSession(
    tx,
    { id: sessionId, userId: user.id, createdAt: now, expiresAt: new Date(now.getTime() + ABSOLUTE), ...origin },
    fingerprintOf(refreshToken),
  );
  audit.about({ user: { id: user.id, role: Role.parse(user.role) }, details: { method: origin.method } });
  await audit.append(tx);
  return { signedIn: signedInAs(user, sessionId, keys, now), refreshToken };
}

/** Milliseconds: a session stays on record for a month after it could last. */
const KEPT = 30 * 24 * 60 * 60_000;
