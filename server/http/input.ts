import { isUtf8 } from 'node:buffer';
import { PassThrough, type Readable } from 'node:stream';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { type FieldProblem, Problem } from '#shared/contract/problem.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { fieldsOf } from './fields.ts';

/** A path that cannot be right leads nowhere: the same answer as for somebody else's. */
export function readParams({ params }: RouteContract, request: Request): unknown {
  if (!params) return undefined;
  const parsed = params.safeParse(request.params);
  if (!parsed.success) throw new Problem('resource.not-found');
  return parsed.data;
}

export function readQuery({ query }: RouteContract, request: Request): unknown {
  const parameters = new URLSearchParams(queryString(request));
  const repeated = [...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length > 1);
  if (repeated.length > 0) throw invalid(repeated.map((name) => ({ path: `query.${name}`, code: 'repeated', message: 'give it once' })));
  const parsed = parse(query ?? NOTHING, Object.fromEntries(parameters), 'query');
  return query ? parsed : undefined;
}

/** Routes without a body ignore what is sent along; a stream is handed on unread. */
export async function readBody({ body }: RouteContract, request: Request, response: Response): Promise<unknown> {
  if (!body) return undefined;
  const mediaType = 'stream' in body ? body.stream : 'application/json';
  if (hasBody(request) && !request.is(mediaType)) throw new Problem('request.media-type', { detail: `Send ${mediaType}.` });
  if ('stream' in body) {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new Problem('request.media-type', { detail: 'Send it uncompressed.' });
    return bytesOf(request);
  }
  await parseJson(request, response);
  // Express leaves it undefined where there is none; then every field that must be there is named.
  const sent: unknown = request.body === undefined ? {} : request.body;
  if (!isShallow(sent, DEEPEST)) throw invalid([{ path: 'body', code: 'too-deep', message: 'nested too deeply' }]);
  return parse(body, sent, 'body');
}

const NOTHING = z.strictObject({});

// Nothing in the contract is nested deeper than four levels; recursion over a body sent by a stranger needs an end.
const DEEPEST = 20;

function parse(schema: z.ZodType, input: unknown, part: 'query' | 'body'): unknown {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(fieldsOf(parsed.error, input, part));
  return parsed.data;
}

function invalid(fields: FieldProblem[]): Problem {
  return new Problem('request.invalid', { fields });
}

function queryString({ originalUrl }: Request): string {
  const mark = originalUrl.indexOf('?');
  return mark < 0 ? '' : originalUrl.slice(mark + 1);
}

const json = express.json({
  limit: 1_000_000,
  strict: false,
  verify: (_request, _response, bytes) => {
    // Decoding would put U+FFFD in the place of what is not UTF-8, and store a name that nobody wrote.
    if (!isUtf8(bytes)) throw new Problem('request.malformed', { detail: 'The body is not UTF-8.' });
  },
});

function parseJson(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    json(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(problemOfBody(error))));
  });
}

function problemOfBody(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new Problem('request.too-large');
  return new Problem(status === 415 ? 'request.media-type' : 'request.malformed');
}

/**
 * The bytes apart from the request: a handler that stops reading halfway closes its stream, and closing the request itself would
 * cut the connection before the answer is out. What is left of the body Node throws away after the answer.
 */
function bytesOf(request: Request): Readable {
  const bytes = new PassThrough();
  // Whoever reads is told by the stream itself; where nobody does, an error without a listener would end the process.
  bytes.on('error', () => {});
  request.once('close', () => {
    if (!request.complete) bytes.destroy(new Problem('request.malformed', { detail: 'The body was cut off.' }));
  });
  return request.pipe(bytes);
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
