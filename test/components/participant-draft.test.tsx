import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { RecordPanel } from '#client/features/participant/record/record-panel.tsx';
import { viewOf } from '#server/trajectories/view.ts';
import type { DraftContent } from '#shared/contract/drafts.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { a, HOME } from '../setup/trajectories.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const SELF = { id: '00000000-0000-4000-8000-000000000001', name: 'Lies Janssens' };
const OTHER = { id: '00000000-0000-4000-8000-000000000009', name: 'Koen Maes' };

let trajectory: Trajectory;
/** What the server has, what was sent to it, and whether it can be reached. */
let kept: { content: DraftContent; updatedAt: string } | null;
let sent: { method: string; token: string | null; keepalive: boolean; note: string | undefined }[];
let isAway: boolean;
/** Held back until the test lets it go: the first answer, on what the server has. */
let isAsked: Promise<void> | undefined;
let user: typeof SELF;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW, shouldAdvanceTime: true });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url, init));
  vi.stubGlobal('location', { ...window.location, assign: vi.fn() });
  [kept, sent, isAway, user, isAsked] = [null, [], false, SELF, undefined];
  await signIn({ email: 'lies@diest.example', password: 'x' });
  trajectory = view();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is typed of a step', { timeout: 20_000 }, () => {
  it('is kept a second after the last change, and says so', async () => {
    await open();
    await type('Wil in ');
    await pass(900);
    await type('de keuken');
    await pass(900);
    expect(sent).toEqual([]);
    await pass(200);
    expect(sent).toMatchObject([{ method: 'PUT', token: 'Bearer of Lies Janssens', note: 'Wil in de keuken' }]);
    expect(await screen.findByText('Concept bewaard')).toBeTruthy();
  });

  it.each([
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
    [
      'the page is hidden',
      () => {
        vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
        document.dispatchEvent(new Event('visibilitychange'));
        vi.restoreAllMocks();
      },
    ],
  ])('is kept at once when %s, on a request that outlives the page', async (_what, leave) => {
    await open();
    await type('Half');
    act(() => void leave());
    expect(sent).toMatchObject([{ method: 'PUT', keepalive: true, note: 'Half' }]);
  });

  it('is never kept in the name of somebody else who signs in meanwhile', async () => {
    await open();
    await type('Half');
    user = OTHER;
    await act(() => signIn({ email: 'koen@diest.example', password: 'x' }));
    act(() => void window.dispatchEvent(new Event('pagehide')));
    await pass(5_000);
    expect(sent).toEqual([]);
    user = SELF;
    await act(() => signIn({ email: 'lies@diest.example', password: 'x' }));
  });

  it('is no longer said to be kept once more is typed, until that is kept too', async () => {
    await open();
    await type('Wil in ');
    await pass(1_100);
    expect(await screen.findByText('Concept bewaard')).toBeTruthy();
    await type('de keuken');
    expect(screen.queryByText('Concept bewaard')).toBeNull();
    await pass(1_100);
    expect(await screen.findByText('Concept bewaard')).toBeTruthy();
    expect(kept?.content.note).toBe('Wil in de keuken');
  });

  it('is kept with a day that cannot be read yet', async () => {
    await open();
    await typeDay('31/2');
    await pass(1_100);
    expect(kept?.content.occurredOn).toBe('31/2');
    await typeDay('20/11/2026');
    await pass(1_100);
    expect(kept?.content.occurredOn).toBe('2026-11-20');
  });

  it('is tried again where the server is away, and asks before the page is left', async () => {
    await open();
    isAway = true;
    await type('Half');
    await pass(1_100);
    expect(await screen.findByText('Concept nog niet bewaard. We proberen opnieuw.')).toBeTruthy();
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    isAway = false;
    await pass(10_000);
    expect(await screen.findByText('Concept bewaard')).toBeTruthy();
    expect(kept?.content.note).toBe('Half');
  });
});

