import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { searchWords } from '#server/participants/search-text.ts';
import type { listOrganisations as contract, Organisation } from '#shared/contract/organisations.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { findOrganisation, listPage } from './store.ts';

/** A page by name of what the caller may see: proposals too, but for the steering group. */
export async function readOrganisations(
  tx: Transaction,
  { cursor, limit, q, ...filter }: QueryOf<typeof contract>,
  now: Date,
): Promise<AnswerOf<typeof contract>> {
  const [sortName, id] = readCursor(cursor, [z.string(), z.uuid()]) ?? [];
  const after = sortName !== undefined && id !== undefined ? { sortName, id } : undefined;
  const words = q === undefined ? [] : searchWords(q);
  const rows = await listPage(tx, { words, ...filter }, dayInBrussels(now), after, limit + 1);
  return pageFrom(rows, limit, { item: ({ organisation }) => organisation, after: (row) => [row.sortName, row.organisation.id] });
}

/** @throws Problem resource.not-found */
export async function readOrganisation(tx: Transaction, id: string): Promise<Organisation> {
  const organisation = await findOrganisation(tx, id);
  if (!organisation) throw new Problem('resource.not-found');
  return organisation;
}
