import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'express';
import type { z } from 'zod';
import type { RouteContract } from '#shared/contract/route.ts';
import type { Dependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';

/** A file that is written while it is sent. */
export type Download = {
  readonly filename: string;
  /** Where the contract's media type is only one of those that the route gives. */
  readonly type?: string;
  readonly content: AsyncIterable<string | Uint8Array>;
};

type Responses<Contract extends RouteContract> = Contract['responses'];

/** What a handler returns. The status may be left out where the contract has one only; a version where it promises no ETag. */
export type Answer<Contract extends RouteContract> = {
  [Status in keyof Responses<Contract>]: Common &
    (IsOnly<Status, keyof Responses<Contract>> extends true ? { readonly status?: Status } : { readonly status: Status }) &
    (Contract['etag'] extends true ? { readonly version: number } : { readonly version?: undefined }) &
    Content<Responses<Contract>[Status]>;
}[keyof Responses<Contract>];

type Common = { readonly headers?: Readonly<Record<string, string | string[]>> };
type IsOnly<Status, All> = [All] extends [Status] ? true : false;
type Content<Response> = Response extends z.ZodType
  ? { readonly body: z.output<Response> }
  : Response extends { readonly download: string }
    ? { readonly download: Download }
    : Response extends { readonly redirect: string }
      ? { readonly redirect: string }
      : { readonly body?: undefined };

/** An answer of which the contract is not known to the compiler. */
export type AnyAnswer = Common & {
  readonly status?: PropertyKey;
  readonly version?: number | undefined;
  readonly body?: unknown;
  readonly download?: Download;
  /** Where the browser goes next. */
  readonly redirect?: string;
};

export async function sendAnswer(
  response: Response,
  contract: RouteContract,
  answer: AnyAnswer,
  { isAnswerChecked }: Dependencies,
): Promise<void> {
  const status = Number(answer.status ?? Object.keys(contract.responses)[0]);
  if (isAnswerChecked) check(contract, status, answer);
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .set({ ...answer.headers });
  if (answer.version !== undefined) response.set('ETag', entityTag(answer.version));
  if (answer.redirect !== undefined) return void response.set('Location', answer.redirect).end();
  if (answer.download) return sendDownload(response, contract.responses[status], answer.download);
  if (answer.body === undefined) return void response.end();
  // Without Express's own `json`, which would hash every body for an ETag that no-store makes useless.
  response.set('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(answer.body));
}

/** The first piece is taken before the headers go out, so that what fails at the beginning is still answered as a problem. */
async function sendDownload(
  response: Response,
  promised: RouteContract['responses'][number] | undefined,
  { filename, type, content }: Download,
): Promise<void> {
  const pieces = content[Symbol.asyncIterator]();
  const first = await pieces.next();
  const usual = promised && 'download' in promised ? `${promised.download}; charset=utf-8` : 'application/octet-stream';
  response.set('Content-Type', type ?? usual);
  response.attachment(filename);
  await pipeline(Readable.from(rest(first, pieces), { objectMode: false }), response);
}

async function* rest(
  first: IteratorResult<string | Uint8Array>,
  pieces: AsyncIterator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
  } finally {
    // A reader who goes away must not leave the handler's cursor open.
    await pieces.return?.();
  }
}

/** Compared after parsing, because a schema drops what it does not know: a column too many in an answer is how data leaks. */
function check(contract: RouteContract, status: number, answer: AnyAnswer): void {
  const promised = contract.responses[status];
  if (promised === undefined) throw new Error(`${contract.id} answered ${status}, which its contract does not know`);
  if (contract.etag && answer.version === undefined) throw new Error(`${contract.id} answered without a version`);
  if (promised === null || 'download' in promised || 'redirect' in promised) return;
  const sent: unknown = JSON.parse(JSON.stringify(answer.body ?? null));
  const parsed = promised.safeParse(sent);
  if (!parsed.success) throw new Error(`${contract.id} answered ${status} against its contract: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, sent))
    throw new Error(`${contract.id} answered ${status} with members that its contract does not know`);
}