describe('a draft that was left', { timeout: 20_000 }, () => {
  const left = (more: Partial<DraftContent> = {}) => {
    const content = {
      id: crypto.randomUUID(),
      type: 'intake.held',
      occurredOn: '2026-11-20',
      details: {},
      note: 'Ze belt nog',
      returnTo: null,
    };
    kept = { content: { ...content, ...more } as DraftContent, updatedAt: '2026-11-23T09:42:00Z' };
  };

  it('stands in the form again, and says from when it is', async () => {
    left();
    await open({ isEmpty: false });
    expect(await screen.findByText('Verder met je concept van 10:42.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notitie').value).toBe('Ze belt nog');
    expect(screen.getByLabelText<HTMLInputElement>('Op welke dag?').value).toBe('20/11/2026');
    expect(sent).toEqual([]);
  });

  it('with a day that could not be read has it again, and what is wrong with it', async () => {
    left({ occurredOn: '31/2' });
    await open({ isEmpty: false });
    expect(screen.getByLabelText<HTMLInputElement>('Op welke dag?').value).toBe('31/2');
    expect(screen.getByText(/31\/2/)).toBeTruthy();
    expect(screen.getByLabelText('Op welke dag?').getAttribute('aria-invalid')).toBe('true');
  });

  it('that comes to light when something was typed already is not replaced, but chosen or left', async () => {
    left();
    const letGo = holdAnswer();
    await open();
    await type('Iets nieuws');
    await pass(2_000);
    letGo();
    expect(await screen.findByText(/Er is nog een concept van 10:42/)).toBeTruthy();
    await type(' en meer');
    await pass(5_000);
    expect(sent).toEqual([]);
    await press('Verder met dat concept');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notitie').value).toBe('Ze belt nog');
    expect(screen.queryByText(/Er is nog een concept/)).toBeNull();
    expect(kept?.content.note).toBe('Ze belt nog');
  });

  it('gives way to what is typed now where somebody says so, and not before', async () => {
    left();
    const letGo = holdAnswer();
    await open();
    await type('Iets nieuws');
    letGo();
    await screen.findByText(/Er is nog een concept van 10:42/);
    await press('Verder met wat ik nu typ');
    await pass(1_100);
    expect(kept?.content.note).toBe('Iets nieuws');
  });

  it('is waited for where the server is away at first: what is typed says that it is not kept yet', async () => {
    left();
    isAway = true;
    await open();
    await type('Iets nieuws');
    await pass(3_000);
    expect(await screen.findByText('Concept nog niet bewaard. We proberen opnieuw.')).toBeTruthy();
    isAway = false;
    await pass(20_000);
    expect(await screen.findByText(/Er is nog een concept van 10:42/)).toBeTruthy();
    expect(kept?.content.note).toBe('Ze belt nog');
  });

  it('is thrown away with a press', async () => {
    left();
    await open({ isEmpty: false });
    await press('Weggooien');
    await pass(100);
    expect(sent).toMatchObject([{ method: 'DELETE' }]);
    expect(screen.queryByText(/Verder met je concept/)).toBeNull();
    expect(screen.queryByLabelText('Notitie')).toBeNull();
  });

  it('of a step that is not possible any more says so, and keeps day and note', async () => {
    left({ type: 'job.ended' });
    await open({ isEmpty: false });
    expect(await screen.findByText(/kan op die dag niet meer/)).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Intakegesprek gehouden' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notitie').value).toBe('Ze belt nog');
    expect(screen.getByLabelText<HTMLInputElement>('Op welke dag?').value).toBe('20/11/2026');
  });

  it('is not kept again once its step is recorded', async () => {
    left({ occurredOn: '2026-11-20' });
    await open({ isEmpty: false });
    await userEvent.type(screen.getByLabelText('Notitie'), '!');
    await press('Vastleggen');
    await waitFor(() => expect(screen.queryByText(/Verder met je concept/)).toBeNull());
    const before = sent.length;
    await pass(5_000);
    expect(sent).toHaveLength(before);
  });
});

async function open({ isEmpty = true } = {}) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RecordPanel trajectory={trajectory} onRecorded={() => undefined} onProblem={() => undefined} />
    </QueryClientProvider>,
  );
  if (!isEmpty) return void (await screen.findByText(/Verder met je concept/));
  await userEvent.click(await screen.findByRole('radio', { name: 'Intakegesprek gehouden' }));
  await press('Notitie toevoegen');
}

/** @returns what lets the answer through */
function holdAnswer(): () => void {
  let letGo = () => {};
  isAsked = new Promise((resolve) => {
    letGo = resolve;
  });
  return letGo;
}

const typeDay = async (text: string) => {
  await userEvent.clear(screen.getByLabelText('Op welke dag?'));
  await userEvent.type(screen.getByLabelText('Op welke dag?'), text, { delay: null });
};
const type = (text: string) => userEvent.type(screen.getByLabelText('Notitie'), text, { delay: null });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }), { delay: null });
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

function view(): Trajectory {
  const profile = { birthDate: null, gender: null, education: null };
  const referral = { id: crypto.randomUUID(), order: 1, step: a.referral('2026-10-01'), note: null };
  const steps = [{ ...referral, recordedAt: NOW.toISOString(), recordedBy: SELF, withdrawal: null }];
  const id = crypto.randomUUID();
  const rest = { participantId: SELF.id, code: 'DIE-7F3Q', version: 1, isErased: false, referralMunicipality: HOME, handover: null };
  return viewOf({ id, ...rest, profile, steps }, NOW);
}

async function answer(url: string, { method, body, headers, keepalive = false, signal }: RequestInit): Promise<Response> {
  if (url === '/api/session')
    return Response.json({
      accessToken: `of ${user.name}`,
      expiresIn: 6000,
      user: { ...user, role: 'case-worker', municipalities: [HOME] },
    });
  if (url === '/api/municipalities') return Response.json({ items: [{ code: HOME, name: HOME }] });
  if (!url.endsWith('/draft')) return Response.json(trajectory);
  if (method === 'GET') {
    const had = kept;
    await isAsked;
    if (isAway) throw new TypeError('Failed to fetch');
    return Response.json({ draft: had });
  }
  if (isAway) throw new TypeError('Failed to fetch');
  signal?.throwIfAborted();
  const content: DraftContent | undefined = body ? JSON.parse(String(body)) : undefined;
  sent.push({ method: method ?? 'GET', token: new Headers(headers).get('Authorization'), keepalive, note: content?.note });
  kept = content ? { content, updatedAt: new Date().toISOString() } : null;
  return content ? Response.json({ updatedAt: kept?.updatedAt }) : new Response(null, { status: 204 });
}
