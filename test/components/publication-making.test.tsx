import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { publicationPath } from '#client/paths.ts';
import { dismissToast } from '#client/ui/toast.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { openPublications, Refusal } from '../setup/publications-screen.tsx';
import { publication } from '../setup/published.ts';

const UNPUBLISHED = { publishedAt: null, sha256: null } as const;
const DRAFT = publication({ status: 'draft', ...UNPUBLISHED });
const PUBLISHED = publication();
const PROTECTING = publication({
  status: 'protecting',
  ...UNPUBLISHED,
  tables: [],
  audit: null,
  progress: { phase: 'attacking', done: 3, of: 8 },
});
const UNSAFE = {
  isSafe: false,
  cells: 60,
  earlierCells: 0,
  sensitive: 30,
  recovered: 2,
  narrow: 1,
  outside: 0,
  oneCategory: 1,
  leastWidth: 0,
  milliseconds: 900,
};
const REFUSED = publication({
  status: 'refused',
  ...UNPUBLISHED,
  audit: UNSAFE,
  reasons: [
    { problem: 'recovered', table: 'inflow', period: '2026-Q3', key: { municipality: '24020', workForm: 'art60' } },
    { problem: 'narrow', table: 'flows', period: '2026-Q3', key: { from: 'screening', to: 'ended' } },
    { problem: 'one-category', table: 'occupancy', period: '2026-Q2', key: { stage: 'ended' } },
  ],
});
const REVIEW = {
  tables: [
    {
      id: 'inflow',
      cells: [
        { key: { workForm: 'lde', municipality: '24020' }, truth: 7 },
        { key: {}, truth: 22 },
      ],
    },
  ],
};

afterEach(() => {
  vi.unstubAllGlobals();
  for (let id = 0; id < 50; id++) dismissToast(id);
});

/** The coordinator before a publication. `becomes` is what it is after a deed. */
function open(now: Publication, answers: Parameters<typeof openPublications>[1]['answers'] = {}) {
  return openPublications(publicationPath(now.id), { role: 'coordinator', publications: [now], answers });
}
const dialog = async () => within(await screen.findByRole('dialog', { hidden: true }));
const at = (deed: string) => `${deed.split(' ')[0]} /publications/${DRAFT.id}${deed.split(' ')[1] ?? ''}`;

describe('a publication that is being protected', { timeout: 20_000 }, () => {
  it('shows what is being done and how far, may be left, and becomes a draft by itself', async () => {
    let isReady = false;
    await open(PROTECTING, { [at('GET')]: () => (isReady ? DRAFT : PROTECTING) });
    expect(await screen.findByText('Aanvallen om te zien of het veilig is: 3 van 8')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('3');
    expect(screen.getByText('Je mag deze pagina verlaten: het werk gaat door.')).toBeTruthy();
    isReady = true;
    expect(await screen.findByRole('heading', { name: 'Klaar om na te kijken' })).toBeTruthy();
  });

  it('that was cut off is tried again', async () => {
    const { sent } = await open(publication({ status: 'interrupted', ...UNPUBLISHED, tables: [] }), {
      [at('POST /retry')]: () => PROTECTING,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('heading', { name: 'Deze publicatie wordt beschermd' })).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ method: 'rounding' });
  });
});

