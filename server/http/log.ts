import type { Response } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';

/**
 * One line for each answer: which route, never which address. Path and query hold ids and search words, and the log is read by
 * people who may know neither.
 *
 * @param route id of the contract, with its method and path template
 */
export function logAnswer(log: Logger, route: string, response: Response): void {
  const start = performance.now();
  response.once('close', () => {
    const milliseconds = Math.round(performance.now() - start);
    log.info(
      { requestId: requestIdOf(response), route, status: response.statusCode, milliseconds, isCut: !response.writableFinished },
      'answered',
    );
  });
}

/**
 * An error as the log may hold it: kind, codes and where it happened. Messages of the database and of Prisma quote values, so
 * names and e-mail addresses, and are left out; those of our own code do not.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const codes = Object.fromEntries(
    ['code', 'originalCode', 'errorCode'].flatMap((key) => (key in error ? [[key, Reflect.get(error, key)]] : [])),
  );
  const isOurs = error.constructor === Error || error instanceof TypeError || error instanceof RangeError;
  return {
    name: error.name,
    ...codes,
    ...(isOurs && { message: error.message }),
    at: frames?.slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
