import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { ToastRegion } from '#client/ui/toast-region.tsx';
import type { Role } from '#shared/permissions.ts';

/** A request as the screen sent it, below `/api`. */
export type Sent = { method: string; path: string; ifMatch: string | null; body: unknown };

/** What the server says to a request; undefined for nothing at all. */
export type Answers = (sent: Sent) => Response | Promise<Response> | undefined;

export const SELF = { id: '00000000-0000-4000-8000-000000000001', name: 'Marleen Aerts' };

/** A screen as somebody of a role sees it, with a server of the test's own. */
export async function openScreen(screen: ReactNode, { role, at = '/', answers }: { role?: Role; at?: string; answers: Answers }) {
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', headers, body }: RequestInit) => {
    const path = url.replace('/api', '');
    if (path === '/session') return Response.json({ accessToken: 't', expiresIn: 600, user: { ...SELF, role, municipalities: [] } });
    if (path.startsWith('/municipalities')) return Response.json({ items: [{ code: 'DIE', name: 'Diest' }] });
    const sent = { method, path, ifMatch: new Headers(headers).get('If-Match'), body: body ? JSON.parse(String(body)) : null };
    const answer = await answers(sent);
    if (!answer) throw new TypeError('Failed to fetch');
    return answer;
  });
  if (role) await signIn({ email: 'marleen@ocmw.example', password: 'x' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[at]}>
        {screen}
        <ToastRegion />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

export function refusal(status: number, code: string, more: object = {}): Response {
  return Response.json({ type: 'x', title: 'x', status, code, requestId: 'r', ...more }, { status });
}
