import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '#shared/trajectory/steps.ts';
import { type Person, putPopulation } from '../oracle/population.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { a } from '../setup/trajectories.ts';

// It is 23 November 2026: the last whole quarter is the third, so 2025-Q4 to 2026-Q3 stand against 2023-Q4 to 2025-Q3.

let app: TestApp;
let coordinator: Agent;

/** First placements in the social economy per quarter, the eight before first. */
const DIEST = [6, 5, 7, 6, 5, 6, 7, 6, 2, 1, 2, 1];
const AARSCHOT = [1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2, 1];
const TREMELO = [0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 1];
const BEKKEVOORT = [0, 0, 1, 0, 0, 0, 0, 1, 5, 4, 5, 6];

beforeAll(async () => {
  app = await startTestApp();
  await putPopulation(
    app.db,
    [
      ...placedIn('Diest', DIEST, '2023-09-30'),
      ...placedIn('Aarschot', AARSCHOT, '2023-10-01'),
      ...placedIn('Tremelo', TREMELO, '2023-09-30'),
      ...placedIn('Bekkevoort', BEKKEVOORT, '2023-10-02'),
      // Nothing of these counts: another setting, a second placement, the quarter that still runs.
      person('Diest', 'm', a.referral('2023-10-03'), a.placement('2026-02-01', { setting: 'public' })),
      person('Diest', 'm', a.referral('2020-10-03'), a.placement('2021-02-01'), a.placementEnd('2021-03-01'), a.placement('2026-02-01')),
      person('Diest', 'm', a.referral('2026-09-30'), a.placement('2026-10-01')),
    ],
    ['Diest', 'Aarschot', 'Bekkevoort', 'Tremelo', 'Nieuwrode'],
  );
  coordinator = await app.as('coordinator');
});
afterAll(() => app.close());

