import { setTimeout as wait } from 'node:timers/promises';

const RETRIES = 3;

/** Does the work of a transaction again, up to three times, where the database finds that it cannot stand beside another. */
export async function againOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > RETRIES || !isWriteConflict(error)) throw error;
      await wait(attempt * 10);
    }
  }
}

/** True for PostgreSQL's 40001 and 40P01, as the driver says them and as Prisma passes them on: P2034 by itself, and within P2010 for raw SQL. */
export function isWriteConflict(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; isRecord(cause) && depth < 6; depth++) {
    if (cause.kind === 'TransactionWriteConflict' || [cause.code, cause.originalCode].some(isConflictCode)) return true;
    cause = (isRecord(cause.meta) && cause.meta.driverAdapterError) || cause.cause;
  }
  return false;
}

function isConflictCode(code: unknown): boolean {
  return code === '40001' || code === '40P01' || code === 'P2034';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
