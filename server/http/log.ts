import type { Response } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import { CENSOR, redacted } from '#server/redacted.ts';
import { requestIdOf } from './request-id.ts';

/**
 * The log. Its callers say nothing personal; should one of them be wrong some day, members of such names are struck out, and so is
 * what looks like a token or a number of a person. Not by pino's `redact`: with names at several depths it costs 70 µs a line, this 6.
 */
export function createLog(destination: DestinationStream): Logger {
  const serializers = { err: describeError, error: describeError };
  const hooks = { streamWrite: (line: string) => redacted(line) };
  return pino({ base: null, formatters: { log: struck }, serializers, hooks }, destination);
}

function struck(members: Record<string, unknown>, levels = DEEPEST): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, STRUCK.has(name) ? CENSOR : struckWithin(value, levels)]),
  );
}

function struckWithin(value: unknown, levels: number): unknown {
  if (Array.isArray(value)) return value.map((each) => struckWithin(each, levels - 1));
  if (!isPlain(value)) return value;
  return levels > 0 ? struck(value, levels - 1) : CENSOR;
}

// Deeper than any line; what holds itself must have an end.
const DEEPEST = 5;

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const STRUCK = new Set([
  ...['password', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'secret', 'authorization', 'cookie', 'set-cookie', 'databaseUrl'],
  ...['firstName', 'lastName', 'birthDate', 'insz', 'email', 'reference', 'note', 'employer', 'q'],
  ...['body', 'query', 'params', 'headers', 'url', 'originalUrl', 'detail', 'req', 'request', 'res', 'response'],
]);

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
  const isOurs = error.constructor === Error || error instanceof TypeError || error instanceof RangeError;
  const cause = error.cause ?? driverErrorOf(error);
  return {
    name: error.name,
    ...codesOf(error),
    ...(isOurs && { message: error.message }),
    at: frames?.slice(0, 12).map((line) => line.trim()),
    ...(cause !== undefined && { cause: cause instanceof Error ? describeError(cause) : codesOf(cause) }),
  };
}

function codesOf(error: unknown): Record<string, string> {
  if (typeof error !== 'object' || error === null) return {};
  const codes = ['code', 'originalCode', 'errorCode', 'kind'].map((key): [string, unknown] => [key, Reflect.get(error, key)]);
  return Object.fromEntries(codes.filter((code): code is [string, string] => typeof code[1] === 'string'));
}

/** Prisma keeps what the driver said beside `cause`. */
function driverErrorOf(error: Error): unknown {
  const meta: unknown = Reflect.get(error, 'meta');
  return typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'driverAdapterError') : undefined;
}
