import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { readSettings } from '#server/settings/read-settings.ts';
import type { listRetention as contract } from '#shared/contract/retention.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { filesForReview } from './store.ts';

/** A page of the files whose term has passed and that nobody decided to keep: longest ended first. */
export async function listRetention(
  { tx, reach, now }: { tx: Transaction; reach: readonly string[]; now: Date },
  { cursor, limit }: QueryOf<typeof contract>,
): Promise<AnswerOf<typeof contract>> {
  const { retentionMonths } = await readSettings(tx);
  const [endedOn, id] = readCursor(cursor, [z.iso.date(), z.uuid()]) ?? [];
  const after = endedOn !== undefined && id !== undefined ? { endedOn, id } : undefined;
  const rows = await filesForReview(tx, reach, { today: dayInBrussels(now), retentionMonths }, after, limit + 1);
  return { ...pageFrom(rows, limit, { item: (row) => row, after: (row) => [row.endedOn, row.id] }), retentionMonths };
}
