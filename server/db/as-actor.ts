import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Transaction } from './client.ts';
import { type Actor, contextStatement } from './context.ts';

/** Milliseconds: how long to wait for a connection, and how long the work may take; where that is given, a single statement of it too. */
export type TransactionLimits = { maxWait?: number; timeout?: number };

const RETRIES = 3;
const USUAL = 20_000;

/**
 * Does `work` in one transaction on behalf of the actor, of which row-level security is told first. Where the database finds that two transactions cannot both stand
 * (serialization failure, deadlock), the work is done again, up to three times: it must have no effect outside the transaction.
 */
export async function asActor<T>(
  db: Database,
  actor: Actor,
  work: (tx: Transaction) => Promise<T>,
  { maxWait = 10_000, timeout }: TransactionLimits = {},
): Promise<T> {
  const long = timeout === undefined ? [] : [['statement_timeout', String(timeout)] as const];
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(
        async (tx) => {
          await tx.$executeRaw(contextStatement(actor, long));
          return await work(tx);
        },
        { maxWait, timeout: timeout ?? USUAL },
      );
    } catch (error) {
      if (attempt > RETRIES || !isWriteConflict(error)) throw error;
      await wait(attempt * 10);
    }
  }
}

/** True for PostgreSQL's 40001 and 40P01, in the shapes in which Prisma passes them on: P2034 by itself, and within P2010 for raw SQL. */
export function isWriteConflict(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; isRecord(cause) && depth < 6; depth++) {
    if (cause.code === 'P2034' || cause.kind === 'TransactionWriteConflict') return true;
    if (cause.originalCode === '40001' || cause.originalCode === '40P01') return true;
    cause = (isRecord(cause.meta) && cause.meta.driverAdapterError) || cause.cause;
  }
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
