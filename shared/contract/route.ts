import type { z } from 'zod';
import type { Permission } from '#shared/permissions.ts';
import type { ProblemCode } from './problem.ts';

type Shape = z.ZodType;

/** What a line of the audit log tells of (access.md, "Data"). */
export type AuditKind = 'change' | 'read' | 'search' | 'export' | 'session';

/**
 * One route, said once. The server validates with it, the client takes its types from it and the OpenAPI document is made of it.
 * `query` and `params` are strict objects over text; `body` is a schema over JSON, or the media type of a body that is streamed.
 */
export interface RouteContract {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `public` needs no sign-in; `signed-in` any role; else the permission that a role must hold (permissions.ts). */
  readonly permission: 'public' | 'signed-in' | Permission;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape | { readonly stream: string };
  /** What a success carries: a schema for JSON, a media type for a download, where a redirection leads in words, `null` for nothing. */
  readonly responses: Readonly<Record<number, Shape | { readonly download: string } | { readonly redirect: string } | null>>;
  /** Whether the answer carries an `ETag`, and whether the request must carry `If-Match`. */
  readonly etag?: boolean;
  readonly ifMatch?: boolean;
  readonly errors: readonly ProblemCode[];
  /** The line that a request leaves in the audit log; where nothing is said, `change` for every method but GET, and none for GET. */
  readonly audit?: AuditKind | 'none';
}

/** Which line a request of a route leaves, or undefined where it leaves none. */
export function auditKindOf({ audit, method }: Pick<RouteContract, 'audit' | 'method'>): AuditKind | undefined {
  const kind = audit ?? (method === 'GET' ? 'none' : 'change');
  return kind === 'none' ? undefined : kind;
}

/**
 * Whether a route takes an `Idempotency-Key`: it changes something that a role may change, and answers JSON. The own account and session do not,
 * nor does what is the same however often it is put.
 */
export function takesKey({ method, permission, body, responses }: RouteContract): boolean {
  const isJson = Object.values(responses).every((content) => content === null || !('download' in content || 'redirect' in content));
  return (
    method !== 'GET' && method !== 'PUT' && permission !== 'public' && permission !== 'signed-in' && !(body && 'stream' in body) && isJson
  );
}

export function defineRoute<const Contract extends RouteContract>(contract: Contract): Contract {
  return contract;
}

type Inferred<Schema> = Schema extends Shape ? z.output<Schema> : undefined;
type Typed<Schema> = Schema extends Shape ? z.input<Schema> : undefined;

export type ParamsOf<Contract extends RouteContract> = Inferred<Contract['params']>;
export type QueryOf<Contract extends RouteContract> = Inferred<Contract['query']>;
export type BodyOf<Contract extends RouteContract> = Inferred<Contract['body']>;
/** As a client writes them, before defaults are filled in. */
export type QueryInput<Contract extends RouteContract> = Typed<Contract['query']>;
export type BodyInput<Contract extends RouteContract> = Typed<Contract['body']>;
export type AnswerOf<Contract extends RouteContract> = {
  [Status in keyof Contract['responses']]: Inferred<Contract['responses'][Status]>;
}[keyof Contract['responses']];
