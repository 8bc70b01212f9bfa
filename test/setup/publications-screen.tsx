import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { vi } from 'vitest';
import { signIn, signOut } from '#client/api/session.ts';
import { Screen as LatestScreen } from '#client/features/publications/latest-screen.tsx';
import { Screen as PublicScreen } from '#client/features/publications/public-screen.tsx';
import { Screen as PublicationScreen } from '#client/features/publications/publication-screen.tsx';
import { Screen as PublicationsScreen } from '#client/features/publications/publications-screen.tsx';
import { paths } from '#client/paths.ts';
import { ToastRegion } from '#client/ui/toast-region.tsx';
import { PROBLEMS, type ProblemCode } from '#shared/contract/problem.ts';
import type { Publication } from '#shared/contract/publications.ts';
import type { Role } from '#shared/permissions.ts';
import { summaryOf } from './published.ts';

// These screens are large, and the machine may be busy: what is waited for may come later than within a second.
configure({ asyncUtilTimeout: 8_000 });

export type Sent = { method: string; path: string; body: unknown };

/** A body, `null` for none, a `Refusal`, or `SILENCE`. */
type Answer = unknown;

export class Refusal {
  readonly code: ProblemCode;
  readonly members: Record<string, unknown>;

  constructor(code: ProblemCode, members: Record<string, unknown> = {}) {
    this.code = code;
    this.members = members;
  }
}

/** A server that stays silent. */
export const SILENCE = Symbol('silence');

type World = {
  role?: Role | null;
  /** What there is; answers to the list and to each of them follow. */
  publications?: readonly Publication[];
  /** By `POST /publications/:id/release` and the like, with the path as it was sent; these come before what there is. */
  answers?: Readonly<Record<string, () => Answer>>;
};

/** The publications' screens at an address, for somebody of a role; null is somebody who is not signed in. */
export async function openPublications(address: string, { role = 'steering-group', publications = [], answers = {} }: World) {
  const sent: Sent[] = [];
  let place = '';
  const answerTo = (method: string, path: string): Answer => {
    const own = answers[`${method} ${path}`];
    if (own) return own();
    if (method === 'GET' && path === '/publications') return { items: publications.map(summaryOf) };
    const one = publications.find(({ id }) => path === `/publications/${id}`);
    if (method === 'GET' && one) return one;
    return new Refusal('resource.not-found');
  };
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const { pathname } = new URL(url, 'http://office.example');
    const path = pathname.replace('/api', '');
    const method = init.method ?? 'GET';
    if (path === '/session') {
      if (method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
      const user = { id: '00000000-0000-4000-8000-000000000001', name: 'An Peeters', role, municipalities: [] };
      return Promise.resolve(Response.json({ accessToken: 'token', expiresIn: 900, user }));
    }
    sent.push({ method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    const answer = answerTo(method, path);
    if (answer === SILENCE) return new Promise(() => undefined);
    if (answer instanceof Refusal) {
      const document = { type: 'about:blank', requestId: 'r', code: answer.code, ...PROBLEMS[answer.code], ...answer.members };
      return Promise.resolve(Response.json(document, { status: PROBLEMS[answer.code].status }));
    }
    return Promise.resolve(answer === null ? new Response(null, { status: 204 }) : Response.json(answer));
  });
  if (role === null) await signOut();
  else await signIn({ email: 'an@demo.example', password: 'x' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[address]}>
        <Where onPlace={(text) => (place = text)} />
        <ToastRegion />
        <Routes>
          <Route path={paths.home} element={<LatestScreen />} />
          <Route path={paths.publications} element={<PublicationsScreen />} />
          <Route path={paths.publication} element={<PublicationScreen />} />
          <Route path={paths.publicPublication} element={<PublicScreen />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { sent, place: () => place };
}

function Where({ onPlace }: { onPlace: (text: string) => void }) {
  const { pathname, search } = useLocation();
  onPlace(pathname + search);
  return null;
}
