import { ApiProblem } from '#client/api/problem.ts';
import { request } from '#client/api/request.ts';
import { getSession, subscribeToSession } from '#client/api/session.ts';
import type { DraftContent, discardDraft, getDraft, keepDraft } from '#shared/contract/drafts.ts';

/** Whose draft of which trajectory. */
export type Whose = { readonly userId: string; readonly trajectoryId: string };

/** `waiting`: the last attempt found no server, and it will be tried again. */
export type Keeping = 'none' | 'kept' | 'waiting';

type Keeper = Whose & {
  /** What the server is to have: a draft, or null for none; undefined where it has it. */
  wanted: DraftContent | null | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  underWay: AbortController | undefined;
  failures: number;
  tell: (state: Keeping) => void;
};

const PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

const keepers = new Map<string, Keeper>();

/** Keeps what stands in the form a second after the last change, or when the page is hidden. @param draft null: there is to be none, at once */
export function keep(whose: Whose, draft: DraftContent | null, tell: Keeper['tell']): void {
  const keeper = keeperOf(whose, tell);
  keeper.tell = tell;
  keeper.wanted = draft;
  keeper.failures = 0;
  schedule(keeper, draft === null ? 0 : PAUSE);
}

/** Nothing is to be kept or thrown away any more: the step was recorded, and the server knows. */
export function letGo({ userId, trajectoryId }: Whose): void {
  const keeper = keepers.get(`${userId}/${trajectoryId}`);
  if (keeper) drop(keeper);
}

export type FoundDraft = { readonly content: DraftContent; readonly updatedAt: string };

/**
 * The draft that the server has, if any; undefined too where it will not say. Asked again for as long as there is no connection.
 *
 * @param onAway each time that the server was not reached
 */
export async function findDraft({ userId, trajectoryId }: Whose, onAway: () => void): Promise<FoundDraft | undefined> {
  for (let failures = 1; ; failures++) {
    try {
      const { draft } = await request<typeof getDraft>('GET', '/trajectories/:id/draft', { params: { id: trajectoryId }, as: userId });
      return draft ?? undefined;
    } catch (error) {
      if (!isPassing(error)) return undefined;
      onAway();
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(failures)));
    }
  }
}

function keeperOf(whose: Whose, tell: Keeper['tell']): Keeper {
  const key = `${whose.userId}/${whose.trajectoryId}`;
  const keeper: Keeper = keepers.get(key) ?? { ...whose, wanted: undefined, timer: undefined, underWay: undefined, failures: 0, tell };
  keepers.set(key, keeper);
  return keeper;
}

function schedule(keeper: Keeper, pause: number): void {
  clearTimeout(keeper.timer);
  keeper.timer = setTimeout(() => void send(keeper), pause);
}

async function send(keeper: Keeper, keepalive = false): Promise<void> {
  clearTimeout(keeper.timer);
  const { userId, trajectoryId, wanted } = keeper;
  if (wanted === undefined || (keeper.underWay && !keepalive)) return;
  // Of two that are under way the older could arrive last.
  keeper.underWay?.abort();
  const underWay = new AbortController();
  keeper.underWay = underWay;
  const options = { params: { id: trajectoryId }, as: userId, keepalive, signal: underWay.signal };
  const outcome = await (wanted === null
    ? request<typeof discardDraft>('DELETE', '/trajectories/:id/draft', options)
    : request<typeof keepDraft>('PUT', '/trajectories/:id/draft', { ...options, body: wanted })
  ).then(
    () => 'done' as const,
    (error: unknown) => (isPassing(error) ? ('again' as const) : ('refused' as const)),
  );
  if (keeper.underWay !== underWay) return;
  keeper.underWay = undefined;
  // Typed on meanwhile: what is kept is not what stands in the form.
  const isOlder = keeper.wanted !== wanted;
  if (outcome === 'again') {
    keeper.failures += 1;
    become(keeper, 'waiting');
    return schedule(keeper, pauseAfter(keeper.failures));
  }
  become(keeper, outcome === 'done' && wanted !== null && !isOlder ? 'kept' : 'none');
  if (isOlder) return schedule(keeper, PAUSE);
  keeper.wanted = undefined;
}

function pauseAfter(failures: number): number {
  return Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE);
}

/** A connection that comes back. Whatever else is wrong stays wrong however often it is sent: then it lives in this page only. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === 'client.unreachable' || error.status === 429 || error.status >= 500);
}

function become(keeper: Keeper, state: Keeping): void {
  keeper.tell(state);
}

function drop(keeper: Keeper): void {
  clearTimeout(keeper.timer);
  keeper.underWay?.abort();
  keeper.underWay = undefined;
  keeper.wanted = undefined;
  become(keeper, 'none');
}

/** The page may be gone a moment later: what waits is sent now, and the browser sees to it. */
function sendAll(): void {
  for (const keeper of keepers.values()) if (keeper.wanted !== undefined) void send(keeper, true);
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') sendAll();
});
window.addEventListener('pagehide', sendAll);

// What waits to be kept is never kept in another's name.
subscribeToSession(() => {
  for (const keeper of keepers.values()) if (getSession().user?.id !== keeper.userId) drop(keeper);
});
