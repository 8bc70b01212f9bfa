import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Screen } from '#client/features/account/account-screen.tsx';
import { type Answers, openScreen, refusal } from '../setup/screens.tsx';

afterEach(() => vi.unstubAllGlobals());

const ACCOUNT = {
  email: 'marleen@ocmw.example',
  hasPassword: true,
  hasSecondFactor: true,
  recoveryCodesLeft: 0,
  passwordChangedAt: '2026-11-01T09:00:00Z',
};
const SESSION = {
  id: '00000000-0000-4000-8000-0000000000d1',
  createdAt: '2026-11-25T08:00:00Z',
  lastUsedAt: '2026-11-25T09:00:00Z',
  expiresAt: '2026-11-25T20:00:00Z',
  method: 'password-and-code',
  browser: 'Firefox',
  system: 'Windows',
  address: '10.0.0.4',
  isCurrent: true,
};

const normal: Answers = ({ path }) => Response.json(path === '/me/account' ? ACCOUNT : { items: [SESSION], nextCursor: null });
const open = (answers: Answers = normal) => openScreen(<Screen />, { role: 'case-worker', answers });

describe('the own account', { timeout: 20_000 }, () => {
  it('says that no recovery code is left, and of one session that there is no other to end', async () => {
    await open();
    expect(await screen.findByText('geen meer over')).toBeTruthy();
    expect(await screen.findByText('Firefox op Windows (hier)')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Beëindig alle andere' })).toBeNull();
  });

  it('of who comes by single sign-on has no password to change', async () => {
    await open((sent) => (sent.path === '/me/account' ? Response.json({ ...ACCOUNT, hasPassword: false }) : normal(sent)));
    expect(await screen.findByText('Je meldt aan met ACM/IDM.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Wachtwoord wijzigen' })).toBeNull();
  });

  it('says of each part by itself that it did not come, and comes when it is tried again', async () => {
    let isAway = true;
    await open((sent) => (isAway && sent.path === '/me/account' ? undefined : normal(sent)));
    expect(await screen.findByText('Waarmee je aanmeldt, kon niet worden geladen')).toBeTruthy();
    expect(await screen.findByText('Firefox op Windows (hier)')).toBeTruthy();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('button', { name: 'Wachtwoord wijzigen' })).toBeTruthy();
  });

  it('says of sessions that did not come that they did not', async () => {
    await open((sent) => (sent.path === '/me/sessions' ? refusal(500, 'server.failed') : normal(sent)));
    expect(await screen.findByText('Waar je aangemeld bent, kon niet worden geladen')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Wachtwoord wijzigen' })).toBeTruthy();
  });

  it('says where a session cannot be ended why, and goes on', async () => {
    const other = { ...SESSION, id: '00000000-0000-4000-8000-0000000000d2', isCurrent: false, browser: 'Safari', system: 'iOS' };
    await open((sent) => {
      if (sent.method === 'DELETE') return refusal(404, 'resource.not-found');
      return sent.path === '/me/sessions' ? Response.json({ items: [SESSION, other], nextCursor: null }) : normal(sent);
    });
    await userEvent.click(await screen.findByRole('button', { name: /^Beëindig Safari op iOS/ }));
    expect(await screen.findByText(/Dit bestaat niet/)).toBeTruthy();
    expect(screen.getByText('Safari op iOS')).toBeTruthy();
  });

  it('keeps what was typed where a proof is refused, and says which field it is about', async () => {
    await open((sent) => (sent.method === 'POST' ? refusal(403, 'account.proof-refused') : normal(sent)));
    await userEvent.click(await screen.findByRole('button', { name: 'Wachtwoord wijzigen' }));
    const form = within(await screen.findByRole('dialog', { hidden: true }));
    await userEvent.type(form.getByLabelText('Je wachtwoord van nu'), 'oud wachtwoord');
    await userEvent.type(form.getByLabelText('Code van je telefoon of herstelcode'), '123456');
    await userEvent.type(form.getByLabelText(/[Nn]ieuw wachtwoord/), 'paard batterij nietje correct');
    await userEvent.click(form.getByRole('button', { name: 'Wachtwoord wijzigen', hidden: true }));
    expect(await form.findByText('Je wachtwoord of je code klopt niet.')).toBeTruthy();
    expect(form.getByLabelText<HTMLInputElement>('Je wachtwoord van nu').value).toBe('oud wachtwoord');
  });
});
