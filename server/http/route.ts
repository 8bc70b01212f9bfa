import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { AuditChain } from '#server/audit/append.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { Problem, type ProblemCode } from '#shared/contract/problem.ts';
import { auditKindOf, type BodyOf, type ParamsOf, type QueryOf, type RouteContract, takesKey } from '#shared/contract/route.ts';
import { reachOf } from '#shared/permissions.ts';
import { type Actor, asDatabaseActor } from './actor.ts';
import { type Answer, type AnyAnswer, sendAnswer } from './answer.ts';
import { type AuditNote, noteOf, type RequestNote } from './audit-note.ts';
import type { Dependencies } from './dependencies.ts';
import { versionFrom } from './entity-tag.ts';
import { readBody, readParams, readQuery } from './input.ts';
import { keyFrom, once } from './once.ts';
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
  /** The transaction of this request, as the actor. For a read, and where the route is direct, it takes raw statements only. */
  readonly db: Transaction;
  /** The line that this request leaves in the audit log: say whom and what it is about. */
  readonly audit: AuditNote;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly requestId: string;
  readonly request: Request;
  readonly dependencies: Dependencies;
  /** Begins something once the transaction of this request stands, and only then; nobody waits for it. */
  readonly afterwards: (begin: () => void) => void;
};

export type Handler<Contract extends RouteContract> = (call: Call<Contract>) => Answer<Contract> | Promise<Answer<Contract>>;

export type RouteOptions = {
  /**
   * Turned off where the handler opens transactions of its own, as the actor: it waits for bytes, or hashes, and must not hold one.
   * Its `db` is then of no use.
   */
  readonly isTransaction?: boolean;
  /** Turned on where a hot handler that writes does so by raw statements only, which go straight to the driver. A read always does. */
  readonly isDirect?: boolean;
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
  readonly auditChain: AuditChain;
};

/**
 * Joins a contract and its handler. A request passes, in this order: who asks, may that role do this, is the input right, the
 * transaction, the handler, its line in the audit log, the answer. Whoever may not do a thing learns nothing of its shape, and no stranger's body is read.
 */
export function route<const Contract extends RouteContract>(contract: Contract, handle: Handler<Contract>, options?: RouteOptions): Handled;
export function route(
  contract: RouteContract,
  handle: (call: AnyCall) => AnyAnswer | Promise<AnyAnswer>,
  options: RouteOptions = {},
): Handled {
  const { isTransaction = true, isDirect = contract.method === 'GET' } = options;
  const serve: Handled['serve'] = async (request, response, { dependencies, authenticate, auditChain }) => {
    await expectRoom(contract, dependencies);
    const actor = contract.permission === 'public' ? undefined : await authenticate(request);
    const { clock, newId } = dependencies;
    const requestId = requestIdOf(response);
    const audit = noteOf({ contract, chain: auditChain, actor, request, requestId, clock });
    let begin: (() => void) | undefined;
    const afterwards: Call<RouteContract>['afterwards'] = (given) => {
      // The last one: a transaction that meets a conflict runs again.
      begin = given;
    };
    const work: Work = { contract, dependencies, actor, audit, isDirect };
    try {
      if (actor) authorise(actor, contract);
      const input = {
        params: readParams(contract, request),
        query: readQuery(contract, request),
        version: contract.ifMatch ? versionFrom(request) : undefined,
        body: await readBody(contract, request, response),
      };
      const call = { ...input, actor, clock, newId, requestId, request, dependencies, audit, afterwards };
      const key = actor && takesKey(contract) ? keyFrom(request) : undefined;
      const answer = isTransaction
        ? await inTransaction(work, async (db) => {
            if (!actor || key === undefined) return handle({ ...call, db });
            const asked = [contract.id, input.params, input.query, input.version, input.body];
            const { answer, isRepeated } = await once(db, dependencies, { actor, key, asked }, () => handle({ ...call, db }));
            if (isRepeated) audit.about({ details: { isRepeated } });
            return answer;
          })
        : await onItsOwn(work, () => handle({ ...call, db: NONE }));
      begin?.();
      await sendAnswer(response, contract, answer, dependencies);
    } catch (error) {
      await noteRefusal(work, error);
      throw error;
    } finally {
      // Not before everything is committed: only then is there something to anchor.
      if (audit.isWritten) dependencies.anchor?.touch();
    }
  };
  return { contract, serve };
}

