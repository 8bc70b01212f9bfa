import type { Transaction } from '#server/db/client.ts';
import { LINK_LIFETIME, type LinkMaking, newSetupLink } from '#server/session/setup-link.ts';
import { putLinkOfUser } from '#server/session/setup-store.ts';
import { endSessionsOf } from '#server/session/store.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { SetupLink } from '#shared/contract/setup.ts';
import type { createSetupLink as contract } from '#shared/contract/users.ts';
import { readUser } from './read-users.ts';
import { lockUser } from './store.ts';

/** What links are made with. */
export type Linking = LinkMaking;

/**
 * A new link for who forgot the password or lost the phone. The sessions of the user end at once, because the phone may be in other hands; the
 * password and the second factor count until the link was followed to its end.
 *
 * @throws Problem resource.not-found, user.disabled
 */
export async function giveSetupLink(tx: Transaction, id: string, linking: Linking): Promise<AnswerOf<typeof contract>> {
  const user = await lockUser(tx, id, linking.now);
  if (!user) throw new Problem('resource.not-found');
  if (user.disabledAt) throw new Problem('user.disabled');
  const setupLink = await giveLink(tx, id, linking);
  await endSessionsOf(tx, id, 'set-up-again', linking.now);
  return { user: await readUser(tx, id, linking.now), setupLink };
}

export async function giveLink(tx: Transaction, userId: string, linking: Linking): Promise<SetupLink> {
  const { address, kept } = newSetupLink(linking, LINK_LIFETIME);
  await putLinkOfUser(tx, userId, kept);
  return { address, expiresAt: kept.expiresAt.toISOString() };
}
