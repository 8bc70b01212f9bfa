/**
 * True where the database could not be reached, dropped the connection, had none free or took too long: the request changed nothing and may
 * be sent again. Looked for along `cause` and Prisma's `meta`, because adapters wrap what the driver said.
 */
export function isDatabaseGone(error: unknown): boolean {
  return causesOf(error).some((cause) => hasCode(cause, GONE) || (typeof cause.message === 'string' && LOST.test(cause.message)));
}

/** True where the database has no room left on its disk: the request changed nothing, nor will the same one until somebody makes room. */
export function isDiskFull(error: unknown): boolean {
  return causesOf(error).some((cause) => hasCode(cause, FULL));
}

function causesOf(error: unknown): Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = [];
  for (let cause: unknown = error; isRecord(cause) && causes.length < 6; ) {
    causes.push(cause);
    cause = (isRecord(cause.meta) && cause.meta.driverAdapterError) || cause.cause;
  }
  return causes;
}

function hasCode(cause: Record<string, unknown>, codes: ReadonlySet<string>): boolean {
  return [cause.code, cause.originalCode, cause.errorCode, cause.kind].some((code) => typeof code === 'string' && codes.has(code));
}

/** PostgreSQL's disk_full, and the system's word for it. */
const FULL = new Set(['53100', 'ENOSPC']);

const GONE = new Set([
  // The system's words for a peer that is not there.
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
  // PostgreSQL: shutting down, starting up, connection lost, too many connections.
  ...['57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006', '53300'],
  // PostgreSQL ended a statement, or its wait for a lock, that took longer than a request may.
  ...['57014', '55P03'],
  // Prisma: not reachable, timed out, closed the connection, no connection free, no transaction started or ended in time.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout'],
]);

// Said without a code.
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Unable to start a transaction in the given time|PGlite is clos/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
