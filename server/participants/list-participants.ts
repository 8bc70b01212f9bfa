import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import type { listParticipants as contract, listCaseWorkers, ParticipantListItem } from '#shared/contract/participants.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import { searchWords } from './search-text.ts';
import { listPage, listWorkers, type Sort, type SortName } from './store.ts';

/** A page of the participants of some municipalities; one that the caller does not reach has none. */
export async function listParticipants(
  tx: Transaction,
  reach: readonly string[],
  query: QueryOf<typeof contract>,
): Promise<AnswerOf<typeof contract>> {
  const { cursor, limit, q, stage, running, worker, municipality, erased = false } = query;
  const sort = sortOf(query.sort);
  const [value, id] = readCursor(cursor, [sort.by === 'name' ? z.string() : z.iso.date(), z.uuid()]) ?? [];
  const after = value !== undefined && id !== undefined ? { value, id } : undefined;
  const municipalities = municipality === undefined ? reach : reach.filter((code) => code === municipality);
  const words = q === undefined ? [] : searchWords(q);
  const rows = await listPage(tx, municipalities, { words, stage, running, worker, isErased: erased }, sort, after, limit + 1);
  return pageFrom(rows, limit, { item: ({ item }) => item, after: ({ item, sortValue }) => [sortValue, item.id] });
}

/** Whoever of these municipalities has an INSZ with one of these indexes: one a municipality, as duplicates are refused. */
export async function findByInsz(
  tx: Transaction,
  reach: readonly string[],
  inszIndexes: readonly Uint8Array[],
): Promise<ParticipantListItem[]> {
  const rows = await listPage(
    tx,
    reach,
    { words: [], inszIndexes, isErased: false },
    { by: 'name', isDescending: false },
    undefined,
    MOST_FOUND,
  );
  return rows.map(({ item }) => item);
}

const MOST_FOUND = 50;

/** The case workers of some municipalities: who may be named as the one who guides. */
export async function namedCaseWorkers(tx: Transaction, municipalities: readonly string[]): Promise<AnswerOf<typeof listCaseWorkers>> {
  return { items: await listWorkers(tx, municipalities) };
}

function sortOf(sort: QueryOf<typeof contract>['sort']): Sort {
  const names: Record<string, SortName> = { name: 'name', stageSince: 'stageSince', lastStepOn: 'lastStepOn' };
  return { by: names[sort.replace('-', '')] ?? 'name', isDescending: sort.startsWith('-') };
}
