import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { Screen } from '#client/features/organisations/organisations-screen.tsx';
import { dismissToast } from '#client/ui/toast.ts';
import { ToastRegion } from '#client/ui/toast-region.tsx';
import type { Organisation } from '#shared/contract/organisations.ts';

const HOST: Organisation = {
  id: '00000000-0000-4000-8000-0000000000b1',
  version: 1,
  name: 'De Demerkring',
  setting: 'social-economy',
  kbo: null,
  municipality: 'DIE',
  workForms: ['art60'],
  sector: 'hergebruik',
  contact: null,
  status: 'approved',
  proposedBy: null,
  createdAt: '2026-11-01T09:00:00Z',
  validUntil: null,
};
const PROPOSAL: Organisation = {
  ...HOST,
  id: '00000000-0000-4000-8000-0000000000b2',
  name: 'Wasserij De Parel',
  status: 'proposed',
  proposedBy: { id: '00000000-0000-4000-8000-0000000000c1', name: 'Els Vermeulen' },
};

type Sent = { method: string; path: string; ifMatch: string | null; body: Record<string, unknown> };
let sent: Sent[];
let kept: Organisation[];

beforeEach(() => {
  sent = [];
  kept = [HOST, PROPOSAL];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url, init));
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (let id = 0; id < 50; id++) dismissToast(id);
});

describe('proposing an organisation', { timeout: 20_000 }, () => {
  it('sends what was filled in and nothing else', async () => {
    await open('case-worker');
    await userEvent.click(screen.getByRole('button', { name: 'Organisatie voorstellen' }));
    const form = within(await screen.findByRole('dialog', { hidden: true }));
    await userEvent.type(form.getByLabelText('Naam'), ' Drukkerij De Letter ');
    await userEvent.selectOptions(form.getByLabelText('Soort werkplek'), 'Privébedrijf');
    await userEvent.type(form.getByLabelText(/KBO-nummer/), 'BE 0566.988.259');
    await userEvent.click(form.getByRole('checkbox', { name: 'Stage', hidden: true }));
    await userEvent.click(form.getByRole('button', { name: 'Voorstel versturen', hidden: true }));
    expect(await screen.findByText('Voorgesteld aan de regisseur: Drukkerij De Letter')).toBeTruthy();
    expect(sent.map(({ body }) => body)).toEqual([
      { name: 'Drukkerij De Letter', setting: 'private', workForms: ['internship'], kbo: 'BE 0566.988.259' },
    ]);
  });

  it('is told at the field what is missing or wrong, before anything is sent, and what is taken, after', async () => {
    await open('case-worker');
    await userEvent.click(screen.getByRole('button', { name: 'Organisatie voorstellen' }));
    const form = within(await screen.findByRole('dialog', { hidden: true }));
    await userEvent.type(form.getByLabelText(/KBO-nummer/), '0566.988.258');
    const send = () => userEvent.click(form.getByRole('button', { name: 'Voorstel versturen', hidden: true }));
    await send();
    expect(
      within(await form.findByRole('alert', { hidden: true }))
        .getAllByRole('link', { hidden: true })
        .map((link) => link.textContent),
    ).toEqual(['Vul de naam van de organisatie in.', 'Kies een soort werkplek.', 'Dit nummer klopt niet. Kijk de tien cijfers na.']);
    expect(sent).toEqual([]);
    await userEvent.clear(form.getByLabelText(/KBO-nummer/));
    await userEvent.type(form.getByLabelText('Naam'), 'taken');
    await userEvent.selectOptions(form.getByLabelText('Soort werkplek'), 'Privébedrijf');
    await send();
    expect(await form.findAllByText('Deze gemeente heeft al een organisatie met deze naam.')).toHaveLength(2);
  });
});

