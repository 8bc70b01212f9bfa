import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Change, useChangesSentence } from '#client/features/figures/whole/changes-card.tsx';
import { readSelection, selectionText } from '#client/features/figures/whole/file-selection.ts';
import { HEADING, openFigures } from '../setup/figures-screen.tsx';

afterEach(() => vi.unstubAllGlobals());

const inflow = (query: URLSearchParams) => {
  const by = query.get('by');
  const group = by ? [{ [by]: by === 'gender' ? 'f' : '<25' }, { [by]: 'unknown' }] : [{}];
  return {
    ...HEADING,
    rows: group.map((one, place) => ({ period: '2025', group: one, referrals: 7 - place, placements: 3, socialEconomy: 2 })),
  };
};
const ADDRESS = '/cijfers/aanmeldingen?periode=eigen&van=2025-01-01&tot=2025-12-31&per=jaar';

describe('a figure at its full size', { timeout: 20_000 }, () => {
  it('says in a sentence what it counts, with the table and the definition that it was computed with', async () => {
    await openFigures(ADDRESS, { '/figures/inflow': inflow });
    expect(await screen.findByRole('heading', { name: /Er werden 7 trajecten aangemeld/ })).toBeTruthy();
    expect(within(screen.getByRole('row', { name: '2025 7' })).getByRole('link', { name: '7' })).toBeTruthy();
    const definition = screen.getByRole('region', { name: 'Wat dit cijfer telt' });
    expect(within(definition).getByText('#{referral ∈ p}')).toBeTruthy();
    expect(within(definition).getByText('inflow, versie 2')).toBeTruthy();
  });

  it('takes every filter from its address, and asks the server with them', async () => {
    const { asked } = await openFigures(`${ADDRESS}&geslacht=f&leeftijd=25-34&opleiding=low&werkvorm=art60&naar=gender&bekend=2026-01-31`, {
      '/figures/inflow': inflow,
    });
    await screen.findByRole('heading', { name: /aangemeld/ });
    const whole = asked.find(({ path, query }) => path === '/figures/inflow' && query.get('from') === '2025-01-01');
    expect(Object.fromEntries(whole?.query ?? [])).toMatchObject({
      gender: 'f',
      ageClass: '25-34',
      education: 'low',
      workForm: 'art60',
      observedUntil: '2026-01-31',
      knownAt: '2026-01-31T23:59:59.999+01:00',
      every: 'year',
    });
    expect(screen.getByText(/Vrouwen · 25–34 jaar/)).toBeTruthy();
  });

  it('tells groups apart, and says of whom it is not known', async () => {
    await openFigures(`${ADDRESS}&naar=geslacht`, { '/figures/inflow': inflow });
    expect(await screen.findByRole('columnheader', { name: 'Vrouwen' })).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Niet bekend' })).toBeTruthy();
    expect(screen.getByRole('row', { name: '2025 7 6 13' })).toBeTruthy();
  });

  it('draws the reasons that an eye tells apart, each with a look of its own, and has them all in the table', async () => {
    const reasons = ['regular-work', 'training', 'illness', 'withdrew', 'no-show', 'moved', 'detention', 'death', 'other'];
    const rows = reasons.map((reason, place) => ({ period: '2025', group: {}, reason, fromStage: 'screening', count: 20 - place }));
    await openFigures(ADDRESS.replace('aanmeldingen', 'uitstroom'), { '/figures/outflow': () => ({ ...HEADING, rows }) });
    expect(await screen.findByRole('row', { name: '2025 20 19 18 17 16 15 14 13 12 144' })).toBeTruthy();
    const drawing = screen.getByRole('group', { name: /^Uitstroom/ });
    const looks = Array.from(drawing.querySelectorAll('pattern, rect, path'), (piece) => piece.getAttribute('fill')).filter((fill) =>
      fill?.startsWith('url'),
    );
    expect(new Set(looks).size).toBeGreaterThan(5);
    expect(screen.getByText('Andere samen').parentElement?.textContent).toMatch(/Detentie14Andere samen25$/);
  });

  it('says of the stage that has the most what its drawing says: the interrupted stand apart', async () => {
    const row = { period: '2025', date: '2025-12-31', group: {}, activity: null };
    const rows = [
      { ...row, stage: 'socialEconomy', interrupted: false, count: 94 },
      { ...row, stage: 'socialEconomy', interrupted: true, count: 1 },
      { ...row, stage: 'regular', interrupted: false, count: 52 },
    ];
    await openFigures(ADDRESS.replace('aanmeldingen', 'bezetting'), { '/figures/occupancy': () => ({ ...HEADING, rows }) });
    expect(
      await screen.findByRole('heading', { name: /147 trajecten in begeleiding.* De meeste \(94\) zijn in de fase ‘Sociale economie’/ }),
    ).toBeTruthy();
  });

  it('never shows the numbers of the groups before under the names of those that were chosen', async () => {
    const forEver = new Promise(() => {});
    await openFigures(`${ADDRESS}&naar=geslacht`, {
      '/figures/inflow': (query) => (query.get('by') === 'municipality' ? forEver : inflow(query)),
    });
    await screen.findByRole('columnheader', { name: 'Vrouwen' });
    expect(screen.getByRole('row', { name: '2025 7 6 13' })).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText('Opgesplitst naar'), 'Gemeente');
    expect(screen.queryByRole('row', { name: /^2025/ })).toBeNull();
  });

  it('opens the files behind a number of the table, and keeps the choice in the address', async () => {
    const files = () => ({
      items: [
        {
          trajectoryId: '00000000-0000-4000-8000-0000000000a1',
          code: 'DS-7Q2K',
          municipality: 'DIE',
          day: '2025-03-04',
          stage: 'screening',
          route: 'none',
          outcome: null,
          days: null,
        },
      ],
      nextCursor: null,
    });
    const { asked, search } = await openFigures(`${ADDRESS}&naar=leeftijd`, { '/figures/inflow': inflow, '/figures/files': files });
    await userEvent.click(within(await screen.findByRole('row', { name: '2025 7 6 13' })).getByRole('link', { name: '6' }));
    expect((await screen.findByRole('link', { name: 'DS-7Q2K' })).getAttribute('href')).toContain('/trajecten/');
    expect(search().get('dossiers')).toBe('2025~ageClass.unknown');
    const files2025 = asked.find(({ path }) => path === '/figures/files');
    expect(Object.fromEntries(files2025?.query ?? [])).toMatchObject({
      figure: 'inflow.referrals',
      from: '2025-01-01',
      to: '2025-12-31',
      ageClass: 'unknown',
    });
  });

  it('holds its numbers against what was strived for, for the whole alone', async () => {
    const targets = () => ({
      items: [
        { figure: 'inflow.referrals', year: 2025, municipality: null, value: 160, setAt: '2025-01-01T09:00:00Z', setBy: 'An' },
        { figure: 'inflow.referrals', year: 2025, municipality: 'DIE', value: 40, setAt: '2025-01-01T09:00:00Z', setBy: 'An' },
      ],
    });
    await openFigures(ADDRESS, { '/figures/inflow': inflow, '/targets': targets });
    expect(await screen.findByRole('columnheader', { name: 'Streefcijfer 2025' })).toBeTruthy();
    const row = within(screen.getByRole('row', { name: '2025 7 160' }));
    expect(row.getAllByRole('link').map((link) => link.textContent)).toEqual(['7']);
  });

  it('asks what changed since a day, and says why', async () => {
    const changes = () => ({
      ...HEADING,
      knownBefore: '2026-01-31T23:59:59.999+01:00',
      estimates: [],
      rows: [
        { period: '2025', group: {}, key: { measure: 'referrals' }, before: 4, after: 7, lateEntry: 4, correction: -1, definition: 0 },
        { period: '2025', group: {}, key: { measure: 'placements' }, before: 1, after: 3, lateEntry: 2, correction: 0, definition: 0 },
      ],
    });
    const { search } = await openFigures(ADDRESS, { '/figures/inflow': inflow, '/figures/changes': changes });
    const card = await screen.findByRole('region', { name: 'Wat is er veranderd?' });
    await userEvent.type(within(card).getByLabelText('Vergelijk met wat bekend was op'), '31/01/2026{Tab}');
    expect(
      await within(card).findByText('Sinds 31/01/2026 veranderde 1 getal, samen +3: +4 door late invoer en −1 door rechtzettingen.'),
    ).toBeTruthy();
    expect(within(card).getByRole('row', { name: '2025 4 7 +4 −1 –' })).toBeTruthy();
    expect(search().get('vorige')).toBe('2026-01-31');
  });

  it('compares no further than the day itself, and nothing with a day before the period', async () => {
    const { asked } = await openFigures(`${ADDRESS}&vorige=2025-06-30`, { '/figures/inflow': inflow });
    await screen.findByText('Sinds 30/06/2025 is er niets veranderd aan dit cijfer.');
    expect(asked.find(({ path }) => path === '/figures/changes')?.query.get('to')).toBe('2025-06-30');
    const field = screen.getByLabelText('Vergelijk met wat bekend was op');
    await userEvent.clear(field);
    await userEvent.type(field, '30/06/2024{Tab}');
    expect(await screen.findByText(/Op 30\/06\/2024 was de gekozen periode nog niet begonnen/)).toBeTruthy();
  });

  it('keeps from the coordinator which files are of women, and says why', async () => {
    const { asked } = await openFigures(`${ADDRESS}&naar=geslacht&dossiers=2025~gender.f`, { '/figures/inflow': inflow });
    expect(await screen.findByText(/^Geslacht en opleiding van een dossier blijven bij het OCMW/)).toBeTruthy();
    expect(asked.some(({ path }) => path === '/figures/files')).toBe(false);
  });

  it('makes no link of a number whose files are kept back', async () => {
    await openFigures(`${ADDRESS}&naar=geslacht`, { '/figures/inflow': inflow });
    const row = await screen.findByRole('row', { name: '2025 7 6 13' });
    expect(
      within(row)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['13']);
  });

  it('says of an address without a figure that there is none', async () => {
    await openFigures('/cijfers/verzonnen', {});
    expect(await screen.findByRole('link', { name: 'Naar de cijfers' })).toBeTruthy();
    await waitFor(() => expect(document.title).toContain('Dit cijfer bestaat niet'));
  });
});

