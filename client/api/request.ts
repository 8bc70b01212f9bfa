import type { AnswerOf, BodyInput, ParamsOf, QueryInput, RouteContract } from '#shared/contract/route.ts';
import { ApiProblem, isProblem } from './problem.ts';
import { saveFile } from './save-file.ts';
import { send } from './send.ts';
import { currentToken, getSession, isSpeakingFor, renew, waitForSignIn } from './session.ts';

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

type Loose = {
  params?: Readonly<Record<string, string>> | undefined;
  query?: Readonly<Record<string, QueryValue>> | undefined;
  body?: unknown;
  ifMatch?: string | number | undefined;
  key?: string | undefined;
  as?: string | undefined;
  keepalive?: boolean | undefined;
  signal?: AbortSignal | undefined;
};

/** `undefined` where the route knows no such part; then it must not be given. */
type Given<Name extends string, Value> = [Value] extends [undefined] ? { [name in Name]?: never } : { [name in Name]: Value };

/** A query is written loosely (numbers, lists, empty values that are left out); its names are the contract's. */
type QueryOption<Route extends RouteContract> = [QueryInput<Route>] extends [undefined]
  ? { query?: never }
  : { query?: { [name in keyof QueryInput<Route>]?: QueryValue } };

type BodyOption<Route extends RouteContract> = Route['body'] extends { readonly stream: string }
  ? { body: Blob }
  : Given<'body', BodyInput<Route>>;

export type RequestOptions<Route extends RouteContract> = Given<'params', ParamsOf<Route>> &
  QueryOption<Route> &
  BodyOption<Route> &
  (Route extends { readonly ifMatch: true } ? { ifMatch: string | number } : { ifMatch?: never }) & {
    key?: string | undefined;
    /** Sent in this user's name or not at all: for what goes out by itself, while somebody else may have signed in. */
    as?: string | undefined;
    /** Goes on when the page is closed. */
    keepalive?: boolean | undefined;
    signal?: AbortSignal | undefined;
  };

type OptionsArgument<Route extends RouteContract> =
  Record<never, never> extends RequestOptions<Route> ? [options?: RequestOptions<Route>] : [options: RequestOptions<Route>];

/**
 * Asks the server. The type argument is the contract's route, imported as a type only, so that no schema reaches the bundle:
 *
 *     import type { getParticipant } from '#shared/contract/participants.ts';
 *     const participant = await request<typeof getParticipant>('GET', '/participants/:id', { params: { id }, signal });
 *
 * `ifMatch` is the version that was changed, `key` what makes a second sending the same deed (`useDeedKey`). Throws `ApiProblem`. A session that ended meanwhile asks the person to sign in
 * and then goes on: the promise waits.
 */
export function request<Route extends RouteContract>(
  method: Route['method'],
  path: Route['path'],
  ...options: OptionsArgument<Route>
): Promise<AnswerOf<Route>>;
export async function request(method: string, path: string, options: Loose = {}): Promise<unknown> {
  const response = await exchange(method, path, options);
  return response.status === 204 ? undefined : response.json();
}

/** As `request`, with the version from the `ETag`, for a change that follows. */
export function requestVersioned<Route extends RouteContract>(
  method: Route['method'],
  path: Route['path'],
  ...options: OptionsArgument<Route>
): Promise<{ data: AnswerOf<Route>; version: string | null }>;
export async function requestVersioned(
  method: string,
  path: string,
  options: Loose = {},
): Promise<{ data: unknown; version: string | null }> {
  const response = await exchange(method, path, options);
  return { data: await response.json(), version: response.headers.get('ETag')?.replace(/^W\/|"/g, '') ?? null };
}

/** Fetches a file and hands it to the browser to keep. */
export function download<Route extends RouteContract>(
  path: Route['path'],
  fileName: string,
  ...options: OptionsArgument<Route>
): Promise<void>;
export async function download(path: string, fileName: string, options: Loose = {}): Promise<void> {
  await saveFile(await exchange('GET', path, options), fileName);
}

async function exchange(method: string, path: string, options: Loose): Promise<Response> {
  const attempt = () => {
    if (options.as !== undefined && !isSpeakingFor(options.as)) throw new ApiProblem('session.required', 401);
    return send(fill(path, options.params) + queryText(options.query), requestInit(method, options));
  };
  if (getSession().status === 'expired') await waitForSignIn(options.signal);
  else if (getSession().user && !currentToken()) await renewOrSignIn(null, options.signal);
  restartIdleClock();
  const used = currentToken();
  try {
    return await attempt();
  } catch (error) {
    if (!isProblem(error, 'session.required')) throw error;
    // Refused for want of a session, so nothing was done: the same request may be sent again, once.
    await renewOrSignIn(used, options.signal);
    return attempt();
  }
}

async function renewOrSignIn(refused: string | null, signal: AbortSignal | undefined): Promise<void> {
  try {
    await renew(refused);
  } catch (error) {
    if (!isProblem(error, 'session.required') || !getSession().user) throw error;
    await waitForSignIn(signal);
  }
}

/** The server ends a session after this long without a request (access.md); a little later we ask whether it did. */
const idleMilliseconds = 30 * 60_000 + 15_000;
let idleClock: ReturnType<typeof setTimeout> | undefined;

/** An unattended screen must not go on showing a file whose session is over: then the sign-in layer covers it. */
function restartIdleClock(): void {
  clearTimeout(idleClock);
  idleClock = setTimeout(() => {
    if (getSession().status === 'signed-in') renewOrSignIn(currentToken(), undefined).catch(() => undefined);
  }, idleMilliseconds);
}

function requestInit(method: string, { body, ifMatch, key, keepalive, signal }: Loose): RequestInit {
  const headers = new Headers({ Accept: 'application/json, application/problem+json, */*;q=0.5' });
  const token = currentToken();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`);
  if (key !== undefined) headers.set('Idempotency-Key', key);
  const init: RequestInit = { method, headers };
  if (signal) init.signal = signal;
  if (keepalive) init.keepalive = true;
  if (body instanceof Blob) {
    headers.set('Content-Type', 'text/csv');
    init.body = body;
  } else if (body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(body);
  }
  return init;
}

function fill(path: string, params: Loose['params'] = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryText(query: Loose['query'] = {}): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const one = Array.isArray(value) ? value.join(',') : value;
    if (one !== null && one !== undefined && one !== '') text.set(name, String(one));
  }
  const written = text.toString();
  return written === '' ? '' : `?${written}`;
}
