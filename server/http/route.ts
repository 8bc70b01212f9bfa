import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf, ParamsOf, QueryOf, RouteContract } from '#shared/contract/route.ts';
import { reachOf } from '#shared/permissions.ts';
import type { Actor } from './actor.ts';
import { type Answer, type AnyAnswer, sendAnswer } from './answer.ts';
import type { Dependencies } from './dependencies.ts';
import { versionFrom } from './entity-tag.ts';
import { readBody, readParams, readQuery } from './input.ts';
import { requestIdOf } from './request-id.ts';

/** What a handler is called with: everything checked, nothing of Express but the request itself. */
export type Call<Contract extends RouteContract> = {
  readonly params: ParamsOf<Contract>;
  readonly query: QueryOf<Contract>;
  /** A stream of bytes where the contract says so. */
  readonly body: Contract['body'] extends { readonly stream: string } ? Readable : BodyOf<Contract>;
  readonly actor: Contract['permission'] extends 'public' ? undefined : Actor;
  /** The version in `If-Match`, where the contract asks for one. */
  readonly version: Contract['ifMatch'] extends true ? number : undefined;
  /** The transaction of this request, or a plain connection where the route has none (RouteOptions). */
  readonly db: Transaction;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly requestId: string;
  readonly request: Request;
  readonly dependencies: Dependencies;
};

export type Handler<Contract extends RouteContract> = (call: Call<Contract>) => Answer<Contract> | Promise<Answer<Contract>>;

export type RouteOptions = {
  /**
   * Whether the handler runs in one transaction as the actor. By default every method but GET does. Turned on for a read that
   * must see one moment in several statements; turned off where the handler opens its own (streams).
   */
  readonly isTransaction?: boolean;
};

/** A contract with what answers it, to be mounted by the application. */
export type Handled = {
  readonly contract: RouteContract;
  readonly serve: (request: Request, response: Response, services: Services) => Promise<void>;
};

/** What the wrapper needs beside the handler's dependencies. */
export type Services = {
  readonly dependencies: Dependencies;
  /** @throws Problem session.required */
  readonly authenticate: (request: Request) => Promise<Actor>;
};

/**
 * Joins a contract and its handler. A request passes, in this order: who asks, may that role do this, is the input right, the
 * transaction, the handler, the answer. Whoever may not do a thing learns nothing of its shape, and no stranger's body is read.
 */
export function route<const Contract extends RouteContract>(contract: Contract, handle: Handler<Contract>, options?: RouteOptions): Handled;
export function route(
  contract: RouteContract,
  handle: (call: AnyCall) => AnyAnswer | Promise<AnyAnswer>,
  options: RouteOptions = {},
): Handled {
  const isTransaction = options.isTransaction ?? contract.method !== 'GET';
  const serve: Handled['serve'] = async (request, response, { dependencies, authenticate }) => {
    const actor = contract.permission === 'public' ? undefined : await authenticate(request);
    if (actor) authorise(actor, contract);
    const input = {
      params: readParams(contract, request),
      query: readQuery(contract, request),
      version: contract.ifMatch ? versionFrom(request) : undefined,
      body: await readBody(contract, request, response),
    };
    const { clock, newId } = dependencies;
    const call = { ...input, actor, clock, newId, requestId: requestIdOf(response), request, dependencies };
    const answer = await withDatabase(dependencies, isTransaction, actor, async (db) => handle({ ...call, db }));
    await sendAnswer(response, contract, answer, dependencies);
  };
  return { contract, serve };
}

function authorise(actor: Actor, { permission }: RouteContract): void {
  if (permission === 'public' || permission === 'signed-in') return;
  if (!reachOf(actor.role, permission)) throw new Problem('access.forbidden');
}

/**
 * The one place where a request gets its database. Reads take a plain connection and save the round trips of a transaction;
 * when row-level security comes, they too go through asActor, here.
 */
function withDatabase<T>(
  { db, reads }: Dependencies,
  isTransaction: boolean,
  actor: Actor | undefined,
  work: (db: Transaction) => Promise<T>,
): Promise<T> {
  if (!isTransaction) return work(reads);
  return asActor(db, actor ? { id: actor.userId, role: actor.role, municipalities: actor.municipalities } : 'system', work);
}

/** A call of which the contract is not known to the compiler. */
type AnyCall = Omit<Call<RouteContract>, 'body' | 'actor' | 'version'> & {
  body: unknown;
  actor: Actor | undefined;
  version: number | undefined;
};