describe('the choice of files in an address', () => {
  it('is read back as it was written', () => {
    const selection = { period: '2025-Q1', parts: { ageClass: '<25', fromStage: 'screening', reason: 'illness' } } as const;
    expect(readSelection(selectionText(selection))).toEqual(selection);
    expect(readSelection(selectionText({ period: null, parts: {} }))).toEqual({ period: null, parts: {} });
  });

  it('leaves out what no longer exists', () => {
    expect(readSelection('2025~stage.nowhere~gender.f~unheard.of')).toEqual({ period: '2025', parts: { gender: 'f' } });
  });
});

describe('what changed, in a sentence', () => {
  const change = (lateEntry: number, correction: number): Change => ({
    ...{ period: '2025', group: {}, key: {}, before: 10, definition: 0 },
    ...{ after: 10 + lateEntry + correction, lateEntry, correction },
  });
  it.each<[readonly Change[], string, boolean]>([
    [[], 'Sinds 31/01/2026 is er niets veranderd aan dit cijfer.', false],
    [[change(2, 0), change(1, 0)], 'Sinds 31/01/2026 veranderden 2 getallen, samen +3: +3 door late invoer.', false],
    [[change(1, 0), change(-1, 0)], 'Sinds 31/01/2026 veranderden 2 getallen; samen heffen de verschillen elkaar op.', false],
    [[change(2, 0), change(1, 1)], 'Sinds 31/01/2026 veranderden 2 getallen: 2 door late invoer en 1 door rechtzettingen.', true],
  ])('adds up the causes: %#', (rows, told, isOfDays) => {
    render(<Told rows={rows} isOfDays={isOfDays} />);
    expect(screen.getByText(told)).toBeTruthy();
  });
});

function Told({ rows, isOfDays }: { rows: readonly Change[]; isOfDays: boolean }) {
  return <p>{useChangesSentence()(rows, '2026-01-31', isOfDays)}</p>;
}
