/**
 * True where the database could not be reached, dropped the connection, had none free or took too long: the request changed nothing and may
 * be sent again. Looked for along `cause` and Prisma's `meta`, because adapters wrap what the driver said.
 */
export function isDatabaseGone(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; isRecord(cause) && depth < 6; depth++) {
    if ([cause.code, cause.originalCode, cause.errorCode, cause.kind].some((code) => typeof code === 'string' && GONE.has(code)))
      return true;
    if (typeof cause.message === 'string' && LOST.test(cause.message)) return true;
    cause = (isRecord(cause.meta) && cause.meta.driverAdapterError) || cause.cause;
  }
  return false;
}

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
