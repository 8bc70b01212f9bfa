import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { searchWords } from '#server/participants/search-text.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { listHandovers as contract, Handover } from '#shared/contract/handovers.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import { countWaiting, listPage } from './store.ts';

/** Files on their way to or from the offices in reach, latest first. */
export async function listHandovers(tx: Transaction, reach: Reach, query: QueryOf<typeof contract>): Promise<AnswerOf<typeof contract>> {
  const { cursor, limit, direction, status, q } = query;
  const [proposedAt, id] = readCursor(cursor, [z.iso.datetime(), z.uuid()]) ?? [];
  const after = proposedAt !== undefined && id !== undefined ? { proposedAt, id } : undefined;
  const rows = await listPage(tx, reach, { direction, status, words: q === undefined ? [] : searchWords(q) }, after, limit + 1);
  return pageFrom(rows, limit, { item: (row): Handover => row, after: (row) => [row.proposedAt, row.id] });
}

export async function countIncoming(tx: Transaction, reach: Reach): Promise<{ incoming: number }> {
  return { incoming: await countWaiting(tx, reach) };
}
