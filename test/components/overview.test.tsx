import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HEADING, openFigures, SIGNAL } from '../setup/figures-screen.tsx';

afterEach(() => vi.unstubAllGlobals());

const isRegion = (query: URLSearchParams) => query.get('scope') === 'region';
const inflow = (query: URLSearchParams) => ({
  ...HEADING,
  rows: [
    {
      period: '2026',
      group: { workForm: 'art60' },
      referrals: isRegion(query) ? 300 : 30,
      placements: 9,
      socialEconomy: isRegion(query) ? 50 : 5,
    },
  ],
});
const signal = () => ({ ...SIGNAL, rateRatio: 0.667, lower: 0.5, upper: 0.9, p: 0.01, verdict: 'structural-fall' });

describe('the overview', { timeout: 20_000 }, () => {
  it('says of the inflow under Art. 60 §7 whether its change is more than chance, and how sure that is', async () => {
    await openFigures('/overzicht', { '/figures/inflow': inflow, '/figures/signal': signal });
    const key = within(await screen.findByRole('region', { name: 'Kerncijfers' }));
    expect(
      (await key.findByRole('link', { name: /Structurele daling\s*33\s% minder \(tussen 50\s% minder en 10\s% minder\)/ })).getAttribute(
        'href',
      ),
    ).toContain('/cijfers/signaal');
  });

  it('sets the region beside the number of an office, as a number and as a share', async () => {
    await openFigures('/overzicht?periode=2017', { '/figures/inflow': inflow }, 'case-worker');
    const key = within(await screen.findByRole('region', { name: 'Kerncijfers' }));
    expect(await key.findByText(/regio: 300 \(eigen aandeel 10\s%\)/)).toBeTruthy();
    expect(await key.findByText(/regio: 50 \(eigen aandeel 10\s%\)/)).toBeTruthy();
  });

  it('asks the region of nobody who sees all of it already, nor beside one municipality', async () => {
    const { asked } = await openFigures('/overzicht', { '/figures/inflow': inflow });
    await screen.findAllByText('30');
    expect(asked.filter(({ query }) => isRegion(query))).toEqual([]);
  });

  it('leads from each number to the figure at its full size, with the same selection', async () => {
    await openFigures('/overzicht?gemeente=DIE&geslacht=f', { '/figures/inflow': inflow });
    expect((await screen.findByRole('link', { name: 'Instroom (aanmeldingen)' })).getAttribute('href')).toBe(
      '/cijfers/aanmeldingen?gemeente=DIE&geslacht=f',
    );
  });

  it('keeps the card of a figure that does not come, with the way to try again', async () => {
    const broken = () => {
      throw new TypeError('unreachable');
    };
    await openFigures('/overzicht', { '/figures/inflow': inflow, '/figures/comparison.routes': broken });
    expect(await screen.findByText('Dit cijfer is er nu niet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Opnieuw proberen' })).toBeTruthy();
  });
});
