import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { deletePublication, endLink, findPublication, holdPublication, markWithdrawn } from './store.ts';
import { publicationOf } from './view.ts';

/**
 * Takes a publication away, with the reason in its place. Whoever read it knows it: its cells stay in the ledger.
 * @throws Problem resource.not-found; publication.not-possible where it is not published
 */
export async function withdrawPublication({ tx, now }: { tx: Transaction; now: Date }, id: string, reason: string): Promise<Publication> {
  const held = await holdPublication(tx, id);
  if (!held) throw new Problem('resource.not-found');
  if (held.status !== 'published') throw new Problem('publication.not-possible');
  await endLink(tx, id);
  await markWithdrawn(tx, id, now, reason);
  const withdrawn = await findPublication(tx, id);
  if (!withdrawn) throw new Error('What was withdrawn is gone');
  return publicationOf(withdrawn, now, { token: null });
}

/**
 * Throws away what was never published; what is still protecting it finds that out by itself, and ends.
 * @throws Problem resource.not-found; publication.not-possible where it was published
 */
export async function discardPublication(tx: Transaction, id: string): Promise<void> {
  const held = await holdPublication(tx, id);
  if (!held) throw new Problem('resource.not-found');
  if (held.status === 'published' || held.status === 'withdrawn') throw new Problem('publication.not-possible');
  await deletePublication(tx, id);
}
