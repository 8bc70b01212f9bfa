import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { publicationPath, publicPublicationPath } from '#client/paths.ts';
import { Publication as PublicationOfContract } from '#shared/contract/publications.ts';
import { openPublications, Refusal, SILENCE } from '../setup/publications-screen.tsx';
import { idOf, publication, quarterTables, roundedTable } from '../setup/published.ts';

const NOW = publication();
const QUARTER_BEFORE = publication({ period: '2026-Q2', tables: quarterTables({ referrals: 20, inflow: 30 }) });
const YEAR_BEFORE = publication({ period: '2025-Q3', tables: quarterTables({ referrals: 60, inflow: 15 }) });

afterEach(() => vi.unstubAllGlobals());

function main() {
  return within(document.body);
}

describe('a publication', { timeout: 20_000 }, () => {
  it('of these tests is one as the contract has it', () => {
    expect(PublicationOfContract.parse(NOW)).toEqual(NOW);
    const year = publication({ period: '2025' });
    expect(PublicationOfContract.parse(year)).toEqual(year);
  });

  it('begins with the quarter in words, and then a few figures with what the true ones lie between', async () => {
    await openPublications('/', { publications: [NOW] });
    expect(
      await screen.findByText(
        'In het derde kwartaal van 2026 werden er ongeveer 25 trajecten aangemeld, begonnen er ongeveer 20 aan een eerste plaatsing en kregen er ongeveer 5 een eerste job in het regulier circuit. Op 30/09/2026 waren er ongeveer 50 trajecten in begeleiding.',
      ),
    ).toBeTruthy();
    expect(main().getByText('Tussen 21 en 29')).toBeTruthy();
    expect(main().getByText('Tussen 46 en 54')).toBeTruthy();
    expect(main().getByText(/Cijfers zoals bekend op 14\/10\/2026 10:00\. Gepubliceerd op 15\/10\/2026 10:00\./)).toBeTruthy();
  });

  it('shows nobody and a few alike, as 0–4, in tables, sentences and for who listens', async () => {
    await openPublications('/', { publications: [NOW] });
    const table = within(await screen.findByRole('table', { name: 'Tabel referrals' }));
    expect(table.getByRole('row', { name: 'Diest 0–4' })).toBeTruthy();
    expect(table.getByRole('row', { name: 'Hele regio 25' })).toBeTruthy();
    for (const cell of screen.getAllByRole('cell')) expect(cell.textContent).not.toBe('0');
  });

  it('tells a change only where it is larger than the rounding', async () => {
    await openPublications('/', { publications: [NOW, QUARTER_BEFORE, YEAR_BEFORE] });
    expect(await screen.findByText('K3 2025: 60.')).toBeTruthy();
    expect(screen.getAllByText('−35 (27 tot 43 minder)').length).toBeGreaterThan(1);
    expect(screen.getAllByText('Geen duidelijke verandering').length).toBeGreaterThan(0);
    expect(screen.getByText(/aangemeld, duidelijk minder dan het derde kwartaal van 2025 \(27 tot 43 minder\)\./)).toBeTruthy();
    expect(screen.getByText(/eerste plaatsing; tegenover het derde kwartaal van 2025 is er geen duidelijke verandering\./)).toBeTruthy();
  });

  it('is held against the period that is chosen, which the address keeps, or against none', async () => {
    const { place } = await openPublications('/', { publications: [NOW, QUARTER_BEFORE, YEAR_BEFORE] });
    const choice = await screen.findByLabelText('Vergelijk met');
    await userEvent.selectOptions(choice, 'Tweede kwartaal 2026 (vorige periode)');
    expect(await screen.findByText(/duidelijk minder dan het tweede kwartaal van 2026 \(7 tot 23 minder\)/)).toBeTruthy();
    expect(place()).toBe('/?met=2026-Q2');
    await userEvent.selectOptions(choice, 'Niet vergelijken');
    expect(screen.queryByText(/verandering tegenover|duidelijk minder/)).toBeNull();
    expect(screen.queryByText('K3 2025: 60.')).toBeNull();
  });

  it('says where there is nothing to compare with yet, and leaves a withdrawn one out', async () => {
    const withdrawn = {
      ...QUARTER_BEFORE,
      status: 'withdrawn' as const,
      withdrawn: { at: '2026-10-20T08:00:00.000Z', reason: 'Fout' },
      tables: [],
    };
    await openPublications('/', { publications: [NOW, withdrawn] });
    expect(await screen.findByText('Er is nog geen vroegere publicatie om mee te vergelijken.')).toBeTruthy();
  });

  it('is read although what it is compared with does not come', async () => {
    const answers = { [`GET /publications/${YEAR_BEFORE.id}`]: () => new Refusal('server.failed') };
    await openPublications('/', { publications: [NOW, YEAR_BEFORE], answers });
    expect(await screen.findByRole('table', { name: 'Tabel inflow' })).toBeTruthy();
    expect(screen.queryByText('K3 2025: 60.')).toBeNull();
  });

  it('leads to each of its tables, and says of each what was counted', async () => {
    await openPublications('/', { publications: [NOW] });
    const contents = within(await screen.findByRole('navigation', { name: 'Op deze pagina' }));
    for (const link of contents.getAllByRole('link')) {
      expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    }
    expect(screen.getAllByText(/Wat telt in inflow\./).length).toBeGreaterThan(0);
  });

  it('of a year gives waiting times in steps of 5 %, chances as ranges, and none of fewer than 20', async () => {
    await openPublications('/', { publications: [publication({ period: '2025' })] });
    expect(
      await screen.findByText(
        /Van de ongeveer 100 trajecten die in 2024 werden aangemeld, begon ongeveer 40\s% \(30–50\s%\) binnen 6 maanden/,
      ),
    ).toBeTruthy();
    const chances = within(screen.getByRole('list', { name: 'Kans op een job' }));
    expect(chances.getByText('42 %')).toBeTruthy();
    expect(chances.getByText('33–51 %')).toBeTruthy();
    expect(chances.getByText('minder dan 20 mensen: geen percentage')).toBeTruthy();
    const table = within(screen.getByRole('table', { name: 'Kans op een job' }));
    expect(table.getByRole('row', { name: /Meteen elders geplaatst, binnen 12 maanden verborgen/ })).toBeTruthy();
    expect(table.getByRole('row', { name: /Samen, binnen 12 maanden 42\s% 33–51\s% 25 35 60/ })).toBeTruthy();
  });

  it('never tells a share of nobody where it may be of a few', async () => {
    const year = publication({ period: '2025' });
    const chance = {
      id: 'chance' as const,
      title: 'Kans op een job',
      dimensions: [],
      cells: [{ key: { months: '12' }, value: 0, low: 0, high: 0.06 }],
    };
    await openPublications('/', { publications: [{ ...year, tables: [...year.tables.filter(({ id }) => id !== 'chance'), chance] }] });
    expect(await screen.findByText(/had ongeveer 0–6\s% binnen 12 maanden een eerste job/)).toBeTruthy();
    const [first] = within(screen.getByRole('list', { name: 'Kans op een job' })).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/maanden 0–6\s%$|personen\) ?0–6\s%$/);
    expect(screen.getByRole('row', { name: /Samen, binnen 12 maanden 0–6\s%/ })).toBeTruthy();
  });

  it('explains its rounding as it is, also where it had to go further', async () => {
    const wide = publication({ tables: [roundedTable('referrals', { '24001': 25, '24020': 0 }, 9)] });
    await openPublications('/', { publications: [wide] });
    expect(await screen.findByText(/25 staat voor 16 tot 34/)).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Diest 0–9' })).toBeTruthy();
  });

  it('that hides numbers says so in place of each, and never what they are', async () => {
    const cells = [
      { key: {}, value: 31, low: 31, high: 31 },
      { key: { municipality: '24001' }, value: null, low: 0, high: 31 },
      { key: { municipality: '24020' }, value: null, low: 0, high: null },
    ];
    const hiding = publication({
      method: 'suppression',
      tables: [{ id: 'referrals', title: 'Aanmeldingen', dimensions: ['municipality'], cells }],
    });
    await openPublications('/', { publications: [hiding] });
    const table = within(await screen.findByRole('table', { name: 'Aanmeldingen' }));
    expect(table.getByRole('row', { name: 'Diest verborgen' })).toBeTruthy();
    expect(table.getByRole('row', { name: 'Hele regio 31' })).toBeTruthy();
    expect(screen.getByText(/Waar ‘verborgen’ staat, is het aantal klein/)).toBeTruthy();
    expect(screen.getByText(/werden er 31 trajecten aangemeld\./)).toBeTruthy();
  });

  it('tells how people are protected, and how anybody checks that it is genuine', async () => {
    await openPublications('/', {
      publications: [publication({ releasedTies: [{ period: '2026-Q1', table: 'occupancy', reason: 'corrected-since' }] })],
    });
    expect(await screen.findByText(/een rekenprogramma dat alles kent wat ooit gepubliceerd werd/)).toBeTruthy();
    expect(screen.getByText(/gegevens van het eerste kwartaal van 2026 later verbeterd zijn/)).toBeTruthy();
    expect(screen.getByText('ab'.repeat(32))).toBeTruthy();
    expect(screen.getByText(/shasum -a 256 doorstroom-2026-Q3\.json/)).toBeTruthy();
  });

  it('hands out its tables and itself as files, and says so when one does not come', async () => {
    URL.createObjectURL = () => 'blob:table';
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const answers = {
      [`GET /publications/${NOW.id}/tables/inflow.csv`]: () => 'rows',
      [`GET /publications/${NOW.id}/content.json`]: () => ({}),
      [`GET /publications/${NOW.id}/tables/inflow.xlsx`]: () => new Refusal('server.failed'),
    };
    const { sent } = await openPublications('/', { publications: [NOW], answers });
    await userEvent.click(await screen.findByRole('button', { name: 'Tabel inflow: CSV downloaden' }));
    await userEvent.click(screen.getByRole('button', { name: 'Bestand downloaden (JSON)' }));
    await waitFor(() => expect(sent.map(({ path }) => path)).toContain(`/publications/${NOW.id}/content.json`));
    expect(sent.map(({ path }) => path)).toContain(`/publications/${NOW.id}/tables/inflow.csv`);
    await userEvent.click(screen.getByRole('button', { name: 'Tabel inflow: Excel downloaden' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Er liep iets mis bij ons.');
  });

  it('that was withdrawn leaves its title and the reason, and no figure', async () => {
    const gone = publication({
      status: 'withdrawn',
      withdrawn: { at: '2026-11-02T09:00:00.000Z', reason: 'Een gemeente telde dubbel.' },
      tables: [],
    });
    await openPublications(publicationPath(gone.id), { publications: [gone] });
    expect(await screen.findByText(/De reden: Een gemeente telde dubbel\./)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1, name: 'Cijfers 2026-Q3' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('the screen of a publication', { timeout: 20_000 }, () => {
  it('says to the steering group that there is none yet', async () => {
    await openPublications('/', {});
    expect(await screen.findByText('Er is nog geen publicatie')).toBeTruthy();
  });

  it('opens the latest that is published, not one that was withdrawn', async () => {
    const withdrawn = publication({ status: 'withdrawn', withdrawn: { at: '2026-11-02T09:00:00.000Z', reason: 'Fout' }, tables: [] });
    await openPublications('/', { publications: [withdrawn, QUARTER_BEFORE] });
    expect(await screen.findByRole('heading', { level: 1, name: 'Cijfers 2026-Q2' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Alle publicaties' }).getAttribute('href')).toBe('/publicaties');
  });

  it('says that one is not there, and leads back to the list', async () => {
    await openPublications(publicationPath(idOf('1999')), { publications: [NOW] });
    expect(await screen.findByRole('heading', { level: 1, name: 'Deze publicatie bestaat niet' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Alle publicaties' })).toBeTruthy();
  });

  it('lets a broken answer be asked for again', async () => {
    let isBroken = true;
    const answers = { [`GET /publications/${NOW.id}`]: () => (isBroken ? new Refusal('server.failed') : NOW) };
    await openPublications(publicationPath(NOW.id), { publications: [NOW], answers });
    expect(await screen.findByRole('heading', { level: 1, name: 'Deze publicatie is er nu niet' })).toBeTruthy();
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Cijfers 2026-Q3' })).toBeTruthy();
  });

  it('shows that it is on its way', async () => {
    await openPublications(publicationPath(NOW.id), { answers: { [`GET /publications/${NOW.id}`]: () => SILENCE } });
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it.each(['steering-group', 'case-worker', 'administrator'] as const)('offers the %s no deed of the coordinator', async (role) => {
    const { sent } = await openPublications(publicationPath(NOW.id), { role, publications: [NOW] });
    await screen.findByRole('table', { name: 'Tabel inflow' });
    expect(screen.queryByRole('button', { name: /Intrekken|Publiceren|Openbare link/ })).toBeNull();
    expect(sent.every(({ method, path }) => method === 'GET' && !path.endsWith('/review'))).toBe(true);
  });
});

describe('the public page', { timeout: 20_000 }, () => {
  const path = '/public/publications/t0ken';

  it('is read without signing in, compares with nothing and asks for nothing else', async () => {
    const { sent } = await openPublications(publicPublicationPath('t0ken'), { role: null, answers: { [`GET ${path}`]: () => NOW } });
    expect(await screen.findByRole('table', { name: 'Tabel inflow' })).toBeTruthy();
    expect(screen.queryByLabelText('Vergelijk met')).toBeNull();
    expect(screen.queryByText(/Er is nog geen vroegere publicatie/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Bestand downloaden (JSON)' })).toBeNull();
    expect(sent).toEqual([{ method: 'GET', path, body: null }]);
  });

  it('hands out its tables by the link', async () => {
    URL.createObjectURL = () => 'blob:table';
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const answers = { [`GET ${path}`]: () => NOW, [`GET ${path}/tables/flows.xlsx`]: () => 'rows' };
    const { sent } = await openPublications(publicPublicationPath('t0ken'), { role: null, answers });
    await userEvent.click(await screen.findByRole('button', { name: 'Tabel flows: Excel downloaden' }));
    await waitFor(() => expect(sent.at(-1)?.path).toBe(`${path}/tables/flows.xlsx`));
  });

  it('says that a link is unknown or was ended', async () => {
    await openPublications(publicPublicationPath('other'), { role: null });
    expect(await screen.findByRole('heading', { level: 1, name: 'Deze link werkt niet (meer)' })).toBeTruthy();
  });

  it('that does not come can be asked for again', async () => {
    await openPublications(publicPublicationPath('t0ken'), {
      role: null,
      answers: { [`GET ${path}`]: () => new Refusal('server.failed') },
    });
    expect(await screen.findByRole('button', { name: 'Opnieuw proberen' })).toBeTruthy();
  });
});
