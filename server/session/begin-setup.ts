import { asActor } from '#server/db/as-actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { SecretSeal } from '#server/seal.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { beginSetup as contract } from '#shared/contract/setup.ts';
import { fingerprintOf } from './refresh-tokens.ts';
import { placeOfOffer } from './setup-place.ts';
import { findOpenLink, setOfferOfLink } from './setup-store.ts';
import { newTotpSecret, offerOf } from './totp.ts';

/**
 * What a set-up link is for, and a second factor to scan. Each time another one: who looked over a shoulder once has nothing.
 *
 * @throws Problem setup.link-unknown, session.no-passwords
 */
export async function beginSetup(
  { db, clock, randomBytes, config }: Dependencies,
  { seal }: { seal: SecretSeal },
  token: string,
): Promise<AnswerOf<typeof contract>> {
  if (!config.hasPasswords) throw new Problem('session.no-passwords');
  const hash = fingerprintOf(token);
  const secret = newTotpSecret(randomBytes);
  return asActor(db, 'session', async (tx) => {
    const link = await findOpenLink(tx, hash, clock());
    if (!link) throw new Problem('setup.link-unknown');
    await setOfferOfLink(tx, hash, seal.seal(secret, placeOfOffer(hash)));
    const { name, email, expiresAt } = link;
    const user = name !== null && email !== null ? { name, email } : null;
    return { user, expiresAt: expiresAt.toISOString(), secondFactor: offerOf(secret, user?.email ?? 'beheerder') };
  });
}
