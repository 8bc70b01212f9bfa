import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { sha256Of } from './content.ts';
import { appendToLedger, lockLedger } from './ledger-store.ts';
import { findPublication, findToken, holdPublication, markPublished, type PublicationRow } from './store.ts';
import { publicationOf } from './view.ts';

/**
 * Publishes a draft, one at a time: the verdict of the attack holds for exactly these bytes, together with exactly what had been published then. Its
 * cells go into the ledger, and nothing of it changes any more.
 * @throws Problem resource.not-found; publication.unsafe where the attack found something; publication.outdated where another was released
 *   since; publication.not-possible where it is no draft
 */
export async function releasePublication({ tx, now }: { tx: Transaction; now: Date }, id: string): Promise<Publication> {
  // First, so that of two releases at once the second sees all that the first did.
  const position = await lockLedger(tx);
  const draft = await holdPublication(tx, id);
  if (!draft) throw new Problem('resource.not-found');
  refuse(draft, position);
  await markPublished(tx, id, now);
  await appendToLedger(tx, id);
  const published = await findPublication(tx, id);
  if (!published) throw new Error('What was published is gone');
  return publicationOf(published, now, { token: await findToken(tx, id) });
}

function refuse({ status, report, content, sha256, ledgerPosition }: PublicationRow, position: number): void {
  if (status === 'refused') throw new Problem('publication.unsafe');
  if (status !== 'draft') throw new Problem('publication.not-possible');
  if (ledgerPosition !== position) throw new Problem('publication.outdated');
  // A row that somebody changed by hand is not what was attacked.
  if (!report?.isSafe || content === null || sha256Of(content) !== sha256) throw new Problem('publication.unsafe');
}
