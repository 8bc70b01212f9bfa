import type { Database, Transaction } from './client.ts';
import { againOnConflict } from './conflicts.ts';
import { type Actor, contextStatement } from './context.ts';

/** Milliseconds: how long to wait for a connection, and how long the work may take; where that is given, a single statement of it too. */
export type TransactionLimits = {
  maxWait?: number;
  timeout?: number;
  /** All statements see the database as it was at the first. */
  isSnapshot?: boolean;
};

const USUAL = 20_000;

/**
 * Does `work` in one transaction on behalf of the actor, of which row-level security is told first. Where the database finds that two transactions cannot both stand
 * (serialization failure, deadlock), the work is done again, up to three times: it must have no effect outside the transaction.
 */
export async function asActor<T>(
  db: Database,
  actor: Actor,
  work: (tx: Transaction) => Promise<T>,
  { maxWait = 10_000, timeout, isSnapshot = false }: TransactionLimits = {},
): Promise<T> {
  const long = timeout === undefined ? [] : [['statement_timeout', String(timeout)] as const];
  return againOnConflict(() =>
    db.$transaction(
      async (tx) => {
        // Before all else, or PostgreSQL refuses it; as a statement, because the embedded database's adapter would wait for itself.
        if (isSnapshot) await tx.$executeRaw`set transaction isolation level repeatable read`;
        await tx.$executeRaw(contextStatement(actor, long));
        return await work(tx);
      },
      { maxWait, timeout: timeout ?? USUAL },
    ),
  );
}
