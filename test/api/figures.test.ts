import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '#shared/trajectory/steps.ts';
import { type Person, putPopulation } from '../oracle/population.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { a } from '../setup/trajectories.ts';

const FIGURES = ['inflow', 'flows', 'occupancy', 'outflow', 'throughflow'];
const AUTUMN = 'from=2026-09-01&to=2026-10-31';

let app: TestApp;
let coordinator: Agent;

beforeAll(async () => {
  app = await startTestApp();
  await putPopulation(
    app.db,
    [
      // Through the social economy in one day, on to a job.
      person('Diest', 'f', a.referral('2026-09-01'), a.placement('2026-09-10'), a.job('2026-09-10', { support: 'less' })),
      // A job first, a placement outside the social economy after it; then ill.
      person(
        'Diest',
        'm',
        a.referral('2026-09-02'),
        a.job('2026-09-15'),
        a.followOn('2026-10-05', { workForm: 'training' }),
        a.interruption('2026-10-20'),
      ),
      // Moved while placed, and ended there.
      person(
        'Diest',
        null,
        a.referral('2026-08-20'),
        a.placement('2026-09-20'),
        a.transfer('2026-10-01', 'Aarschot'),
        a.end('2026-10-31', 'moved'),
      ),
    ],
    ['Diest', 'Aarschot', 'Bekkevoort'],
  );
  coordinator = await app.as('coordinator');
});
afterAll(() => app.close());

