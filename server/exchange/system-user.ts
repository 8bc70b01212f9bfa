import { randomUUID } from 'node:crypto';
import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import { SYSTEM_EMAIL } from '#server/users/system-email.ts';
import { ensureUser } from './store.ts';

/**
 * Whose name the steps of an import from the shell are recorded under: an account that nobody can sign in with. Recording them under
 * an administrator would say that somebody did what a machine's operator did.
 * @param isDemo in demo mode, where no real account may be beside the demo ones
 * @returns its id
 */
export async function systemUser(db: Database, isDemo: boolean): Promise<string> {
  return asActor(db, 'system', (tx) =>
    ensureUser(tx, { id: randomUUID(), email: SYSTEM_EMAIL, name: 'Doorstroom', role: 'administrator', isDemo, now: new Date() }),
  );
}
