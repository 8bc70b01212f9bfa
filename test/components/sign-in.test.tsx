import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const user = { id: '0b5ad3a5-0000-4000-8000-000000000001', name: 'Lies', role: 'case-worker', municipalities: ['BEK'] };
const about = {
  name: 'Doorstroom',
  version: '0.1.0',
  mode: 'demo',
  signIn: { password: true, singleSignOn: false },
  demoPassword: 'demo-password',
  demoAccounts: [{ email: 'begeleider@demo.example', name: 'Lies', role: 'case-worker', municipalities: ['Bekkevoort'] }],
};

let answers: (path: string, body: { email: string; password: string } | null) => { status: number; body: unknown };

beforeEach(() => {
  answers = (path) =>
    path === '/api/about' ? { status: 200, body: about } : { status: 200, body: { accessToken: 't', expiresIn: 600, user } };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const { status, body } = answers(path, typeof init.body === 'string' ? JSON.parse(init.body) : null);
    return new Response(JSON.stringify(body), { status });
  });
});

afterEach(() => vi.unstubAllGlobals());

async function open({ from, search = '' }: { from?: string; search?: string } = {}) {
  vi.resetModules();
  const { Screen } = await import('#client/features/sign-in/sign-in-screen.tsx');
  // What the screen fetches while somebody types.
  await Promise.all([import('#client/features/sign-in/refusal.tsx'), import('#client/features/sign-in/code-step.tsx')]);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={[{ pathname: '/aanmelden', search, state: from ? { from } : null }]}>
        <Routes>
          <Route path="/aanmelden" element={<Screen />} />
          <Route path="*" element={<Elsewhere />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await screen.findAllByText(/Aanmelden met ACM|Wachtwoord/);
}

function Elsewhere() {
  const { pathname, search } = useLocation();
  return <h1>{pathname + search}</h1>;
}

const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: 'about:blank', title: code, status, code, requestId: 'r-1', ...more },
});

describe('the sign-in screen', () => {
  it('leads to the address that was first asked for', async () => {
    await open({ from: '/deelnemers?fase=screening' });
    await userEvent.type(screen.getByLabelText('E-mailadres'), 'lies@bekkevoort.be');
    await userEvent.type(screen.getByLabelText('Wachtwoord'), 'een lang wachtwoord{Enter}');
    expect(await screen.findByRole('heading', { name: '/deelnemers?fase=screening' })).toBeDefined();
  });

  it('asks for what is missing and brings the focus there', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Aanmelden' }));
    expect(screen.getByText('Typ je e-mailadres.')).toBeDefined();
    expect(screen.getByText('Typ je wachtwoord.')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('E-mailadres'));
  });

  it('says of a wrong password no more than that the two do not belong together, and keeps the typing', async () => {
    answers = (path) => (path === '/api/about' ? { status: 200, body: about } : problem(401, 'session.refused'));
    await open();
    await userEvent.type(screen.getByLabelText('E-mailadres'), 'lies@bekkevoort.be');
    await userEvent.type(screen.getByLabelText('Wachtwoord'), 'fout{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('horen niet bij elkaar');
    expect(screen.getByLabelText<HTMLInputElement>('E-mailadres').value).toBe('lies@bekkevoort.be');
  });

  it('says how long to wait after too many attempts, and waits', async () => {
    answers = (path) => (path === '/api/about' ? { status: 200, body: about } : problem(429, 'request.throttled', { retryAfter: 42 }));
    await open();
    await userEvent.type(screen.getByLabelText('E-mailadres'), 'lies@bekkevoort.be');
    await userEvent.type(screen.getByLabelText('Wachtwoord'), 'fout{Enter}');
    expect((await screen.findByRole('status')).textContent).toContain('over 42 seconden');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /kan over 42 seconden/ }).disabled).toBe(true);
  });

  it('warns of Caps Lock while the password is typed', async () => {
    await open();
    const input = screen.getByLabelText('Wachtwoord');
    fireEvent.keyDown(input, { key: 'A', modifierCapsLock: true });
    expect(screen.getByText('Caps Lock staat aan.')).toBeDefined();
    fireEvent.keyUp(input, { key: 'CapsLock', modifierCapsLock: false });
    expect(screen.queryByText('Caps Lock staat aan.')).toBeNull();
  });

  it('shows the password on request', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Wachtwoord tonen' }));
    expect(screen.getByLabelText<HTMLInputElement>('Wachtwoord').type).toBe('text');
  });

  it('signs in with a demo account by one press', async () => {
    const seen: unknown[] = [];
    const usual = answers;
    answers = (path, body) => {
      if (body) seen.push(body);
      return usual(path, body);
    };
    await open();
    await userEvent.click(await screen.findByRole('button', { name: /Begeleider, Bekkevoort/ }));
    expect(await screen.findByRole('heading', { name: '/' })).toBeDefined();
    expect(seen).toEqual([{ email: 'begeleider@demo.example', password: 'demo-password' }]);
  });
});

