import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HEADING, openFigures, SIGNAL } from '../setup/figures-screen.tsx';

afterEach(() => vi.unstubAllGlobals());

const step = (day: number, estimate: number) => ({
  ...{ day, estimate, se: 0.02, lower: estimate - 0.05, upper: estimate + 0.05 },
  ...{ atRisk: 60, events: 3, competing: 1, censored: 0 },
});
const group = (of: object, n: number, chance: number) => ({
  group: of,
  n,
  withheld: n < 10 ? 'group-too-small' : null,
  curve: n < 10 ? [] : [step(90, chance / 2), step(700, chance)],
  at: [6, 12, 24].map((months) => ({
    ...{ months, day: months * 30 },
    ...(n < 10 ? { estimate: null, lower: null, upper: null } : { estimate: chance, lower: chance - 0.05, upper: chance + 0.06 }),
  })),
});
const followed = { ...HEADING, from: null, minimum: 10 };
const incidence = (groups: readonly object[], test?: object) => () => ({ ...followed, groups, ...(test ? { graysTest: test } : {}) });

describe('a figure that follows people', { timeout: 20_000 }, () => {
  it('follows everybody while no period was chosen, and tells the chance as people out of a hundred', async () => {
    const { asked } = await openFigures('/cijfers/kans-op-werk?gemeente=DIE', { '/figures/incidence': incidence([group({}, 120, 0.34)]) });
    expect(
      await screen.findByRole('heading', {
        name: /Van 100 mensen die werden aangemeld, .* 34 een reguliere job gehad \(tussen 29 en 40\)/,
      }),
    ).toBeTruthy();
    const query = asked.find(({ path }) => path === '/figures/incidence')?.query;
    expect([query?.get('from'), query?.get('municipality'), query?.get('target')]).toEqual([null, 'DIE', 'job']);
    expect(screen.getByRole('row', { name: /Iedereen 12 maanden 34,0\s% 29,0–40,0\s% 3 116 120/ })).toBeTruthy();
  });

  it('opens the files behind a number: who had the event by then, who was still followed, and all of them', async () => {
    const files = () => ({
      items: [
        {
          ...{ trajectoryId: '00000000-0000-4000-8000-0000000000a1', code: 'DS-7Q2K', municipality: 'DIE', day: '2025-03-04' },
          ...{ stage: 'regular', route: 'se-first', outcome: 'job', days: 90 },
        },
      ],
      nextCursor: null,
    });
    const { asked, search } = await openFigures('/cijfers/kans-op-werk?naar=leeftijd', {
      '/figures/incidence': incidence([group({ ageClass: '25-34' }, 120, 0.34)]),
      '/figures/files': files,
    });
    const row = within(await screen.findByRole('row', { name: /12 maanden 34,0/ }));
    expect(row.getAllByRole('link').map((link) => link.textContent)).toEqual(['3', '116', '120']);
    await userEvent.click(row.getByRole('link', { name: '3' }));
    expect(
      await screen.findByRole('row', { name: 'DS-7Q2K Job begonnen 90 04/03/2025 Regulier circuit Diest Eerst sociale economie' }),
    ).toBeTruthy();
    expect(search().get('dossiers')).toBe('alle~ageClass.25-34~outcome.job~daysTo.365');
    const query = asked.find(({ path }) => path === '/figures/files')?.query;
    expect(Object.fromEntries(query ?? [])).toMatchObject({ figure: 'chance.regular', ageClass: '25-34', outcome: 'job', daysTo: '365' });
    await userEvent.selectOptions(screen.getByLabelText('Hoe het verder ging'), 'Nog open');
    await userEvent.selectOptions(screen.getByLabelText('Na hoeveel tijd'), 'Na 6 maanden of later');
    expect(search().get('dossiers')).toBe('alle~ageClass.25-34~outcome.censored~daysFrom.183');
  });

  it('tells what changed since a day in who was followed, and in what the curve says', async () => {
    const changes = () => ({
      ...{ ...followed, knownBefore: '2026-01-31T23:59:59.999+01:00' },
      rows: [{ period: null, group: {}, key: { outcome: null }, before: 118, after: 120, lateEntry: 3, correction: -1, definition: 0 }],
      estimates: [{ group: {}, months: 12, day: 365, before: 0.3, after: 0.34, lateEntry: 0.05, correction: -0.01, definition: 0 }],
    });
    const { asked } = await openFigures('/cijfers/kans-op-werk?vorige=2026-01-31', {
      '/figures/incidence': incidence([group({}, 120, 0.34)]),
      '/figures/changes': changes,
    });
    expect(await screen.findByText('Sinds 31/01/2026 veranderden 2 getallen: 2 door late invoer en 2 door rechtzettingen.')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Allen die gevolgd worden 118 120 +3 −1 –' })).toBeTruthy();
    expect(screen.getByRole('row', { name: /^na 12 maanden 30,0\s% 34,0\s% \+5 −1 –$/ })).toBeTruthy();
    // Observed as far as the day that is compared with: what came later is no late news.
    const query = asked.find(({ path }) => path === '/figures/changes')?.query;
    expect(Object.fromEntries(query ?? [])).toMatchObject({ figure: 'chance.regular', to: '2026-01-31', observedUntil: '2026-01-31' });
  });

  it('says of a group that is too small why there is nothing, and what to do', async () => {
    await openFigures('/cijfers/kans-op-werk', { '/figures/incidence': incidence([group({}, 7, 0)]) });
    expect(
      await screen.findByRole('heading', { name: /te weinig mensen voor een schatting. Kies een langere periode of minder filters/ }),
    ).toBeTruthy();
    expect(screen.getByText(/Te weinig mensen voor een schatting: 7/)).toBeTruthy();
    expect(screen.queryByText(/0 %/)).toBeNull();
  });

  it('sets groups beside each other and says whether the difference may be chance', async () => {
    const groups = [group({ gender: 'f' }, 60, 0.4), group({ gender: 'm' }, 60, 0.3), group({ gender: 'x' }, 2, 0)];
    await openFigures('/cijfers/kans-op-werk?naar=geslacht', { '/figures/incidence': incidence(groups, { statistic: 2, df: 1, p: 0.2 }) });
    expect(await screen.findByRole('heading', { name: /Vrouwen 40 \(tussen 35 en 46\); Mannen 30 \(tussen 25 en 36\)/ })).toBeTruthy();
    expect(screen.getByText(/kan toeval zijn/)).toBeTruthy();
  });

  it('says of each group without a number why it has none, in the sentence and in the table: few people, or followed too briefly', async () => {
    const brief = group({ gender: 'm' }, 60, 0.3);
    const groups = [
      group({ gender: 'f' }, 60, 0.4),
      { ...brief, at: brief.at.map((at) => (at.months === 6 ? at : { ...at, estimate: null, lower: null, upper: null })) },
      group({ gender: 'x' }, 7, 0),
    ];
    await openFigures('/cijfers/kans-op-werk?naar=geslacht', { '/figures/incidence': incidence(groups) });
    expect(
      await screen.findByRole('heading', { name: /Vrouwen 40 \(tussen 35 en 46\); Mannen te weinig gevolgd; X te weinig mensen\.$/ }),
    ).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Mannen 12 maanden te weinig gevolgd – – – 60' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'X te weinig mensen – – – – 7' })).toBeTruthy();
    expect(screen.getByText(/‘Te weinig gevolgd’ is geen nul: .* minder dan 5 nog gevolgd/)).toBeTruthy();
  });

  it('says of places over time and expected days why they are not there', async () => {
    const stages = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'];
    const matrix = {
      stages,
      days: [0, 100],
      probability: [
        [1, 0, 0, 0, 0, 0],
        [0.5, 0.5, 0, 0, 0, 0],
      ],
      atRisk: [60, 40],
    };
    const nothing = { days: [], probability: [], atRisk: [], expectedDays: { '365': null, '730': null } };
    const occupied = (by: object, n: number) => ({
      group: by,
      n,
      withheld: null,
      ...matrix,
      expectedDays: { '365': { referred: 200 }, '730': null },
    });
    const groups = [occupied({ gender: 'f' }, 60), { ...occupied({ gender: 'x' }, 7), ...nothing, withheld: 'group-too-small' }];
    await openFigures('/cijfers/plaats-over-de-tijd?naar=geslacht', { '/figures/state-occupation': () => ({ ...followed, groups }) });
    expect(await screen.findByRole('row', { name: /^Vrouwen 24 maanden te weinig gevolgd – / })).toBeTruthy();
    expect(screen.getByRole('row', { name: /^X te weinig mensen –/ })).toBeTruthy();
    const days = screen.getByRole('table', { name: 'Te verwachten dagen in elke fase' });
    expect(within(days).getByRole('row', { name: 'Vrouwen 12 maanden 200 0 0 0 0 0' })).toBeTruthy();
    expect(within(days).getByRole('row', { name: 'Vrouwen 24 maanden te weinig gevolgd' })).toBeTruthy();
    expect(within(days).getByRole('row', { name: 'X te weinig mensen' })).toBeTruthy();
  });

  it('sets the own office beside the whole region for a case worker', async () => {
    const answer = (query: URLSearchParams) => ({
      ...followed,
      groups: [group({}, query.get('scope') === 'region' ? 300 : 40, query.get('scope') === 'region' ? 0.3 : 0.5)],
    });
    await openFigures('/cijfers/wachttijd', { '/figures/incidence': answer }, 'case-worker');
    expect(await screen.findByRole('heading', { name: /Eigen gemeente 50 .*; Hele regio 30 / })).toBeTruthy();
  });

  const routesOf = (first: number, direct: number) => ({
    ...followed,
    // In the order of the server, which is not that of the screen.
    groups: [
      { ...group({ route: 'direct' }, 40, direct), expectedDays: { '365': null, '730': null }, makeUp: { gender: { f: 10, m: 30 } } },
      {
        ...group({ route: 'se-first' }, 60, first),
        expectedDays: { '365': { regular: 40 }, '730': null },
        makeUp: { gender: { f: 45, m: 15 } },
      },
    ],
    graysTest: { statistic: 5, df: 1, p: 0.02 },
    excluded: { noPlacement: 4, jobBeforePlacement: 1 },
  });

  it('says of the routes of an office how they do in the whole region', async () => {
    const answer = (query: URLSearchParams) => (query.get('scope') === 'region' ? routesOf(0.2, 0.4) : routesOf(0.5, 0.6));
    await openFigures('/cijfers/routes', { '/figures/comparison.routes': answer }, 'case-worker');
    expect(await screen.findByRole('heading', { name: /Eerst sociale economie 50 .*; Meteen elders geplaatst 60 / })).toBeTruthy();
    expect(await screen.findByText(/^.*In de hele regio: .*Eerst sociale economie 20 .*; Meteen elders geplaatst 40 /)).toBeTruthy();
  });

  it('says of the signal of an office what it is in the whole region', async () => {
    const fallen = { ...SIGNAL, rateRatio: 0.667, lower: 0.5, upper: 0.9, p: 0.01, verdict: 'structural-fall' };
    const answer = (query: URLSearchParams) => (query.get('scope') === 'region' ? fallen : SIGNAL);
    await openFigures('/cijfers/signaal', { '/figures/signal': answer }, 'case-worker');
    expect(await screen.findByRole('heading', { name: /^Geen duidelijke verandering: / })).toBeTruthy();
    expect(await screen.findByText(/^In de hele regio: Structurele daling: .*33 % minder/)).toBeTruthy();
  });

  it('warns that the routes are not alike and shows who they are', async () => {
    const routes = () => routesOf(0.58, 0.47);
    await openFigures('/cijfers/routes', { '/figures/comparison.routes': routes });
    expect(await screen.findByText('Let op: de groepen zijn niet gelijk.')).toBeTruthy();
    expect(screen.getByText(/groter dan toeval: zeker genoeg/)).toBeTruthy();
    const who = screen.getByRole('table', { name: 'Wie de groepen zijn' });
    expect(within(who).getByRole('row', { name: 'Kenmerk Eerst sociale economie (60) Meteen elders geplaatst (40)' })).toBeTruthy();
    expect(within(who).getByRole('row', { name: 'Geslacht: Vrouwen 45 (75\u00a0%) 10 (25\u00a0%)' })).toBeTruthy();
    const days = screen.getByRole('table', { name: 'Te verwachten dagen in elke fase' });
    expect(within(days).getByRole('row', { name: 'Eerst sociale economie 12 maanden 0 0 0 0 40 0' })).toBeTruthy();
    expect(screen.getByText(/4 trajecten zonder plaatsing tot nu toe en 1 traject met een job/)).toBeTruthy();
  });

  it('shows beside those still at work what an office would count by hand', async () => {
    const sustained = (by: object, n: number, atWork: number) => ({
      ...group(by, n, 0.8),
      median: { day: null, lower: null, upper: null },
      naive: [{ months: 6, atWork, known: 40, unknown: 15 }],
    });
    const unknown = { ...sustained({ gender: 'x' }, 12, 0), naive: [{ months: 6, atWork: 0, known: 0, unknown: 12 }] };
    const groups = [sustained({ gender: 'm' }, 55, 30), sustained({ gender: 'f' }, 60, 20), unknown];
    await openFigures('/cijfers/aan-het-werk?naar=geslacht', { '/figures/survival': () => ({ ...followed, groups }) });
    expect(await screen.findByRole('row', { name: 'Mannen 6 maanden 30 40 75\u00a0% 15' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Vrouwen 6 maanden 20 40 50\u00a0% 15' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'X 6 maanden 0 0 van niemand bekend 12' })).toBeTruthy();
  });

  it('keeps the stage that was chosen in its address', async () => {
    const survival = () => ({ ...followed, groups: [{ ...group({}, 55, 0.8), median: { day: 210, lower: 180, upper: 260 } }] });
    const { asked, search } = await openFigures('/cijfers/tijd-in-fase', { '/figures/survival': survival });
    expect(await screen.findByRole('heading', { name: /langer dan 210 dagen \(tussen 180 en 260\)/ })).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText('Fase of toestand'), 'Goedgekeurd, wacht op plaats');
    expect(search().get('fase')).toBe('screening.approved');
    await screen.findByRole('heading', { name: /goedgekeurd, wacht op plaats/ });
    expect(asked.filter(({ path }) => path === '/figures/survival').map(({ query }) => query.get('stage'))).toEqual([
      'socialEconomy',
      'screening.approved',
    ]);
  });
});