describe('the signal', () => {
  it('holds the last four whole quarters against the eight before, by the exact interval', async () => {
    const body = await answerTo('municipality=Diest');
    expect(body).toMatchObject({
      definition: { id: 'signal.inflow', version: 1 },
      from: '2023-10-01',
      to: '2026-09-30',
      observedUntil: '2026-11-23',
      beforeSpan: { from: '2023-10-01', to: '2025-09-30' },
      recentSpan: { from: '2025-10-01', to: '2026-09-30' },
      before: 48,
      recent: 6,
      verdict: 'structural-fall',
      groups: [],
    });
    // scipy.stats.binomtest(6, 54, 1/3), exact, as odds of 4 to 8 quarters.
    expect(body.rateRatio).toBeCloseTo(0.25, 12);
    expect(body.lower).toBeCloseTo(EXACT.lower, 9);
    expect(body.upper).toBeCloseTo(EXACT.upper, 9);
    expect(body.p).toBeCloseTo(EXACT.p, 9);
    const limits = { centre: 6, lower: 0, upper: expect.closeTo(6 + 3 * Math.sqrt(6), 12) };
    expect(body.chart).toEqual(QUARTERS.map((period, place) => ({ period, count: DIEST[place], ...limits })));
  });

  it('tells a fall, a rise and no clear change apart by municipality, and concludes nothing without a history', async () => {
    const body = await answerTo('by=municipality');
    expect(body.groups.map(({ group, verdict, before, recent }: Answer) => [group?.municipality, before, recent, verdict])).toEqual([
      ['Aarschot', 12, 6, 'no-clear-change'],
      ['Bekkevoort', 2, 20, 'too-short-history'],
      ['Diest', 48, 6, 'structural-fall'],
      ['Nieuwrode', 0, 0, 'too-short-history'],
      ['Tremelo', 0, 7, 'structural-rise'],
    ]);
    expect([body.before, body.recent, body.verdict]).toEqual([62, 39, 'no-clear-change']);
    expect(await answerTo('')).toEqual({ ...body, groups: [], definition: { ...body.definition, breakdowns: {} } });
  });

  it('gives no ratio to what came from nothing, or to nothing', async () => {
    const rise = await answerTo('municipality=Tremelo');
    expect(rise).toMatchObject({ before: 0, recent: 7, rateRatio: null, upper: null, verdict: 'structural-rise' });
    expect(rise.lower).toBeCloseTo((2 * 0.025 ** (1 / 7)) / (1 - 0.025 ** (1 / 7)), 9);
    const nothing = { before: 0, recent: 0, rateRatio: null, lower: 0, upper: null, p: 1, verdict: 'no-clear-change' };
    expect(await answerTo('gender=x')).toMatchObject(nothing);
  });

  it('ends with the last whole quarter that was asked for and observed', async () => {
    const spans = async (query: string) => (await answerTo(query)).recentSpan;
    expect(await spans('to=2026-09-29')).toEqual({ from: '2025-07-01', to: '2026-06-30' });
    expect(await spans('to=2026-09-30')).toEqual({ from: '2025-10-01', to: '2026-09-30' });
    expect(await spans('observedUntil=2026-03-31')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(await spans('from=2026-03-01&every=year')).toEqual({ from: '2025-10-01', to: '2026-09-30' });
  });

  it('is the same from the summary table and from what is known in the files', async () => {
    for (const query of ['by=municipality', 'municipality=Aarschot', '']) {
      const known = await answerTo(`${query}&knownAt=${app.clock.now().toISOString()}`);
      expect(known).toEqual(await answerTo(query));
    }
    const gender = await answerTo('by=gender');
    expect(gender.groups.map(({ group, before, recent }: Answer) => [group?.gender, before, recent])).toEqual([
      ['f', 36, 23],
      ['m', 26, 16],
    ]);
  });

  it('knows nothing before it was recorded', async () => {
    expect(await answerTo('knownAt=2026-10-31T23:00:00Z')).toMatchObject({ before: 0, recent: 0, verdict: 'too-short-history' });
  });

  it('gives a case worker the own municipality, or the region’s total', async () => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Diest'] }));
    const asked = async (query: string) => (await worker.get(`/figures/signal?${query}`).expect(200)).body;
    expect(await asked('')).toEqual(await answerTo('municipality=Diest'));
    expect(await asked('scope=region')).toEqual(await answerTo(''));
    await worker.get('/figures/signal?municipality=Aarschot').expect(404);
    await worker.get('/figures/signal?scope=region&by=municipality').expect(422);
  });

  it('cannot look back beyond the days there are', async () => {
    const { body } = await coordinator.get('/figures/signal?to=1902-12-30').expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ path: 'query.to', code: 'date.out-of-range' })]);
    await coordinator.get('/figures/signal?to=1902-12-31').expect(200);
  });
});

const EXACT = { lower: 0.08742939945211399, upper: 0.5850252368239015, p: 0.000245924573326231 };

const QUARTERS = [2023, 2024, 2025, 2026].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`)).slice(3, 15);

interface Answer {
  readonly group?: Record<string, string>;
  readonly before: number;
  readonly recent: number;
  readonly verdict: string;
}

async function answerTo(query: string) {
  return (await coordinator.get(`/figures/signal?${query}`).expect(200)).body;
}

/** Men and women in turn, referred on a day, and placed in the quarters so many. */
function placedIn(municipality: string, counts: readonly number[], referredOn: string): Person[] {
  return counts.flatMap((count, place) =>
    Array.from({ length: count }, (_, nth) => {
      const month = 9 + 3 * place + (nth % 3);
      const day = new Date(Date.UTC(2023, month, nth === 0 ? 1 : 28)).toISOString().slice(0, 10);
      return person(municipality, nth % 2 ? 'm' : 'f', a.referral(referredOn), a.placement(day));
    }),
  );
}

function person(municipality: string, gender: string, ...steps: Step[]): Person {
  const recordedAt = '2026-11-01T08:00:00.000Z';
  return {
    municipality,
    profiles: [{ recordedAt, profile: { birthDate: null, gender, education: null } }],
    record: steps.map((step, order) => ({ step: { ...step, id: `step-${order}`, order }, recordedAt, withdrawnAt: null })),
  };
}
