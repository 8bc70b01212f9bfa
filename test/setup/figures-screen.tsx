import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { Screen as FigureScreen } from '#client/features/figures/figure-screen.tsx';
import { Screen as OverviewScreen } from '#client/features/figures/overview-screen.tsx';
import { paths } from '#client/paths.ts';
import type { Role } from '#shared/permissions.ts';

const MUNICIPALITIES = [
  { code: 'DIE', name: 'Diest' },
  { code: 'AAR', name: 'Aarschot' },
];

// These screens are large, and the machine may be busy: what is waited for may come later than within a second.
configure({ asyncUtilTimeout: 8_000 });

/** What every figure's answer begins with. */
export const HEADING = {
  definition: {
    id: 'inflow',
    version: 2,
    text: { nl: 'Wat telt.', en: 'What counts.', fr: 'Ce qui compte.' },
    formula: '#{referral ∈ p}',
    breakdowns: {},
  },
  from: '2025-12-01',
  to: '2026-11-25',
  observedUntil: '2026-11-25',
  knownAt: '2026-11-25T12:00:00.000Z',
};

/** A signal that says nothing: what comes where a test gives no other. */
export const SIGNAL = {
  ...HEADING,
  ...{ recent: 20, before: 40, rateRatio: 1, lower: 0.5, upper: 1.9, p: 1, verdict: 'no-clear-change', chart: [], groups: [] },
  recentSpan: { from: '2025-10-01', to: '2026-09-30' },
  beforeSpan: { from: '2023-10-01', to: '2025-09-30' },
};

/** What the screens asked of the figures, in order. */
export type Asked = { path: string; query: URLSearchParams; body: unknown };

/** A screen of the figures at an address, with the answers given per path under /figures; what has none is empty. */
export async function openFigures(
  address: string,
  answers: Readonly<Record<string, (query: URLSearchParams) => unknown>>,
  role: Role = 'coordinator',
): Promise<{ asked: Asked[]; search: () => URLSearchParams }> {
  const asked: Asked[] = [];
  let search = new URLSearchParams();
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(url, 'http://office.example');
    const path = pathname.replace('/api', '');
    asked.push({ path, query: searchParams, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    if (path === '/session') {
      const user = {
        id: '00000000-0000-4000-8000-000000000001',
        name: 'An Peeters',
        role,
        municipalities: role === 'case-worker' ? ['DIE'] : [],
      };
      return Promise.resolve(Response.json({ accessToken: 'token', expiresIn: 900, user }));
    }
    if (path === '/municipalities') return Promise.resolve(Response.json({ items: MUNICIPALITIES }));
    const answer =
      answers[path] ??
      (() =>
        path === '/figures/signal' ? SIGNAL : { ...HEADING, rows: [], estimates: [], transfers: [], groups: [], items: [], excluded: {} });
    return Promise.resolve(searchParams)
      .then(answer)
      .then((body) => Response.json(body));
  });
  await signIn({ email: 'an@demo.example', password: 'x' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[address]}>
        <Where onSearch={(text) => (search = new URLSearchParams(text))} />
        <Routes>
          <Route path={paths.overview} element={<OverviewScreen />} />
          <Route path={paths.figure} element={<FigureScreen />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { asked, search: () => search };
}

function Where({ onSearch }: { onSearch: (text: string) => void }) {
  onSearch(useLocation().search);
  return null;
}