describe('with single sign-on', () => {
  const ways = (password: boolean) => () => ({
    status: 200,
    body: { name: 'Doorstroom', version: '0.1.0', mode: 'production', signIn: { password, singleSignOn: true } },
  });

  it('that way comes first, and leads back to the address that was first asked for', async () => {
    answers = ways(true);
    await open({ from: '/deelnemers?fase=screening' });
    const way = screen.getByRole<HTMLAnchorElement>('link', { name: 'Aanmelden met ACM/IDM' });
    expect(way.getAttribute('href')).toBe('/api/session/oidc?to=%2Fdeelnemers%3Ffase%3Dscreening');
    expect(way.compareDocumentPosition(screen.getByLabelText('E-mailadres'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('and passwords turned off, nobody is asked for one', async () => {
    answers = ways(false);
    await open();
    expect(screen.getByRole('link', { name: 'Aanmelden met ACM/IDM' })).toBeDefined();
    expect(screen.queryByLabelText('Wachtwoord')).toBeNull();
  });

  it('whoever comes back refused reads what to do, and how to come as somebody else', async () => {
    answers = ways(true);
    await open({ search: '?reden=role' });
    expect((await screen.findByRole('alert')).textContent).toContain('geen rol in Doorstroom');
    expect(screen.getByRole('link', { name: 'Afmelden bij ACM/IDM' }).getAttribute('href')).toBe('/api/session/oidc/end');
  });

  it('whoever comes back because nobody answered reads that waiting helps', async () => {
    answers = ways(true);
    await open({ search: '?reden=provider-away' });
    expect((await screen.findByRole('status')).textContent).toContain('ACM/IDM antwoordt niet');
  });

  it.each(['leave', 'constructor', '<b>', ''])('the reason %j, which there is not, says nothing', async (reason) => {
    answers = ways(true);
    await open({ search: `?${new URLSearchParams({ reden: reason })}` });
    await vi.dynamicImportSettled();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText('Afmelden bij ACM/IDM')).toBeNull();
  });
});

it('a server that does not say which ways in there are does not keep the form away', async () => {
  answers = (path) => (path === '/api/about' ? problem(503, 'database.unavailable') : { status: 200, body: {} });
  await open();
  expect(screen.getByLabelText('E-mailadres')).toBeDefined();
});

it('asks for the code in the same place, keeps what was typed, and takes a recovery code instead', async () => {
  const seen: unknown[] = [];
  answers = (path, body) => {
    if (path === '/api/about') return { status: 200, body: about };
    seen.push(body);
    if (body && !('code' in body)) return problem(401, 'session.code-required');
    return body && 'code' in body && body.code === '7f3qk-m2xw9'
      ? { status: 200, body: { accessToken: 't', expiresIn: 600, user } }
      : problem(401, 'session.refused');
  };
  await open({ from: '/deelnemers' });
  await userEvent.type(await screen.findByLabelText('E-mailadres'), 'lies@bekkevoort.be');
  await userEvent.type(screen.getByLabelText('Wachtwoord'), 'een lang wachtwoord{Enter}');
  const code = await screen.findByLabelText<HTMLInputElement>('Code van 6 cijfers');
  expect([code.autocomplete, code.inputMode, document.activeElement]).toEqual(['one-time-code', 'numeric', code]);
  await userEvent.click(screen.getByRole('button', { name: 'Terug' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Wachtwoord')).value).toBe('een lang wachtwoord');
  await userEvent.click(screen.getByRole('button', { name: 'Aanmelden' }));
  await userEvent.click(await screen.findByLabelText('Code van 6 cijfers'));
  await userEvent.paste('123 456');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText(/klopt niet of is al gebruikt/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Gebruik een herstelcode' }));
  await userEvent.type(screen.getByLabelText('Herstelcode'), '7f3qk-m2xw9{Enter}');
  expect(await screen.findByRole('heading', { name: '/deelnemers' })).toBeDefined();
  expect(seen.at(-1)).toEqual({ email: 'lies@bekkevoort.be', password: 'een lang wachtwoord', code: '7f3qk-m2xw9' });
});
