import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import type { listFileReaders as contract } from '#shared/contract/audit.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import { isOfOwnOffice, listReaders } from './read-store.ts';

/**
 * Who looked at the file of a participant of the own office.
 *
 * @throws Problem resource.not-found
 */
export async function listFileReaders(
  tx: Transaction,
  participantId: string,
  { cursor, limit }: QueryOf<typeof contract>,
): Promise<AnswerOf<typeof contract>> {
  const [last, userId] = readCursor(cursor, [z.iso.datetime(), z.uuid()]) ?? [];
  if (!(await isOfOwnOffice(tx, participantId))) throw new Problem('resource.not-found');
  const before = last !== undefined && userId !== undefined ? { last, userId } : undefined;
  const rows = await listReaders(tx, participantId, before, limit + 1);
  return pageFrom(rows, limit, { item: (reader) => reader, after: ({ last, user }) => [last, user.id] });
}
