import { asActor } from '#server/db/as-actor.ts';
import type { Actor } from '#server/http/actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { findCredential } from '#server/session/credential-store.ts';
import { findActiveUser } from '#server/session/store.ts';
import type { getAccount as contract } from '#shared/contract/account.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf } from '#shared/contract/route.ts';

/** What a user signs in with, as far as they may know it themselves. */
export async function readAccount({ db }: Dependencies, { userId }: Actor): Promise<AnswerOf<typeof contract>> {
  return asActor(db, 'session', async (tx) => {
    const user = await findActiveUser(tx, userId);
    if (!user) throw new Problem('session.required');
    const credential = await findCredential(tx, userId);
    return {
      email: user.email,
      hasPassword: credential !== undefined,
      hasSecondFactor: Boolean(credential?.totpSealed),
      recoveryCodesLeft: credential?.recoveryCodesLeft ?? 0,
      passwordChangedAt: credential?.changedAt.toISOString() ?? null,
    };
  });
}