describe('a draft', { timeout: 20_000 }, () => {
  it('shows the true numbers beside those to be published, and not on paper', async () => {
    await open(DRAFT, { [at('GET /review')]: () => REVIEW });
    const truth = await screen.findByText('echt 7');
    expect(truth.closest('[data-print="no"]')).not.toBeNull();
    expect(within(screen.getByRole('table', { name: 'Tabel inflow' })).getByText('echt 22')).toBeTruthy();
    await userEvent.click(screen.getByLabelText('Zoals de stuurgroep ze leest'));
    expect(screen.queryByText('echt 7')).toBeNull();
  });

  it('says so when the true numbers do not come, and can be read all the same', async () => {
    await open(DRAFT, { [at('GET /review')]: () => new Refusal('server.failed') });
    expect(await screen.findByText('De echte aantallen zijn er nu niet.')).toBeTruthy();
    expect(screen.getByRole('table', { name: 'Tabel inflow' })).toBeTruthy();
  });

  it('tells in words what the attack found', async () => {
    await open(DRAFT, { [at('GET /review')]: () => REVIEW });
    expect(
      await screen.findByText(
        /60 cellen aangevallen, samen met 120 van vroegere publicaties\. 30 ervan zijn klein \(0 tot 4\)\. Geen enkele kon berekend worden; voor elk blijven er minstens 5 mogelijke waarden over\. Dat duurde 1,3 seconden\./,
      ),
    ).toBeTruthy();
  });

  it('has no files to hand out yet', async () => {
    await open(DRAFT, { [at('GET /review')]: () => REVIEW });
    await screen.findByText('echt 7');
    expect(screen.queryByRole('button', { name: /downloaden/ })).toBeNull();
  });

  it('is published after asking once more, and then no more changed', async () => {
    const { sent } = await open(DRAFT, { [at('GET /review')]: () => REVIEW, [at('POST /release')]: () => PUBLISHED });
    await userEvent.click(await screen.findByRole('button', { name: 'Publiceren' }));
    const asked = await dialog();
    expect(asked.getByText(/Daarna kan niemand het nog wijzigen\./)).toBeTruthy();
    expect(sent.some(({ method }) => method === 'POST')).toBe(false);
    await userEvent.click(asked.getByText('Publiceren'));
    expect(await screen.findByText('“Cijfers 2026-Q3” is gepubliceerd')).toBeTruthy();
    expect(screen.queryByText('Klaar om na te kijken')).toBeNull();
    expect(screen.getByText(/Gepubliceerd op 15\/10\/2026/)).toBeTruthy();
  });

  it('that another publication overtook is to be protected again', async () => {
    await open(DRAFT, {
      [at('GET /review')]: () => REVIEW,
      [at('POST /release')]: () => new Refusal('publication.outdated'),
      [at('POST /retry')]: () => PROTECTING,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Publiceren' }));
    await userEvent.click((await dialog()).getByText('Publiceren'));
    expect(await screen.findByText('Intussen werd iets anders gepubliceerd')).toBeTruthy();
    expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw beschermen' }));
    expect(await screen.findByRole('heading', { name: 'Deze publicatie wordt beschermd' })).toBeTruthy();
  });

  it('is thrown away after asking once more, which leads back to the list', async () => {
    const { sent, place } = await open(DRAFT, { [at('GET /review')]: () => REVIEW, [at('DELETE')]: () => null });
    await userEvent.click(await screen.findByRole('button', { name: 'Weggooien' }));
    await userEvent.click((await dialog()).getByText('Weggooien'));
    await waitFor(() => expect(place()).toBe('/publicaties'));
    expect(sent.some(({ method, path }) => method === 'DELETE' && path === `/publications/${DRAFT.id}`)).toBe(true);
  });

  it('stays where it is when it cannot be thrown away, and says why', async () => {
    await open(DRAFT, { [at('GET /review')]: () => REVIEW, [at('DELETE')]: () => new Refusal('publication.not-possible') });
    await userEvent.click(await screen.findByRole('button', { name: 'Weggooien' }));
    await userEvent.click((await dialog()).getByText('Weggooien'));
    expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain('in deze toestand');
  });
});

describe('a publication that the attack refused', { timeout: 20_000 }, () => {
  it('names the cells, what is wrong with each and what to do', async () => {
    await open(REFUSED, { [at('GET /review')]: () => REVIEW });
    const table = within(await screen.findByRole('table', { name: 'De cellen waar het op misgaat. Alleen jij ziet ze.' }));
    expect(
      table.getByRole('row', { name: /Diest, Art\. 60 §7 Eerste plaatsingen K3 2026 Het echte aantal is exact te berekenen\./ }),
    ).toBeTruthy();
    expect(
      table.getByRole('row', { name: /Van ‘Screening’ naar ‘Afgesloten’ Overgangen K3 2026 Het echte aantal is bijna te raden\./ }),
    ).toBeTruthy();
    expect(table.getByRole('row', { name: /Afgesloten Bezetting per fase K2 2026 Iedereen van deze rij of kolom/ })).toBeTruthy();
    expect(
      screen.getByText(
        /konden er 2 exact berekend worden, en was er één bijna te raden\. In één rij of kolom zat zeker iedereen in hetzelfde vak\./,
      ),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Publiceren' })).toBeNull();
  });

  it('is protected again, in another way where that is chosen', async () => {
    const { sent } = await open(REFUSED, { [at('GET /review')]: () => REVIEW, [at('POST /retry')]: () => PROTECTING });
    await userEvent.click(await screen.findByRole('radio', { name: /Verbergen/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw beschermen' }));
    await screen.findByRole('heading', { name: 'Deze publicatie wordt beschermd' });
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ method: 'suppression' });
  });

  it('says so where no way was found at all', async () => {
    await open(publication({ status: 'refused', ...UNPUBLISHED, tables: [], audit: null }), {});
    expect(await screen.findByText(/Er is geen manier gevonden/)).toBeTruthy();
  });
});

describe('what is published', { timeout: 20_000 }, () => {
  it('is withdrawn with a reason, never without', async () => {
    const withdrawn = publication({ status: 'withdrawn', withdrawn: { at: '2026-11-25T09:00:00.000Z', reason: 'Telfout' }, tables: [] });
    const { sent } = await open(PUBLISHED, { [at('POST /withdrawal')]: () => withdrawn });
    await userEvent.click(await screen.findByRole('button', { name: 'Intrekken…' }));
    const asked = await dialog();
    await userEvent.click(asked.getByText('Intrekken'));
    expect(asked.getByText('Schrijf in een zin waarom deze publicatie ingetrokken wordt.')).toBeTruthy();
    expect(sent.some(({ method }) => method === 'POST')).toBe(false);
    await userEvent.type(asked.getByLabelText('Waarom?'), ' Telfout ');
    await userEvent.click(asked.getByText('Intrekken'));
    expect(await screen.findByText(/De reden: Telfout/)).toBeTruthy();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ reason: 'Telfout' });
  });

  it('gets a public link, which is copied and ended', async () => {
    let token: string | null = null;
    const user = userEvent.setup();
    const { sent } = await open(PUBLISHED, {
      [at('GET')]: () => ({ ...PUBLISHED, publicToken: token }),
      [at('PUT /public-link')]: () => {
        token = 't0ken';
        return { publicToken: token };
      },
      [at('DELETE /public-link')]: () => {
        token = null;
        return null;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Openbare link maken' }));
    const field = await screen.findByLabelText('Adres van de openbare link');
    expect(field).toHaveProperty('value', `${window.location.origin}/openbaar/t0ken`);
    await user.click(screen.getByRole('button', { name: 'Kopiëren' }));
    expect(await screen.findByText('De link is gekopieerd')).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/openbaar/t0ken`);
    await user.click(screen.getByRole('button', { name: 'Link beëindigen' }));
    expect(await screen.findByRole('button', { name: 'Openbare link maken' })).toBeTruthy();
    expect(sent.map(({ method }) => method)).toContain('DELETE');
  });

  it('says so where a browser does not copy', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await open({ ...PUBLISHED, publicToken: 't0ken' });
    await user.click(await screen.findByRole('button', { name: 'Kopiëren' }));
    expect(await screen.findByText(/Kopiëren lukte niet\./)).toBeTruthy();
  });
});
