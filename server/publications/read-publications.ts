import type { Transaction } from '#server/db/client.ts';
import type { Actor } from '#server/http/actor.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Publication, PublicationSummary, reviewPublication } from '#shared/contract/publications.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { reachOf } from '#shared/permissions.ts';
import { TableId } from '#shared/publications/catalogue.ts';
import { daysOfPeriod } from '#shared/publications/period.ts';
import { findByToken, findPublication, findToken, listPublications as listRows, listWorkingCells, type PublicationRow } from './store.ts';
import { publicationOf, summaryOf } from './view.ts';

interface Reading {
  readonly tx: Transaction;
  readonly now: Date;
}

/** The latest period first; of one period, its quarter before its year, and the one that counts before those that were withdrawn. */
export async function listPublications({ tx, now }: Reading): Promise<PublicationSummary[]> {
  const orderOf = ({ period, status, madeAt }: PublicationSummary) =>
    [daysOfPeriod(period).to, period, status === 'withdrawn' ? '0' : '1', madeAt].join(' ');
  const summaries = (await listRows(tx)).map((row) => summaryOf(row, now));
  return summaries.toSorted((a, b) => (orderOf(a) > orderOf(b) ? -1 : 1));
}

/** @throws Problem resource.not-found also for what was never published, to anybody but the coordinator: row-level security hides it */
export async function readPublication({ tx, now, actor }: Reading & { actor: Actor }, id: string): Promise<Publication> {
  const row = await findPublication(tx, id);
  if (!row) throw new Problem('resource.not-found');
  const isCoordinator = reachOf(actor.role, 'publication.write') !== undefined;
  return publicationOf(row, now, isCoordinator ? { token: await findToken(tx, id) } : undefined);
}

/** @throws Problem resource.not-found for an unknown link, one that was ended, and one of what was withdrawn */
export async function readByLink({ tx, now }: Reading, token: string): Promise<Publication> {
  return publicationOf(await publishedByLink(tx, token), now, undefined);
}

/** @throws Problem resource.not-found */
export async function publishedByLink(tx: Transaction, token: string): Promise<Published> {
  return published(await findByToken(tx, token));
}

/** @throws Problem resource.not-found for what is not published, or not any more */
export async function publishedById(tx: Transaction, id: string): Promise<Published> {
  return published(await findPublication(tx, id));
}

type Published = PublicationRow & { readonly content: string; readonly sha256: string };

function published(row: PublicationRow | undefined): Published {
  if (row?.status !== 'published' || row.content === null || row.sha256 === null) throw new Problem('resource.not-found');
  return { ...row, content: row.content, sha256: row.sha256 };
}

/**
 * What is true, beside what is to be published: the only answer that holds it.
 * @throws Problem resource.not-found; publication.not-possible while it is being protected, and once it was published
 */
export async function reviewTables(tx: Transaction, id: string): Promise<AnswerOf<typeof reviewPublication>> {
  const row = await findPublication(tx, id);
  if (!row) throw new Problem('resource.not-found');
  if (row.status !== 'draft' && row.status !== 'refused') throw new Problem('publication.not-possible');
  const cells = await listWorkingCells(tx, id);
  const tables = TableId.options
    .map((table) => ({
      id: table,
      cells: cells.filter((cell) => cell.table === table).map(({ key, truth }) => ({ key, truth })),
    }))
    .filter((table) => table.cells.length > 0);
  return { tables };
}