describe('each figure', () => {
  it.each(FIGURES)('%s says what it counts, in three languages, over which days and from which knowledge', async (figure) => {
    const body = await answerTo(`${figure}?by=route&municipality=Diest`);
    expect(body).toMatchObject({ from: '2025-11-01', to: '2026-11-23', observedUntil: '2026-11-23', knownAt: '2026-11-23T08:00:00.000Z' });
    expect(body.definition).toMatchObject({
      id: figure,
      version: 1,
      text: { nl: expect.any(String), en: expect.any(String), fr: expect.any(String) },
    });
    expect(Object.keys(body.definition.breakdowns).sort()).toEqual(['municipality', 'route']);
  });

  it('inflow counts each trajectory once, zeros included', async () => {
    expect((await answerTo(`inflow?${AUTUMN}`)).rows).toEqual([
      { period: '2026-09', group: {}, referrals: 2, placements: 2, socialEconomy: 2 },
      { period: '2026-10', group: {}, referrals: 0, placements: 1, socialEconomy: 0 },
    ]);
    expect((await answerTo('inflow?every=quarter&from=2026-07-01&to=2026-10-31&by=municipality')).rows).toEqual([
      { period: '2026-Q3', group: { municipality: 'Aarschot' }, referrals: 0, placements: 0, socialEconomy: 0 },
      { period: '2026-Q3', group: { municipality: 'Bekkevoort' }, referrals: 0, placements: 0, socialEconomy: 0 },
      { period: '2026-Q3', group: { municipality: 'Diest' }, referrals: 3, placements: 2, socialEconomy: 2 },
      { period: '2026-Q4', group: { municipality: 'Aarschot' }, referrals: 0, placements: 0, socialEconomy: 0 },
      { period: '2026-Q4', group: { municipality: 'Bekkevoort' }, referrals: 0, placements: 0, socialEconomy: 0 },
      { period: '2026-Q4', group: { municipality: 'Diest' }, referrals: 0, placements: 1, socialEconomy: 0 },
    ]);
  });

  it('inflow gives referrals the work form of the first placement as far as it was observed', async () => {
    const referrals = async (observedUntil: string) =>
      (await answerTo(`inflow?from=2026-08-01&every=year&by=workForm&observedUntil=${observedUntil}`)).rows.map(
        (row: { group: { workForm: string | null }; referrals: number }) => [row.group.workForm, row.referrals],
      );
    expect(await referrals('2026-09-12')).toEqual([
      ['art60', 1],
      [null, 2],
    ]);
    expect(await referrals('2026-11-01')).toEqual([
      ['art60', 2],
      ['training', 1],
    ]);
  });

  it('flows count both changes of someone who goes through a stage within a day, and no transfer', async () => {
    const { rows, transfers } = await answerTo('flows?from=2026-09-01&to=2026-09-30');
    expect(rows).toEqual([
      { period: '2026-09', group: {}, from: 'referred', to: 'regular', count: 1 },
      { period: '2026-09', group: {}, from: 'referred', to: 'socialEconomy', count: 2 },
      { period: '2026-09', group: {}, from: 'socialEconomy', to: 'regular', count: 1 },
    ]);
    expect(transfers).toEqual([]);
  });

  it('flows give the moves between municipalities beside, where these are told apart', async () => {
    expect((await answerTo(`flows?${AUTUMN}&by=municipality`)).transfers).toEqual([
      { period: '2026-10', group: { municipality: 'Aarschot' }, stage: 'socialEconomy', in: 1, out: 0 },
      { period: '2026-10', group: { municipality: 'Diest' }, stage: 'socialEconomy', in: 0, out: 1 },
    ]);
    expect((await answerTo(`flows?${AUTUMN}&municipality=Diest`)).transfers).toEqual([
      { period: '2026-10', group: {}, stage: 'socialEconomy', in: 0, out: 1 },
    ]);
  });

  it('occupancy gives every state at the end of each period, and the interrupted apart where there are any', async () => {
    const { rows } = await answerTo('occupancy?from=2026-09-15&to=2026-10-31');
    expect(rows).toHaveLength(2 * (13 + 1));
    expect(rows.filter(({ count }: { count: number }) => count > 0)).toEqual([
      { date: '2026-09-30', group: {}, stage: 'socialEconomy', activity: 'working', interrupted: false, count: 1 },
      { date: '2026-09-30', group: {}, stage: 'regular', activity: 'working', interrupted: false, count: 2 },
      { date: '2026-10-31', group: {}, stage: 'followOn', activity: 'working', interrupted: true, count: 1 },
      { date: '2026-10-31', group: {}, stage: 'regular', activity: 'working', interrupted: false, count: 1 },
      { date: '2026-10-31', group: {}, stage: 'ended', activity: null, interrupted: false, count: 1 },
    ]);
  });

  it('occupancy dates the last row on the last day that counts', async () => {
    const dates = async (query: string) => [
      ...new Set((await answerTo(`occupancy?${query}`)).rows.map(({ date }: { date: string }) => date)),
    ];
    expect(await dates('from=2026-09-01&to=2026-12-31&observedUntil=2026-10-10')).toEqual(['2026-09-30', '2026-10-10']);
    expect(await dates('from=2026-09-01&to=2026-12-31')).toEqual(['2026-09-30', '2026-10-31', '2026-11-23']);
    expect(await dates('from=2026-09-01&to=2026-12-31&observedUntil=2026-08-31')).toEqual([]);
  });

  it('outflow tells from where and why', async () => {
    expect((await answerTo(`outflow?${AUTUMN}&by=municipality`)).rows).toEqual([
      { period: '2026-10', group: { municipality: 'Aarschot' }, stage: 'socialEconomy', reason: 'moved', count: 1 },
    ]);
  });

  it('throughflow tells the route as observed, whatever came after the job', async () => {
    const row = { period: '2026-09', group: {}, contract: 'permanent', count: 1 };
    expect((await answerTo(`throughflow?${AUTUMN}`)).rows).toEqual([
      { ...row, route: 'direct', afterPlacement: false, support: null },
      { ...row, route: 'se-first', afterPlacement: true, support: 'less' },
    ]);
    expect((await answerTo(`throughflow?${AUTUMN}&observedUntil=2026-09-30`)).rows).toEqual([
      { ...row, route: 'no-placement', afterPlacement: false, support: null },
      { ...row, route: 'se-first', afterPlacement: true, support: 'less' },
    ]);
  });

  it('keeps unknown apart from not applicable', async () => {
    const { rows } = await answerTo('inflow?from=2026-01-01&every=year&by=gender,education');
    expect(rows.map(({ group }: { group: object }) => group)).toEqual([
      { gender: 'f', education: 'unknown' },
      { gender: 'm', education: 'unknown' },
      { gender: 'unknown', education: 'unknown' },
    ]);
  });

  it('knows nothing before it was recorded', async () => {
    const { rows } = await answerTo(`inflow?${AUTUMN}&knownAt=2026-10-31T23:00:00Z`);
    expect(rows.map(({ referrals }: { referrals: number }) => referrals)).toEqual([0, 0]);
  });

  it('takes what is to come as not yet observed', async () => {
    expect(await answerTo('occupancy?observedUntil=2031-01-01&knownAt=2031-01-01T00:00:00Z')).toMatchObject({
      observedUntil: '2026-11-23',
      knownAt: '2026-11-23T08:00:00.000Z',
    });
  });

  it('is read from the summary table where that can answer, and from the stays where it cannot', async () => {
    await app.db.tally.updateMany({ data: { count: { increment: 100 } } });
    try {
      const placements = async (query: string) =>
        (await answerTo(`inflow?${query}`)).rows.map((row: { placements: number }) => row.placements);
      expect(await placements(AUTUMN)).toEqual([102, 101]);
      expect(await placements(`${AUTUMN}&workForm=training`)).toEqual([0, 101]);
      expect(await placements(`${AUTUMN}&setting=social-economy&by=municipality`)).toEqual([0, 0, 102, 0, 0, 0]);
      // Days within a month are found by their rows, and the whole month after them in the summary.
      expect(await placements('from=2026-09-15&to=2026-10-31')).toEqual([1, 101]);
      expect(await placements('from=2026-09-15&to=2026-10-31&every=year')).toEqual([102]);
      const { rows: untilTheFirst } = await answerTo('inflow?from=2026-08-01&to=2026-09-01');
      expect(untilTheFirst.map((row: { referrals: number }) => row.referrals)).toEqual([101, 1]);
      for (const query of [
        'from=2026-09-02&to=2026-10-30',
        `${AUTUMN}&workForm=training&observedUntil=2026-11-22`,
        `${AUTUMN}&by=gender`,
        `${AUTUMN}&programme=twe`,
        `${AUTUMN}&knownAt=2026-11-23T08:00:00Z`,
      ]) {
        const { rows } = await answerTo(`inflow?${query}`);
        expect(rows.every((row: { referrals: number; placements: number }) => Math.max(row.referrals, row.placements) < 100)).toBe(true);
      }
    } finally {
      await app.db.tally.updateMany({ data: { count: { decrement: 100 } } });
    }
  });
});

