import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { Screen } from '#client/features/participant/new-participant-screen.tsx';
import { paths } from '#client/paths.ts';

const SELF = { id: '00000000-0000-4000-8000-000000000001', name: 'Lies Janssens', role: 'case-worker', municipalities: ['DIE'] };
const PERSON = '00000000-0000-4000-8000-0000000000aa';
let sent: { path: string; body: Record<string, unknown> }[];

beforeEach(async () => {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url, init));
  await signIn({ email: 'lies@diest.example', password: 'x' });
});

afterEach(() => vi.unstubAllGlobals());

describe('a new participant', { timeout: 20_000 }, () => {
  it('needs nothing but the office, and can open the trajectory at once', async () => {
    open();
    await userEvent.selectOptions(screen.getByLabelText('Programma'), 'Art. 60 §7');
    await userEvent.click(save());
    expect(await screen.findByText('het dossier')).toBeTruthy();
    expect(sent).toMatchObject([
      { path: '/api/participants', body: { municipality: 'DIE' } },
      { path: '/api/trajectories', body: { participantId: PERSON, programme: 'art60' } },
    ]);
  });

  it('explains a reference that is taken at its field, and saves once it is another', async () => {
    open();
    await userEvent.click(screen.getByRole('checkbox', { name: /Open meteen een traject/ }));
    await userEvent.type(screen.getByLabelText('Referentie van je OCMW'), 'taken');
    await userEvent.click(save());
    expect(within(await screen.findByRole('alert')).getByText(/Zoek in de lijst op “taken”/)).toBeTruthy();
    await userEvent.clear(screen.getByLabelText('Referentie van je OCMW'));
    await userEvent.type(screen.getByLabelText('Referentie van je OCMW'), 'free');
    await userEvent.click(save());
    expect(await screen.findByText('het dossier')).toBeTruthy();
  });

  it('does not save a date that it cannot read', async () => {
    open();
    await userEvent.click(screen.getByRole('checkbox', { name: /Open meteen een traject/ }));
    await userEvent.type(screen.getByLabelText('Geboortedatum'), '31/2/1990{Enter}');
    await waitFor(() => expect(screen.getByText(/Deze dag bestaat niet/)).toBeTruthy());
    expect(sent).toEqual([]);
  });

  it('checks the digits of a national number before anything is sent', async () => {
    open();
    await userEvent.click(screen.getByRole('checkbox', { name: /Open meteen een traject/ }));
    await userEvent.type(screen.getByLabelText('Rijksregisternummer'), '92.04.17-002.00');
    await userEvent.click(save());
    expect(await screen.findAllByText(/Dit nummer klopt niet/)).toHaveLength(2);
    expect(sent).toEqual([]);
  });
});

function open() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[paths.newParticipant]}>
        <Routes>
          <Route path={paths.newParticipant} element={<Screen />} />
          <Route path={paths.participant} element="het dossier" />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

function save() {
  return screen.getByRole('button', { name: 'Deelnemer bewaren' });
}

async function answer(url: string, { method, body }: RequestInit): Promise<Response> {
  if (url === '/api/session') return Response.json({ accessToken: 't', expiresIn: 600, user: SELF });
  if (method !== 'POST') return Response.json({ items: [{ code: 'DIE', name: 'Diest' }] });
  const asked: Record<string, unknown> = JSON.parse(String(body));
  if (asked.reference === 'taken') {
    return Response.json({ type: 'x', title: 'x', status: 409, code: 'participant.reference-taken', requestId: 'r' }, { status: 409 });
  }
  sent.push({ path: url, body: asked });
  return Response.json({ id: PERSON }, { status: 201 });
}
