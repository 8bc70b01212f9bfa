import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import { OperatorError } from '#server/operator-error.ts';
import { FIRST_LINK_LIFETIME, type LinkMaking, newSetupLink } from './setup-link.ts';
import { existsDemoUser, existsUserWhoCanSignIn, putFirstLink } from './setup-store.ts';

/**
 * A link for the first administrator of a production installation, in place of the one that an earlier start printed.
 *
 * @returns its address, or undefined where somebody can sign in already, or nobody may with a password
 * @throws OperatorError for a database with demo accounts: everybody knows their password
 */
export async function offerFirstSetup(
  db: Database,
  { hasPasswords, ...making }: LinkMaking & { hasPasswords: boolean },
): Promise<string | undefined> {
  return asActor(db, 'system', async (tx) => {
    if (await existsDemoUser(tx)) {
      throw new OperatorError(
        'This database holds demo accounts, and everybody knows their password. Give an empty database, or set DOORSTROOM_MODE=demo.',
      );
    }
    if (!hasPasswords || (await existsUserWhoCanSignIn(tx))) return undefined;
    const { address, kept } = newSetupLink(making, FIRST_LINK_LIFETIME);
    await putFirstLink(tx, kept);
    return address;
  });
}
