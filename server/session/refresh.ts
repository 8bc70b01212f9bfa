import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { KeyRing } from '#server/keys.ts';
import { Problem } from '#shared/contract/problem.ts';
import { Role } from '#shared/permissions.ts';
import { GRACE, IDLE } from './lifetimes.ts';
import { fingerprintOf, successorOf } from './refresh-tokens.ts';
import { type Granted, type SessionService, signedInAs } from './session-service.ts';
import { endSession, findActiveUser, isCurrentToken, type LockedToken, lockToken, noteActivity, rotateToken } from './store.ts';

/**
 * Exchanges a refresh token for the next one and an access token. A token that was exchanged before is a sign that somebody
 * copied it, and ends the session for both, except for the one just exchanged: two tabs may have sent it at once.
 *
 * @throws Problem session.required
 */
export async function refresh(
  { db, clock }: Dependencies,
  service: SessionService,
  token: string | undefined,
  audit: AuditNote,
): Promise<Granted> {
  if (!token) throw new Problem('session.required');
  // Refused only after the transaction: thrown within, it would take back that the session was ended.
  const granted = await asActor(db, 'session', (tx) => exchange(tx, service, token, audit, clock()));
  if (!granted) throw new Problem('session.required');
  return granted;
}

async function exchange(
  tx: Transaction,
  { keys, successorKeys }: SessionService,
  token: string,
  audit: AuditNote,
  now: Date,
): Promise<Granted | undefined> {
  const locked = await lockToken(tx, fingerprintOf(token));
  if (!locked || !isLive(locked, now)) return undefined;
  const { sessionId, userId, rotatedAt } = locked;
  const user = await findActiveUser(tx, userId);
  if (!user) return undefined;

  const refreshToken = rotatedAt
    ? await justRotated(tx, { token, rotatedAt, now }, successorKeys)
    : await rotated(tx, { token, sessionId, now }, successorKeys);
  if (!refreshToken) {
    await endSession(tx, sessionId, 'token-reused', now);
    audit.about({ user: { id: userId, role: Role.parse(user.role) }, details: { endReason: 'token-reused' } });
    await audit.write(tx, 'session.required');
    return undefined;
  }
  await noteActivity(tx, sessionId, now);
  return { signedIn: signedInAs(user, sessionId, keys, now), refreshToken };
}

async function rotated(
  tx: Transaction,
  { token, sessionId, now }: { token: string; sessionId: string; now: Date },
  keys: KeyRing,
): Promise<string> {
  const successor = successorOf(token, keys.newest.bytes);
  await rotateToken(tx, { sessionId, from: fingerprintOf(token), to: fingerprintOf(successor), now });
  return successor;
}

/** The successor of a token that was exchanged a moment ago, as long as it has none itself; made, perhaps, before the secret changed. */
async function justRotated(
  tx: Transaction,
  { token, rotatedAt, now }: { token: string; rotatedAt: Date; now: Date },
  keys: KeyRing,
): Promise<string | undefined> {
  if (now.getTime() - rotatedAt.getTime() > GRACE) return undefined;
  for (const { bytes } of keys.all) {
    const successor = successorOf(token, bytes);
    if (await isCurrentToken(tx, fingerprintOf(successor))) return successor;
  }
  return undefined;
}

function isLive({ endedAt, expiresAt, lastUsedAt }: LockedToken, now: Date): boolean {
  return !endedAt && expiresAt > now && now.getTime() - lastUsedAt.getTime() < IDLE;
}
