import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Screen } from '#client/features/setup/setup-screen.tsx';
import { type Answers, openScreen, refusal } from '../setup/screens.tsx';

afterEach(() => vi.unstubAllGlobals());

const LINK = `/instellen#${'t'.repeat(43)}`;
const OFFER = {
  user: { name: 'Els Vermeulen', email: 'els@ocmw.example' },
  expiresAt: '2026-11-27T09:00:00Z',
  secondFactor: { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Doorstroom:els?secret=JBSWY3DPEHPK3PXP' },
};

const open = (answers: Answers, at = LINK) => openScreen(<Screen />, { at, answers });

describe('setting up an account', { timeout: 20_000 }, () => {
  it('says without a link where one comes from, and asks nothing', async () => {
    const answers = vi.fn<Answers>();
    await open(answers, '/instellen');
    expect(screen.getByText('Deze pagina opent met de link die je beheerder je gaf.')).toBeTruthy();
    expect(answers).not.toHaveBeenCalled();
  });

  it('says of a link that was used or is too old that it works no more, and whom to ask', async () => {
    await open(() => refusal(404, 'setup.link-unknown'));
    expect(await screen.findByText('Deze link werkt niet meer')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is tried again where the server was away, with the same link', async () => {
    let isAway = true;
    const asked: unknown[] = [];
    await open(({ body }) => {
      asked.push(body);
      return isAway ? undefined : Response.json(OFFER);
    });
    expect(await screen.findByText(/De server is niet bereikbaar/)).toBeTruthy();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByText(/Dag Els Vermeulen/)).toBeTruthy();
    expect(asked).toEqual([{ token: 't'.repeat(43) }, { token: 't'.repeat(43) }]);
  });

  it('asks the first administrator who that is', async () => {
    await open(() => Response.json({ ...OFFER, user: null }));
    await userEvent.click(await screen.findByRole('button', { name: 'Volgende' }));
    expect(await screen.findByText('Typ je naam.')).toBeTruthy();
    expect(screen.getByText(/Typ een volledig e-mailadres/)).toBeTruthy();
  });
});
