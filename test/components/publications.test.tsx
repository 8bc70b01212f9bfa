import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dismissToast } from '#client/ui/toast.ts';
import { openPublications, Refusal } from '../setup/publications-screen.tsx';
import { publication } from '../setup/published.ts';

const NOW = new Date('2026-11-25T10:00:00.000Z');
const Q3 = publication();
const YEAR = publication({ period: '2025' });
const DRAFT = publication({ period: '2026-Q2', status: 'draft', publishedAt: null, sha256: null });

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (let id = 0; id < 50; id++) dismissToast(id);
});

describe('the list of publications', { timeout: 20_000 }, () => {
  it('leads to each, with its period and when it was published', async () => {
    await openPublications('/publicaties', { publications: [Q3, YEAR] });
    const rows = within(await screen.findByRole('table', { name: 'Publicaties' }));
    expect(rows.getByRole('row', { name: 'Cijfers 2026-Q3 Derde kwartaal 2026 15/10/2026 10:00' })).toBeTruthy();
    expect(rows.getByRole('link', { name: 'Cijfers 2025' }).getAttribute('href')).toBe(`/publicaties/${YEAR.id}`);
    expect(screen.queryByRole('button', { name: 'Nieuwe publicatie' })).toBeNull();
  });

  it('tells the coordinator where each stands', async () => {
    await openPublications('/publicaties', { role: 'coordinator', publications: [Q3, DRAFT] });
    expect(await screen.findByRole('row', { name: 'Cijfers 2026-Q2 Tweede kwartaal 2026 Ontwerp om na te kijken –' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Cijfers 2026-Q3 Derde kwartaal 2026 Gepubliceerd 15/10/2026 10:00' })).toBeTruthy();
  });

  it.each([
    { role: 'steering-group', said: /Hier verschijnen de anonieme cijfers/ },
    { role: 'coordinator', said: /Maak de eerste\./ },
  ] as const)('says to the $role that there is nothing yet', async ({ role, said }) => {
    await openPublications('/publicaties', { role });
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('that does not come can be asked for again', async () => {
    await openPublications('/publicaties', { answers: { 'GET /publications': () => new Refusal('server.failed') } });
    expect(await screen.findByText('De publicaties zijn er nu niet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Opnieuw proberen' })).toBeTruthy();
  });
});

describe('a new publication', { timeout: 20_000 }, () => {
  const made = publication({ period: '2026-Q1', status: 'protecting', publishedAt: null, sha256: null, tables: [], audit: null });

  async function begin(answer: () => unknown) {
    vi.setSystemTime(NOW);
    const world = await openPublications('/publicaties', {
      role: 'coordinator',
      publications: [Q3, DRAFT],
      answers: { 'POST /publications': answer, [`GET /publications/${made.id}`]: () => made },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Nieuwe publicatie' }));
    return { ...world, form: within(await screen.findByRole('dialog', { hidden: true })) };
  }

  it('is of a period that is over and has none yet, under a title that is proposed, rounded unless chosen otherwise', async () => {
    const { form, sent, place } = await begin(() => made);
    const periods = [...form.getByLabelText('Periode').querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(periods.slice(0, 3)).toEqual(['Eerste kwartaal 2026', 'Vierde kwartaal 2025', 'Jaar 2025']);
    await userEvent.selectOptions(form.getByLabelText('Periode'), 'Jaar 2025');
    expect(form.getByLabelText('Titel')).toHaveProperty('value', 'Van OCMW naar werk: jaarcijfers 2025');
    await userEvent.selectOptions(form.getByLabelText('Periode'), 'Eerste kwartaal 2026');
    await userEvent.click(form.getByText('Maken en beschermen'));
    await waitFor(() => expect(place()).toBe(`/publicaties/${made.id}`));
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      title: 'Van OCMW naar werk: eerste kwartaal 2026',
      period: '2026-Q1',
      method: 'rounding',
    });
  });

  it('keeps a title that was typed when the period changes, and is not made without one', async () => {
    const { form, sent } = await begin(() => made);
    await userEvent.clear(form.getByLabelText('Titel'));
    await userEvent.click(form.getByText('Maken en beschermen'));
    expect(form.getByText('Geef een titel.')).toBeTruthy();
    await userEvent.type(form.getByLabelText('Titel'), 'Voor de stuurgroep');
    await userEvent.selectOptions(form.getByLabelText('Periode'), 'Jaar 2025');
    expect(form.getByLabelText('Titel')).toHaveProperty('value', 'Voor de stuurgroep');
    expect(sent.some(({ method }) => method === 'POST')).toBe(false);
  });

  it.each([
    { refusal: new Refusal('publication.period-taken'), said: /Deze periode is al gepubliceerd of in de maak\./ },
    {
      refusal: new Refusal('request.invalid', { fields: [{ path: 'body.period', code: 'custom', message: 'not over' }] }),
      said: /Deze periode is nog niet voorbij\./,
    },
  ])('says at the period what is wrong with it: $refusal.code', async ({ refusal, said }) => {
    const { form } = await begin(() => refusal);
    await userEvent.click(form.getByText('Maken en beschermen'));
    expect(await form.findByText(said)).toBeTruthy();
    expect(form.getByLabelText('Periode').getAttribute('aria-invalid')).toBe('true');
  });
});
