import { asActor } from '#server/db/as-actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { SecretSeal } from '#server/seal.ts';
import { type Credential, strikeRecoveryCode, takeTotpStep } from './credential-store.ts';
import { hashOfRecoveryCode } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';

export type UsedFactor = 'code' | 'recovery-code';

/**
 * Takes a code of the phone or a recovery code, each once, also when two send it in the same moment.
 *
 * @returns which it was, or undefined where it is not right or was used before
 */
export async function takeCode(
  { db, clock }: Dependencies,
  seal: SecretSeal,
  { userId, totpSealed, recoverySalt }: Credential,
  typed: string,
): Promise<UsedFactor | undefined> {
  if (!totpSealed) return undefined;
  const code = typed.replace(/\s/g, '');
  if (/^\d{6}$/.test(code)) {
    const step = stepOfCode(seal.open(totpSealed, ['credential', userId, 'totp']), code, clock());
    if (step === undefined) return undefined;
    return (await asActor(db, 'session', (tx) => takeTotpStep(tx, userId, step))) ? 'code' : undefined;
  }
  if (!recoverySalt) return undefined;
  const hash = await hashOfRecoveryCode(code, recoverySalt);
  return (await asActor(db, 'session', (tx) => strikeRecoveryCode(tx, userId, hash))) ? 'recovery-code' : undefined;
}