function authorise(actor: Actor, { permission }: RouteContract): void {
  if (permission === 'public' || permission === 'signed-in') return;
  if (!reachOf(actor.role, permission)) throw new Problem('access.forbidden');
}

/** Before all else, because recognising somebody and refusing them write too. Signing in goes on as long as reading does: without it nobody reads. */
async function expectRoom(contract: RouteContract, { disk }: Dependencies): Promise<void> {
  const room = (await disk?.left()) ?? 'enough';
  if (room === 'enough') return;
  const isReading = contract.path.startsWith('/session') || auditKindOf(contract) !== 'change';
  if (room === 'none' || !isReading) throw new Problem('database.full');
}

type Work = {
  readonly contract: RouteContract;
  readonly dependencies: Dependencies;
  readonly actor: Actor | undefined;
  readonly audit: RequestNote;
  readonly isDirect: boolean;
};

/**
 * The one place where a request gets its database: a transaction as whoever asks, that begins with telling row-level security so and
 * ends with the line in the audit log. What only reads, and the hottest that writes, takes the shorter way (db/direct.ts).
 */
function inTransaction<T>(
  { contract, dependencies: { db, reads, writes }, actor, audit, isDirect }: Work,
  work: (db: Transaction) => Promise<T>,
): Promise<T> {
  const noted = async (tx: Transaction) => {
    const result = await work(tx);
    await audit.append(tx);
    return result;
  };
  const whose = asDatabaseActor(actor, contract);
  if (!isDirect) return asActor(db, whose, noted);
  return contract.method === 'GET' ? reads(whose, noted) : writes(whose, noted);
}

/** A handler with transactions of its own, that may have written its line in one of them. */
async function onItsOwn<T>({ contract, dependencies: { db }, actor, audit }: Work, work: () => T | Promise<T>): Promise<T> {
  const result = await work();
  if (!audit.isWritten && auditKindOf(contract)) await asActor(db, asDatabaseActor(actor, contract), (tx) => audit.append(tx));
  return result;
}

/** What was refused is taken back, so its line has a transaction of its own. What else goes wrong is no refusal: the log tells it. */
async function noteRefusal({ contract, dependencies: { db, log }, actor, audit }: Work, error: unknown): Promise<void> {
  if (!(error instanceof Problem) || !REFUSALS.has(error.code)) return;
  // Strangers without a session could fill the log; of those only what tries to be somebody counts.
  if (!actor && (auditKindOf(contract) !== 'session' || error.code === 'resource.not-found')) return;
  try {
    await asActor(db, asDatabaseActor(actor, contract), (tx) => audit.write(tx, error.code));
  } catch (failure) {
    // Whoever asked is told why they were refused, whatever becomes of the line.
    log.error({ route: contract.id, error: failure }, 'audit.refusal-not-written');
  }
}

const REFUSALS: ReadonlySet<ProblemCode> = new Set([
  'access.forbidden',
  'resource.not-found',
  'request.throttled',
  'session.refused',
  'session.code-required',
  'session.setup-required',
  'setup.link-unknown',
  'setup.code-refused',
  'account.proof-refused',
  'publication.unsafe',
  'publication.outdated',
]);

/** In the place of a transaction where a handler opens its own. */
const NONE = new Proxy<Transaction>(Object.create(null), {
  get: (_, name) => {
    if (name === 'then') return undefined;
    throw new Error(`This handler opens its own transactions: there is no ${String(name)} outside`);
  },
});

/** A call of which the contract is not known to the compiler. */
type AnyCall = Omit<Call<RouteContract>, 'body' | 'actor' | 'version'> & {
  body: unknown;
  actor: Actor | undefined;
  version: number | undefined;
};
