import { asActor } from '#server/db/as-actor.ts';
import type { Actor } from '#server/http/actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { type Credential, findCredential } from '#server/session/credential-store.ts';
import { isPassword } from '#server/session/passwords.ts';
import { takeCode } from '#server/session/second-factor.ts';
import type { SessionService } from '#server/session/session-service.ts';
import { Problem } from '#shared/contract/problem.ts';

/** What a deed of an account works with. */
export type Account = {
  readonly dependencies: Dependencies;
  readonly service: SessionService;
  readonly actor: Actor;
  readonly audit: AuditNote;
};

export type Proof = { readonly password: string; readonly code?: string | undefined };

/**
 * Who changes what they sign in with proves anew who they are: a screen that was left open, or a token that was stolen, is not enough.
 *
 * @throws Problem account.proof-refused, request.throttled
 */
export async function proveAgain({ dependencies, service, actor }: Account, { password, code }: Proof): Promise<Credential> {
  const attempt = `user ${actor.userId}`;
  service.throttle.begin(attempt);
  const credential = await asActor(dependencies.db, 'session', (tx) => findCredential(tx, actor.userId));
  const isRight = await isPassword(password, credential?.passwordHash);
  if (!credential || !isRight) throw new Problem('account.proof-refused');
  if (credential.totpSealed && !(code && (await takeCode(dependencies, service.seal, credential, code))))
    throw new Problem('account.proof-refused');
  service.throttle.succeed(attempt);
  return credential;
}
