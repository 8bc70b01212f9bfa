import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import { rebuild } from './rebuild.ts';
import { hasUnfilledStays } from './rebuild-store.ts';

/** Derives the projections anew where a migration gave them members that only the steps can fill. @returns whether there was anything to do */
export async function fillProjections(db: Database): Promise<boolean> {
  if (!(await asActor(db, 'system', hasUnfilledStays))) return false;
  await rebuild(db);
  return true;
}
