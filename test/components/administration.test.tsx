import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Screen as SettingsScreen } from '#client/features/administration/settings/settings-screen.tsx';
import { Screen as UsersScreen } from '#client/features/administration/users/users-screen.tsx';
import { dismissToast } from '#client/ui/toast.ts';
import { type Answers, openScreen, refusal, SELF, type Sent } from '../setup/screens.tsx';

afterEach(() => {
  vi.unstubAllGlobals();
  for (let id = 0; id < 50; id++) dismissToast(id);
});

const USER = {
  ...{ id: SELF.id, name: SELF.name, email: 'marleen@ocmw.example', role: 'administrator', municipalities: [] },
  ...{ createdAt: '2026-11-01T09:00:00Z', disabledAt: null, setUpAt: null, setupLinkUntil: null, lastSeenAt: null, version: 1 },
};
const dialog = async () => within(await screen.findByRole('dialog', { hidden: true }));

describe('the users', { timeout: 20_000 }, () => {
  const open = (answers: Answers) => openScreen(<UsersScreen />, { role: 'administrator', answers });

  it('say of who was never here and has no link that nothing was set up', async () => {
    await open(() => Response.json({ items: [USER], nextCursor: null }));
    expect(await screen.findByRole('row', { name: /Marleen Aerts.*Nog niet ingesteld.*Nog nooit/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Meer laden' })).toBeNull();
  });

  it('that did not come are said not to have, and come when it is tried again', async () => {
    let isAway = true;
    await open(() => (isAway ? undefined : Response.json({ items: [USER], nextCursor: null })));
    expect(await screen.findByText(/De server is niet bereikbaar/)).toBeTruthy();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('link', { name: 'Marleen Aerts' })).toBeTruthy();
  });

  it('tell whose role is not the administrator’s why there is nothing', async () => {
    await open(() => refusal(403, 'access.forbidden'));
    expect(await screen.findByText('Je rol geeft hier geen toegang toe.')).toBeTruthy();
  });

  it('get nobody with an address that somebody has; what was typed stays', async () => {
    await open(({ method }) => (method === 'POST' ? refusal(409, 'user.email-taken') : Response.json({ items: [USER], nextCursor: null })));
    await userEvent.click(screen.getByRole('button', { name: 'Gebruiker toevoegen' }));
    const form = await dialog();
    await userEvent.type(form.getByLabelText('Naam'), 'Els Vermeulen');
    await userEvent.type(form.getByLabelText('E-mailadres'), 'marleen@ocmw.example');
    await userEvent.click(form.getByRole('radio', { name: /Regisseur/, hidden: true }));
    await userEvent.click(form.getByRole('button', { name: 'Toevoegen en link maken', hidden: true }));
    expect((await form.findAllByText('Een andere gebruiker heeft dit e-mailadres al.')).length).toBeGreaterThan(0);
    expect(form.getByLabelText<HTMLInputElement>('Naam').value).toBe('Els Vermeulen');
  });
});

describe('the settings', { timeout: 20_000 }, () => {
  const SETTINGS = { retentionMonths: 60, changedAt: null, version: 1 };
  const versioned = (settings: typeof SETTINGS) => Response.json(settings, { headers: { ETag: `"${settings.version}"` } });
  const open = (answers: Answers) => openScreen(<SettingsScreen />, { role: 'administrator', answers });

  it('say that nobody changed them yet', async () => {
    await open(() => versioned(SETTINGS));
    expect(await screen.findByText('60 maanden na het einde van het laatste traject')).toBeTruthy();
    expect(screen.getByText('Nog nooit')).toBeTruthy();
  });

  it('that did not come are said not to have, with nothing to change', async () => {
    let isAway = true;
    await open(() => (isAway ? undefined : versioned(SETTINGS)));
    expect(await screen.findByText('De instellingen konden niet worden geladen')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Wijzigen' })).toBeNull();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('button', { name: 'Wijzigen' })).toBeTruthy();
  });

  it('take no term out of bounds, and are changed on the version that was seen', async () => {
    const sent: Sent[] = [];
    await open((one) => {
      if (one.method !== 'PATCH') return versioned(SETTINGS);
      sent.push(one);
      return versioned({ ...SETTINGS, retentionMonths: 84, version: 2 });
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Wijzigen' }));
    const form = await dialog();
    const months = form.getByLabelText<HTMLInputElement>(/Termijn/);
    await userEvent.clear(months);
    await userEvent.type(months, '5');
    await userEvent.click(form.getByRole('button', { name: 'Bewaren', hidden: true }));
    expect(sent).toEqual([]);
    await userEvent.clear(months);
    await userEvent.type(months, '84');
    await userEvent.click(form.getByRole('button', { name: 'Bewaren', hidden: true }));
    expect(await screen.findByText('Bewaartermijn bewaard')).toBeTruthy();
    expect(sent).toMatchObject([{ path: '/settings', ifMatch: '"1"', body: { retentionMonths: 84 } }]);
    expect(await screen.findByText('84 maanden na het einde van het laatste traject')).toBeTruthy();
  });
});