describe('who may see them', () => {
  it.each(FIGURES)('%s is not for the steering group, the administrator or a stranger', async (figure) => {
    for (const role of ['steering-group', 'administrator'] as const) {
      const { body } = await (await app.as(role)).get(`/figures/${figure}`).expect(403);
      expect(body.code).toBe('access.forbidden');
    }
    await app.request.get(`/api/figures/${figure}`).expect(401);
  });

  it.each(FIGURES)('%s shows a case worker the own municipalities only, asked for or not', async (figure) => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Aarschot'] }));
    for (const query of [AUTUMN, `${AUTUMN}&by=gender`, `${AUTUMN}&knownAt=2026-11-23T08:00:00Z`]) {
      const own = (await worker.get(`/figures/${figure}?${query}`).expect(200)).body;
      const all = await answerTo(`${figure}?${query}&municipality=Aarschot`);
      expect(own).toEqual(all);
    }
    const { rows } = (await worker.get(`/figures/${figure}?${AUTUMN}&by=municipality`).expect(200)).body;
    for (const { group } of rows) expect(group).toEqual({ municipality: 'Aarschot' });
  });

  it.each(FIGURES)('%s shows a case worker the region’s total as the coordinator sees it', async (figure) => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Aarschot'] }));
    for (const query of [AUTUMN, `${AUTUMN}&by=gender`, `${AUTUMN}&programme=twe&knownAt=2026-11-23T08:00:00Z`]) {
      const region = (await worker.get(`/figures/${figure}?${query}&scope=region`).expect(200)).body;
      expect(region).toEqual(await answerTo(`${figure}?${query}`));
    }
  });

  it.each(FIGURES)('%s of the region is never told apart by municipality to a case worker', async (figure) => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Aarschot'] }));
    const questions = [
      ['by=gender,municipality', 'query.by'],
      ['municipality=Aarschot', 'query.municipality'],
      ['municipality=Diest', 'query.municipality'],
      ['municipality=Nergens', 'query.municipality'],
    ] as const;
    for (const [query, path] of questions) {
      const { body } = await worker.get(`/figures/${figure}?${AUTUMN}&scope=region&${query}`).expect(422);
      expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path, code: 'scope.region-total' }] });
    }
    expect(await answerTo(`${figure}?${AUTUMN}&scope=region&by=municipality&municipality=Diest`)).toEqual(
      await answerTo(`${figure}?${AUTUMN}&by=municipality&municipality=Diest`),
    );
  });

  it.each(FIGURES)('%s of a municipality that is not yours is answered like one that does not exist', async (figure) => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Aarschot'] }));
    const answers = await Promise.all(
      ['Diest', 'Nergens'].map((code) => worker.get(`/figures/${figure}?municipality=${code}`).expect(404)),
    );
    const [foreign, missing] = answers.map(({ body }) => ({ ...body, requestId: '' }));
    expect(foreign).toEqual(missing);
    expect(foreign).toMatchObject({ code: 'resource.not-found' });
    await coordinator.get(`/figures/${figure}?municipality=Nergens`).expect(404);
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['from=2026-02-31', 'query.from', 'format.date'],
    ['from=0202-01-01', 'query.from', 'date.out-of-range'],
    ['from=2026-10-01&to=2026-09-01', 'query.to', 'range.reversed'],
    ['from=2027-01-01', 'query.from', 'range.reversed'],
    ['from=1901-01-01', 'query.from', 'range.too-wide'],
    ['every=week', 'query.every', 'choice'],
    ['by=age', 'query.by', 'list.unknown-or-twice'],
    ['by=gender,gender', 'query.by', 'list.unknown-or-twice'],
    ['gender=v', 'query.gender', 'choice'],
    ['knownAt=yesterday', 'query.knownAt', 'format.datetime'],
    ['colour=red', 'query.colour', 'unknown'],
  ])('%s', async (query, path, code) => {
    for (const figure of FIGURES) {
      const { body } = await coordinator.get(`/figures/${figure}?${query}`).expect(422);
      expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path, code }] });
    }
  });
});

async function answerTo(question: string) {
  return (await coordinator.get(`/figures/${question}`).expect(200)).body;
}

function person(municipality: string, gender: string | null, ...steps: Step[]): Person {
  const recordedAt = '2026-11-01T08:00:00.000Z';
  return {
    municipality,
    profiles: [{ recordedAt, profile: { birthDate: null, gender, education: null } }],
    record: steps.map((step, order) => ({ step: { ...step, id: `step-${order}`, order }, recordedAt, withdrawnAt: null })),
  };
}
