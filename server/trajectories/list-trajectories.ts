import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import type { listTrajectories as contract, TrajectoryListItem } from '#shared/contract/trajectories.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { listPage, type Reach } from './store.ts';

/** Trajectories in reach by code, latest referral first; nothing in it tells who they are of. */
export async function listTrajectories(tx: Transaction, reach: Reach, query: QueryOf<typeof contract>): Promise<AnswerOf<typeof contract>> {
  const { cursor, limit, ...filter } = query;
  const [startedOn, id] = readCursor(cursor, [PlainDate, z.uuid()]) ?? [];
  const after = startedOn !== undefined && id !== undefined ? { startedOn, id } : undefined;
  const rows = await listPage(tx, reach, filter, after, limit + 1);
  return pageFrom(rows, limit, { item: (row): TrajectoryListItem => row, after: (row) => [row.startedOn, row.id] });
}
