import { useSyncExternalStore } from 'react';
import type { SignedIn, User } from '#shared/contract/session.ts';
import { ApiProblem, isProblem } from './problem.ts';
import { send } from './send.ts';

/**
 * `starting`: asking whether the cookie still holds. `expired`: signed in a moment ago, and what is on the screen stays there
 * under a sign-in layer. The access token lives in this module's memory only, never in storage.
 */
export type Session =
  | { status: 'starting' | 'unreachable'; user: null }
  | { status: 'signed-out'; user: null /** Someone signed out here, rather than not having been in. */; hasLeft: boolean }
  | { status: 'signed-in' | 'expired'; user: User };

type Token = { text: string; expiresAt: number; userId: string };

let session: Session = { status: 'starting', user: null };
let token: Token | null = null;
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribeToSession, getSession);
}

/** The user, on screens that stand behind the sign-in; there is one, or the screen would not be there. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error('useUser outside the signed-in part of the application');
  return user;
}

export function getSession(): Session {
  return session;
}

/** The token to send along, or null when there is none that still holds. */
export function currentToken(): string | null {
  // Ten seconds less than it holds: a request under way must not outlive it.
  return token && token.expiresAt - 10_000 > Date.now() ? token.text : null;
}

/** Whether what is sent now goes in this user's name; for a moment before the page begins anew for somebody else, it does not. */
export function isSpeakingFor(userId: string): boolean {
  return session.user?.id === userId && token?.userId === userId;
}

export async function signIn(credentials: { email: string; password: string; code?: string }): Promise<void> {
  const response = await send('/session', { method: 'POST', headers: jsonHeaders, body: JSON.stringify(credentials) });
  take(await readSignedIn(response));
  tell({ kind: 'renewed', token, user: session.user });
}

export async function signOut(): Promise<void> {
  const text = token?.text;
  // Gone from the screen first: a server that is away must not keep anyone signed in here.
  leave();
  tell({ kind: 'signed-out' });
  const headers: HeadersInit = text ? { Authorization: `Bearer ${text}` } : {};
  const response = await send('/session', { method: 'DELETE', headers }).catch(() => undefined);
  if (response?.status === 200) location.assign((await readContinuation(response)).continueAt);
}

/** At the start of the page: does the cookie still stand for a session? */
export async function resume(): Promise<void> {
  try {
    await renew(null);
  } catch (error) {
    const isAway = isProblem(error, 'client.unreachable') || isProblem(error, 'database.unavailable');
    change(isAway ? { status: 'unreachable', user: null } : { status: 'signed-out', user: null, hasLeft: false });
  }
}

/**
 * Exchanges the refresh cookie for a new token. The cookie may be used once, so tabs take turns (Web Locks); who waited finds
 * that another tab has renewed already and uses that (BroadcastChannel).
 *
 * @param refused the token that no longer served, or null at the start
 * @throws ApiProblem `session.required` when the session is over
 */
export async function renew(refused: string | null): Promise<void> {
  renewing ??= inTurn(async () => {
    const isRenewedMeanwhile = token !== null && token.text !== refused && currentToken() !== null;
    if (isRenewedMeanwhile) return;
    take(await readSignedIn(await send('/session/refresh', { method: 'POST' })));
    tell({ kind: 'renewed', token, user: session.user });
  }).finally(() => {
    renewing = null;
  });
  return renewing;
}

/** Puts the sign-in layer over the page, and waits until someone has signed in again. */
export function waitForSignIn(signal?: AbortSignal | null): Promise<void> {
  token = null;
  if (session.user) change({ status: 'expired', user: session.user });
  return new Promise((resolve, reject) => {
    const stop = subscribeToSession(() => {
      if (session.status === 'expired') return;
      stop();
      if (session.status === 'signed-in') resolve();
      else reject(new ApiProblem('session.required', 401));
    });
    signal?.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
  });
}

const jsonHeaders = { 'Content-Type': 'application/json' };
let renewing: Promise<void> | null = null;

function inTurn(renewal: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('doorstroom-session', renewal) : renewal();
}

/** Where a session that began elsewhere is ended too. */
async function readContinuation(response: Response): Promise<{ continueAt: string }> {
  return response.json();
}

async function readSignedIn(response: Response): Promise<SignedIn> {
  return response.json();
}

function take({ accessToken, expiresIn, user }: SignedIn): void {
  token = { text: accessToken, expiresAt: Date.now() + expiresIn * 1000, userId: user.id };
  become(user);
}

/** Another person at the same screen must not meet what the one before had open: the page begins anew. */
function become(user: User): void {
  if (session.user && session.user.id !== user.id) location.assign('/');
  else change({ status: 'signed-in', user });
}

function leave(): void {
  token = null;
  change({ status: 'signed-out', user: null, hasLeft: true });
}

type Message = { kind: 'renewed'; token: Token | null; user: User | null } | { kind: 'signed-out' };

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('doorstroom-session') : null;

function tell(message: Message): void {
  channel?.postMessage(message);
}

channel?.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
  if (message.kind === 'signed-out') {
    if (session.user) leave();
    return;
  }
  if (!message.user) return;
  token = message.token;
  become(message.user);
});

/** @returns how to stop listening */
export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}
