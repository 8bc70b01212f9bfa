import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import type { SecretSeal } from '#server/seal.ts';
import { findSecondFactors, setTotpSealed } from './credential-store.ts';

/**
 * Seals second factors anew that were sealed under a secret of before, so that after a start with the new secret the old one may go.
 *
 * @returns how many
 */
export async function resealSecondFactors(db: Database, seal: SecretSeal): Promise<number> {
  return asActor(db, 'system', async (tx) => {
    const outdated = (await findSecondFactors(tx)).filter(({ totpSealed }) => seal.isOutdated(totpSealed));
    for (const { userId, totpSealed } of outdated) {
      const place = ['credential', userId, 'totp'] as const;
      await setTotpSealed(tx, userId, seal.seal(seal.open(totpSealed, place), place));
    }
    return outdated.length;
  });
}
