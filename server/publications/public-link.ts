import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import { endLink, findPublication, holdPublication, openLink } from './store.ts';

/** 192 bits: nobody comes upon one by trying. */
const TOKEN_BYTES = 24;

/**
 * Lets anybody with the link read a publication; a link that is open stays the same.
 * @throws Problem resource.not-found; publication.not-possible where it is not published
 */
export async function openPublicLink(
  { tx, now, randomBytes }: { tx: Transaction; now: Date; randomBytes: (size: number) => Buffer },
  id: string,
): Promise<string> {
  const held = await holdPublication(tx, id);
  if (!held) throw new Problem('resource.not-found');
  if (held.status !== 'published') throw new Problem('publication.not-possible');
  return openLink(tx, id, randomBytes(TOKEN_BYTES).toString('base64url'), now);
}

/**
 * @returns whether there was a link to end
 * @throws Problem resource.not-found
 */
export async function endPublicLink(tx: Transaction, id: string): Promise<boolean> {
  if (!(await findPublication(tx, id))) throw new Problem('resource.not-found');
  return endLink(tx, id);
}
