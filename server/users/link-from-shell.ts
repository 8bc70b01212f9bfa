import type { SystemDeed } from '#server/audit/system-line.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import { OperatorError } from '#server/operator-error.ts';
import { offerFirstSetup } from '#server/session/first-setup.ts';
import type { LinkMaking } from '#server/session/setup-link.ts';
import { findUserByEmail } from '#server/session/setup-store.ts';
import { giveSetupLink } from './give-setup-link.ts';

/**
 * A set-up link made by who holds the server, for when no administrator can.
 *
 * @param email whose; without one, that of the first administrator
 * @returns its address
 * @throws OperatorError
 */
export async function linkFromShell(
  db: Database,
  making: LinkMaking,
  email: string | undefined,
  audit: { append(tx: Transaction, deed: SystemDeed): Promise<void> },
): Promise<string> {
  if (email === undefined) {
    const address = await offerFirstSetup(db, { ...making, hasPasswords: true });
    if (!address) throw new OperatorError('Somebody can sign in already. Say for whom the link is: doorstroom setup-link EMAIL');
    return address;
  }
  return asActor(db, 'system', async (tx) => {
    const user = await findUserByEmail(tx, email.toLowerCase());
    if (!user) throw new OperatorError(`No account that is in use has the address ${email}`);
    const { setupLink } = await giveSetupLink(tx, user.id, making);
    await audit.append(tx, { action: 'shell.setup-link', subject: { type: 'user', id: user.id } });
    return setupLink.address;
  });
}
