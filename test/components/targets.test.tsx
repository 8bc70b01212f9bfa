import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { Screen } from '#client/features/figures/targets-screen.tsx';
import { dismissToast } from '#client/ui/toast.ts';
import { ToastRegion } from '#client/ui/toast-region.tsx';
import type { Target } from '#shared/contract/targets.ts';
import type { Role } from '#shared/permissions.ts';

const REFERRALS: Target = {
  figure: 'inflow.referrals',
  year: 2026,
  municipality: null,
  value: 160,
  setAt: '2026-11-01T09:00:00Z',
  setBy: 'Annelies Claessens',
};

let kept: Target[];
let sent: Record<string, unknown>[];

beforeEach(() => {
  kept = [REFERRALS];
  sent = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (let id = 0; id < 50; id++) dismissToast(id);
});

describe('targets', { timeout: 20_000 }, () => {
  it('are set by the coordinator, a chance as people out of a hundred', async () => {
    await open('coordinator');
    await userEvent.click(screen.getByRole('button', { name: 'Streefcijfer toevoegen' }));
    const form = within(await screen.findByRole('dialog', { hidden: true }));
    await userEvent.selectOptions(form.getByLabelText('Cijfer'), 'Kans op regulier werk');
    await userEvent.selectOptions(form.getByLabelText('Waarvoor'), 'Diest');
    await userEvent.click(form.getByRole('button', { name: 'Streefcijfer bewaren', hidden: true }));
    expect(await form.findAllByText('Vul een getal in.')).not.toHaveLength(0);
    await userEvent.type(form.getByLabelText(/Mensen van 100/), '120');
    await userEvent.click(form.getByRole('button', { name: 'Streefcijfer bewaren', hidden: true }));
    expect(await form.findAllByText('Van 100 mensen kunnen er hoogstens 100 zijn.')).not.toHaveLength(0);
    await userEvent.clear(form.getByLabelText(/Mensen van 100/));
    await userEvent.type(form.getByLabelText(/Mensen van 100/), '42,5');
    await userEvent.click(form.getByRole('button', { name: 'Streefcijfer bewaren', hidden: true }));
    expect(await screen.findByText(/Streefcijfer bewaard/)).toBeTruthy();
    expect(sent).toEqual([{ figure: 'chance.regular', year: new Date().getFullYear(), municipality: 'DIE', value: 0.425 }]);
  });

  it('are taken away, and come back when that is undone', async () => {
    await open('coordinator');
    await userEvent.click(await screen.findByRole('button', { name: 'Aanmeldingen 2026 weghalen' }));
    await screen.findByText('Streefcijfer weggehaald: Aanmeldingen 2026');
    await userEvent.click(screen.getByRole('button', { name: 'Ongedaan maken' }));
    await waitFor(() => expect(sent.map(({ value }) => value)).toEqual([null, 160]));
  });

  it('are read by an office, which changes nothing', async () => {
    await open('case-worker');
    expect(await screen.findByRole('row', { name: /Aanmeldingen 2026 Hele regio 160 trajecten/ })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

async function open(role: Role) {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => Promise.resolve(answer(url, init, role)));
  await signIn({ email: 'someone@ocmw.example', password: 'x' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <Screen />
        <ToastRegion />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await screen.findByRole('table');
}

function answer(url: string, { method = 'GET', body }: RequestInit, role: Role): Response {
  const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Iemand', role, municipalities: [] };
  if (url === '/api/session') return Response.json({ accessToken: 't', expiresIn: 600, user });
  if (url.startsWith('/api/municipalities')) return Response.json({ items: [{ code: 'DIE', name: 'Diest' }] });
  if (method === 'POST') sent.push(JSON.parse(String(body)));
  return Response.json({ items: kept });
}