describe('the coordinator', { timeout: 20_000 }, () => {
  it('sees proposals first, approves one, and can take that back', async () => {
    await open('coordinator');
    expect(await screen.findByText(/Voorgesteld door Els Vermeulen/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Goedkeuren: Wasserij De Parel' }));
    expect(await screen.findByText('Goedgekeurd: Wasserij De Parel')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/Voorgesteld door Els Vermeulen/)).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Ongedaan maken' }));
    expect(await screen.findByText(/Voorgesteld door Els Vermeulen/)).toBeTruthy();
    expect(sent.map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
      ['"1"', { status: 'approved' }],
      ['"2"', { status: 'proposed' }],
    ]);
  });

  it('keeps what was typed when somebody else saved meanwhile, is told what they changed, and saves on top of it', async () => {
    await open('coordinator');
    await userEvent.click(await screen.findByRole('link', { name: 'De Demerkring' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Wijzigen', hidden: true }));
    const form = within(await screen.findByRole('dialog', { hidden: true }));
    await userEvent.type(form.getByLabelText(/Contact/), '013 00 00 00');
    change(HOST.id, { sector: 'kringloop', workForms: ['art60', 'maatwerk'] });
    await userEvent.click(form.getByRole('button', { name: 'Bewaren', hidden: true }));
    expect(await form.findByText(/Sector: kringloop/)).toBeTruthy();
    expect(form.getByText(/Werkvormen: Art. 60 §7, Collectief maatwerk/)).toBeTruthy();
    await userEvent.click(form.getByRole('button', { name: 'Bewaren', hidden: true }));
    expect(await screen.findByText('Bewaard: De Demerkring')).toBeTruthy();
    expect(sent.map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
      ['"1"', { contact: '013 00 00 00' }],
      ['"2"', { contact: '013 00 00 00' }],
    ]);
    expect(kept[0]).toMatchObject({ sector: 'kringloop', contact: '013 00 00 00', version: 3 });
  });
});

it('the steering group reads, and finds nothing to press', async () => {
  await open('steering-group');
  await userEvent.click(await screen.findByRole('link', { name: 'De Demerkring' }));
  expect(await screen.findByRole('dialog', { hidden: true })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /organisatie/i, hidden: true })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Wijzigen', hidden: true })).toBeNull();
});

async function open(role: string) {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url, init, role));
  await signIn({ email: 'someone@ocmw.example', password: 'x' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <Screen />
        <ToastRegion />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await screen.findByText('1 organisatie gevonden');
}

function change(id: string, patch: object): Organisation | undefined {
  kept = kept.map((one) => (one.id === id ? { ...one, ...patch, version: one.version + 1 } : one));
  return kept.find((one) => one.id === id);
}

async function answer(url: string, { method = 'GET', headers, body }: RequestInit, role = 'case-worker'): Promise<Response> {
  const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Iemand', role, municipalities: [] };
  if (url === '/api/session') return Response.json({ accessToken: 't', expiresIn: 600, user });
  if (url.startsWith('/api/municipalities')) return Response.json({ items: [{ code: 'DIE', name: 'Diest' }] });
  const id = url.split('/')[3];
  if (method === 'GET' && id) return Response.json(kept.find((one) => one.id === id));
  if (method === 'GET') {
    const status = new URL(url, 'http://x').searchParams.get('status');
    return Response.json({ items: kept.filter((one) => one.status === status), nextCursor: null });
  }
  const asked: Record<string, unknown> = JSON.parse(String(body));
  const ifMatch = new Headers(headers).get('If-Match');
  sent.push({ method, path: url, ifMatch, body: asked });
  if (asked.name === 'taken') return refusal(409, 'organisation.name-taken');
  if (method === 'POST') return Response.json({ ...PROPOSAL, ...asked }, { status: 201 });
  const before = kept.find((one) => one.id === id);
  if (ifMatch !== `"${before?.version}"`) return refusal(412, 'version.stale');
  return Response.json(change(id ?? '', asked));
}

function refusal(status: number, code: string): Response {
  return Response.json({ type: 'x', title: 'x', status, code, requestId: 'r' }, { status });
}
