import { asActor } from '#server/db/as-actor.ts';
import { findCredential, setNextTotp, setRecoveryCodes, takeNextTotp } from '#server/session/credential-store.ts';
import { newRecoveryCodes } from '#server/session/recovery-codes.ts';
import { endSessionsOf } from '#server/session/store.ts';
import { newTotpSecret, offerOf, stepOfCode } from '#server/session/totp.ts';
import type { SecondFactorOffer } from '#shared/contract/credential.ts';
import { Problem } from '#shared/contract/problem.ts';
import { type Account, type Proof, proveAgain } from './prove-again.ts';

/**
 * A second factor to scan: a first one in demo mode, or another phone. Nothing changes until a code of it is sent.
 *
 * @throws Problem account.proof-refused, request.throttled
 */
export async function offerSecondFactor(account: Account, proof: Proof): Promise<SecondFactorOffer> {
  const { dependencies, service, audit } = account;
  const { userId, email } = await proveAgain(account, proof);
  const secret = newTotpSecret(dependencies.randomBytes);
  const sealed = service.seal.seal(secret, ['credential', userId, 'next_totp']);
  await asActor(dependencies.db, 'session', async (tx) => {
    await setNextTotp(tx, userId, sealed);
    await audit.append(tx);
  });
  return offerOf(secret, email);
}

/**
 * Takes the second factor that was offered, with recovery codes of its own; the other sessions of the user end.
 *
 * @returns the recovery codes
 * @throws Problem account.no-offer, setup.code-refused, request.throttled
 */
export async function takeSecondFactor({ dependencies, service, actor, audit }: Account, code: string): Promise<readonly string[]> {
  const { db, clock, randomBytes } = dependencies;
  const attempt = `offer ${actor.userId}`;
  service.throttle.begin(attempt);
  const credential = await asActor(db, 'session', (tx) => findCredential(tx, actor.userId));
  if (!credential?.nextTotp) throw new Problem('account.no-offer');
  const { userId, nextTotp } = credential;
  const secret = service.seal.open(nextTotp, ['credential', userId, 'next_totp']);
  const now = clock();
  const step = stepOfCode(secret, code.replace(/\s/g, ''), now);
  if (step === undefined) throw new Problem('setup.code-refused');
  const { codes, salt, hashes } = await newRecoveryCodes(randomBytes);
  const second = { totpSealed: service.seal.seal(secret, ['credential', userId, 'totp']), totpLastStep: step };
  const recovery = { recoverySalt: salt, recoveryCodes: [...hashes] };
  await asActor(db, 'session', async (tx) => {
    if (!(await takeNextTotp(tx, userId, nextTotp, { ...second, ...recovery, changedAt: now }))) throw new Problem('account.no-offer');
    await endSessionsOf(tx, userId, 'second-factor-changed', now, actor.sessionId);
    await audit.append(tx);
  });
  service.throttle.succeed(attempt);
  return codes;
}

/**
 * Ten other recovery codes; those of before no longer count.
 *
 * @throws Problem account.proof-refused, account.no-second-factor, request.throttled
 */
export async function renewRecoveryCodes(account: Account, proof: Proof): Promise<readonly string[]> {
  const { db, randomBytes } = account.dependencies;
  const { userId, totpSealed } = await proveAgain(account, proof);
  if (!totpSealed) throw new Problem('account.no-second-factor');
  const { codes, salt, hashes } = await newRecoveryCodes(randomBytes);
  await asActor(db, 'session', async (tx) => {
    await setRecoveryCodes(tx, userId, salt, [...hashes]);
    await account.audit.append(tx);
  });
  return codes;
}
