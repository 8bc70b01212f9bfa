import { authorizationCodeGrant } from 'openid-client';
import { asActor } from '#server/db/as-actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { beginSessionIn } from '#server/session/begin-session.ts';
import type { Granted, SessionService } from '#server/session/session-service.ts';
import { findActiveUser } from '#server/session/store.ts';
import type { Visitor } from '#server/session/visitor.ts';
import { admitPerson } from './admit-person.ts';
import type { Attempt } from './attempt.ts';
import { callbackOf } from './callback.ts';
import { type Person, readPerson } from './person.ts';
import { type Provider, refusalOf } from './provider.ts';
import type { SingleSignOn } from './settings.ts';
import { SignOnRefused } from './sign-on-refused.ts';

/**
 * Begins a session for whom the provider sends back.
 *
 * @param answer the query with which the provider leads back here
 * @throws SignOnRefused
 */
export async function finishSignOn(
  dependencies: Dependencies,
  { settings, provider, service }: { settings: SingleSignOn; provider: Provider; service: SessionService },
  attempt: Attempt | undefined,
  answer: URLSearchParams,
  { audit, ...visitor }: Visitor & { audit: AuditNote },
): Promise<{ granted: Granted; place: string }> {
  const { db, config, clock, newId } = dependencies;
  // Before the provider is asked anything: an answer to somebody else's question is not worth a call.
  if (!attempt || answer.get('state') !== attempt.state) throw new SignOnRefused('begin-again');
  const person = await proveIdentity(settings, provider, attempt, new URL(`${callbackOf(config.origin)}?${answer}`));
  const granted = await asActor(db, 'session', async (tx) => {
    const user = await findActiveUser(tx, await admitPerson(tx, person, { now: clock(), newId, audit }));
    if (!user) throw new SignOnRefused('disabled');
    return beginSessionIn(tx, dependencies, service, user, { method: 'single-sign-on', replaced: attempt.replaced, audit, ...visitor });
  });
  return { granted, place: attempt.place };
}

async function proveIdentity(settings: SingleSignOn, provider: Provider, attempt: Attempt, address: URL): Promise<Person> {
  try {
    const checks = {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    };
    const tokens = await authorizationCodeGrant(await provider.configuration(), address, checks);
    return readPerson(tokens.claims() ?? {}, settings);
  } catch (error) {
    throw refusalOf(error);
  }
}
