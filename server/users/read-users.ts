import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import type { listUsers as contract, ManagedUser } from '#shared/contract/users.ts';
import { managedUser } from './managed-user.ts';
import { findUser, listUsers } from './store.ts';

/** A page of the accounts, by name. */
export async function readUsers(
  tx: Transaction,
  { cursor, limit }: QueryOf<typeof contract>,
  now: Date,
): Promise<AnswerOf<typeof contract>> {
  const [sortName, id] = readCursor(cursor, [z.string(), z.uuid()]) ?? [];
  const after = sortName !== undefined && id !== undefined ? { sortName, id } : undefined;
  const rows = await listUsers(tx, now, after, limit + 1);
  return pageFrom(rows, limit, { item: managedUser, after: (row) => [row.sortName, row.id] });
}

/** @throws Problem resource.not-found */
export async function readUser(tx: Transaction, id: string, now: Date): Promise<ManagedUser> {
  const user = await findUser(tx, id, now);
  if (!user) throw new Problem('resource.not-found');
  return managedUser(user);
}
