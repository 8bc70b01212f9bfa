import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { PROBLEMS, Problem, type ProblemCode, type ProblemDocument } from '#shared/contract/problem.ts';
import { isDatabaseGone, isDiskFull } from './database-errors.ts';
import { requestIdOf } from './request-id.ts';

/** Any error as a problem document (RFC 9457). What is not foreseen is a 500 that says nothing but the request id; the log says the rest. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const problem = problemOf(error);
    if (OURS.has(problem.code)) log.error({ requestId: requestIdOf(response), error }, problem.code);
    if (response.destroyed) return;
    // Half a download cannot be taken back; a cut connection is how its reader learns.
    if (response.headersSent) return void response.destroy();
    sendProblem(response, problem);
  };
}

function sendProblem(response: Response, problem: Problem): void {
  const { status, title } = PROBLEMS[problem.code];
  const document: ProblemDocument = {
    type: `/problems/${problem.code}`,
    title,
    status,
    code: problem.code,
    requestId: requestIdOf(response),
    ...problem.members,
  };
  // For the throttles, which tell one refusal from another.
  response.locals.problem = problem.code;
  for (const name of ['ETag', 'Content-Disposition', 'Set-Cookie']) response.removeHeader(name);
  if (problem.members.retryAfter !== undefined) response.set('Retry-After', String(problem.members.retryAfter));
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(status).set({ 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json; charset=utf-8' });
  response.end(JSON.stringify(document));
}

/** What whoever runs the server has to look at. */
const OURS: ReadonlySet<ProblemCode> = new Set(['server.failed', 'database.unavailable', 'database.full']);

/** Seconds in which a restarting database is usually back. */
const DATABASE_BACK = 5;

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // An address with a % that stands for nothing.
  if (error instanceof URIError) return new Problem('request.unknown-route');
  if (isDiskFull(error)) return new Problem('database.full');
  return isDatabaseGone(error) ? new Problem('database.unavailable', { retryAfter: DATABASE_BACK }) : new Problem('server.failed');
}
