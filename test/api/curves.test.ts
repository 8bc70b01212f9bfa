import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIncidence, getRouteComparison, getStateOccupation, getSurvival } from '#shared/contract/curves.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { type Person, putPopulation } from '../oracle/population.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { a } from '../setup/trajectories.ts';

// Figures that follow people, of histories small enough to reckon by hand. Each municipality is a case.

const TIES = 'Tienen';
const RETURNS = 'Retie';
const WITHIN_A_DAY = 'Wingene';
const REOPENED = 'Heers';
const MOVED = 'Mol';
const JOBS = 'Jabbeke';
const IN_ONE_DAY = 'Oudenaarde';
const MANY = 'Mechelen';

let app: TestApp;
let coordinator: Agent;

beforeAll(async () => {
  app = await startTestApp();
  await putPopulation(
    app.db,
    [
      // Placed on one day, two of them, when a third ends; one has nothing yet.
      person(TIES, a.referral('2026-01-01'), a.placement('2026-01-11'), a.job('2026-01-21')),
      person(TIES, a.referral('2026-01-01'), a.placement('2026-01-11'), a.end('2026-01-31')),
      person(TIES, a.referral('2026-01-01'), a.end('2026-01-11')),
      person(TIES, a.referral('2026-01-01')),
      // Two followed for 40 days, of whom one comes back; two for 15.
      person(RETURNS, a.referral('2025-01-01'), a.placement('2025-01-11'), a.job('2025-01-21'), a.placement('2025-01-31')),
      person(RETURNS, a.referral('2025-01-01'), a.placement('2025-01-11')),
      person(RETURNS, a.referral('2025-01-26'), a.placement('2025-02-05'), a.job('2025-05-01')),
      person(RETURNS, a.referral('2025-01-26'), a.job('2025-06-01')),
      // Through two stages on the day of the referral and two on the day of the placement, which is taken up again.
      person(
        WITHIN_A_DAY,
        a.referral('2025-05-01'),
        a.intake('2025-05-01'),
        a.placement('2025-05-11'),
        a.job('2025-05-11'),
        a.placement('2025-05-21'),
      ),
      // Ended, reopened three days later, and then a job.
      person(REOPENED, a.referral('2026-01-01'), a.end('2026-01-06'), a.reopening('2026-01-09'), a.job('2026-01-21')),
      // Interrupted and moved within a stage; the placement is known since November only.
      person(
        MOVED,
        a.referral('2026-01-01'),
        a.intake('2026-01-11'),
        a.interruption('2026-01-21'),
        a.transfer('2026-02-01', TIES),
        a.resumption('2026-02-10'),
        a.placement('2026-03-02'),
      ),
      // Jobs: lost, lasting and confirmed, changed, and ended for another reason.
      person(JOBS, a.referral('2025-01-01'), a.job('2025-01-01'), a.jobEnd('2025-04-11')),
      person(JOBS, a.referral('2025-01-01'), a.job('2025-01-01'), a.jobConfirmation('2025-08-01')),
      person(JOBS, a.referral('2025-01-01'), a.job('2025-01-01'), a.job('2025-03-01'), a.jobEnd('2025-07-20')),
      person(JOBS, a.referral('2025-01-01'), a.job('2025-01-01'), a.end('2025-02-01', 'moved')),
      // Ended, and back for one day, with a placement in it.
      person(
        IN_ONE_DAY,
        a.referral('2024-01-01'),
        a.end('2024-01-06'),
        a.reopening('2024-01-20'),
        a.placement('2024-01-20'),
        a.end('2024-01-20'),
      ),
      // Twelve, placed one after the other.
      ...Array.from({ length: 12 }, (_, index) =>
        person(
          MANY,
          a.referral('2026-01-01'),
          a.placement(`2026-02-${String(index + 10).padStart(2, '0')}`, { setting: index < 2 ? 'public' : 'social-economy' }),
        ),
      ),
    ],
    [TIES, RETURNS, WITHIN_A_DAY, REOPENED, MOVED, JOBS, IN_ONE_DAY, MANY],
  );
  coordinator = await app.as('coordinator');
});
afterAll(() => app.close());

describe('the chance of a placement', () => {
  it('counts ties on one day together, and whoever ends first as one who waits no more', async () => {
    const [group] = await incidence(`target=placement&municipality=${TIES}&observedUntil=2026-03-02`);
    expect(group).toMatchObject({ n: 4, withheld: null });
    expect(group?.curve).toEqual([
      {
        day: 10,
        estimate: 0.5,
        se: 0.25,
        lower: expect.any(Number),
        upper: expect.any(Number),
        atRisk: 4,
        events: 2,
        competing: 1,
        censored: 0,
      },
      {
        day: 60,
        estimate: 0.5,
        se: 0.25,
        lower: expect.any(Number),
        upper: expect.any(Number),
        atRisk: 1,
        events: 0,
        competing: 0,
        censored: 1,
      },
    ]);
    expect(group?.at.map(({ months, day, estimate }) => [months, day, estimate])).toEqual([
      [3, 91, null],
      [6, 183, null],
      [12, 365, null],
      [18, 548, null],
      [24, 731, null],
    ]);
  });

  it('knows nothing of what comes after the last day observed, and counts that day', async () => {
    const seen = async (observedUntil: string) =>
      (await incidence(`target=placement&municipality=${TIES}&observedUntil=${observedUntil}`))[0]?.curve.map(
        ({ day, events, competing, censored }) => [day, events, competing, censored],
      );
    expect(await seen('2026-01-10')).toEqual([[9, 0, 0, 4]]);
    expect(await seen('2026-01-11')).toEqual([[10, 2, 1, 1]]);
  });

  it('is of the municipality of the referral, whoever moved since', async () => {
    const [moved] = await incidence(`target=placement&municipality=${MOVED}`);
    expect(moved?.curve).toMatchObject([{ day: 60, events: 1, atRisk: 1 }]);
    expect((await incidence('target=placement&by=municipality')).map(({ group, n }) => [group.municipality, n])).toEqual([
      [REOPENED, 1],
      [JOBS, 4],
      [MANY, 12],
      [MOVED, 1],
      [IN_ONE_DAY, 1],
      [RETURNS, 4],
      [TIES, 4],
      [WITHIN_A_DAY, 1],
    ]);
  });

  it('as known before anything was recorded is that of nobody', async () => {
    const [nobody] = await incidence(`target=placement&municipality=${TIES}&knownAt=2026-10-01T00:00:00Z`);
    expect(nobody).toMatchObject({ n: 0, curve: [] });
  });
});

it('the chance of a job ends with the trajectory, also where it was reopened', async () => {
  const [group] = await incidence(`target=job&municipality=${REOPENED}`);
  expect(group?.curve).toMatchObject([{ day: 5, estimate: 0, events: 0, competing: 1 }]);
  const [time] = await survival(`of=time-to-job&municipality=${REOPENED}`);
  expect(time?.curve).toMatchObject([{ day: 5, estimate: 1, events: 0, censored: 1 }]);
  // All is known of the chance; how long it would have taken to a job is not.
  expect(group?.at.map(({ estimate }) => estimate)).toEqual([0, 0, 0, 0, 0]);
  expect(time?.at.map(({ estimate }) => estimate)).toEqual([null, null, null, null, null]);
});

describe('where people are', () => {
  it('returns, and is multiplied out among those still followed', async () => {
    const group = await occupation(`municipality=${RETURNS}&observedUntil=2025-02-10`);
    expect(group).toMatchObject({ n: 4, days: [0, 10, 20, 30], atRisk: [4, 4, 2, 2] });
    expect(group?.probability.map((row) => row.slice(0, 5))).toEqual([
      [1, 0, 0, 0, 0],
      [0.25, 0, 0.75, 0, 0],
      [0.25, 0, 0.375, 0, 0.375],
      [0.25, 0, 0.75, 0, 0],
    ]);
    expect(group?.expectedDays).toEqual({ 365: null, 730: null });
  });

  it('is at the end of a day: who passes through a stage within it was not there', async () => {
    const group = await occupation(`municipality=${WITHIN_A_DAY}`);
    expect(group?.days).toEqual([0, 10, 20]);
    expect(group?.probability.map((row) => group.stages[row.indexOf(1)])).toEqual(['screening', 'regular', 'socialEconomy']);
    expect(group?.expectedDays[365]).toEqual({ referred: 0, screening: 10, socialEconomy: 345, followOn: 0, regular: 10, ended: 0 });
    expect(group?.expectedDays[730]).toBeNull();
  });

  it('goes back from the end where a trajectory is reopened, and stops at the horizon', async () => {
    const group = await occupation(`municipality=${REOPENED}`);
    expect(group?.days).toEqual([0, 5, 8, 20]);
    expect(group?.probability.map((row) => group.stages[row.indexOf(1)])).toEqual(['referred', 'ended', 'referred', 'regular']);
    expect((await occupation(`municipality=${REOPENED}&horizon=10`))?.days).toEqual([0, 5, 8]);
  });
});

describe('the time in a stage', () => {
  it('is that of each visit, of no time at all where it began and ended on one day', async () => {
    const visits = async (stage: string) =>
      (await survival(`of=time-in-stage&stage=${stage}&municipality=${WITHIN_A_DAY}&observedUntil=2025-05-31`))[0]?.curve.map(
        ({ day, events, censored }) => [day, events, censored],
      );
    expect(await visits('referred')).toEqual([[0, 1, 0]]);
    expect(await visits('socialEconomy')).toEqual([
      [0, 1, 0],
      [10, 0, 1],
    ]);
    expect(await visits('regular.working')).toEqual([[10, 1, 0]]);
  });

  it('goes on through an interruption and a move', async () => {
    const [group] = await survival(`of=time-in-stage&stage=screening&municipality=${MOVED}`);
    expect(group?.curve).toMatchObject([{ day: 50, events: 1, atRisk: 1 }]);
    expect(group?.median).toEqual({ day: 50, lower: null, upper: null });
  });
});

it.each([
  ['2025-07-31', 0],
  ['2025-08-01', 212],
])('who works is known to on the day of a confirmation: observed until %s, day %i', async (observedUntil, day) => {
  const [group] = await survival(`of=sustained&municipality=${JOBS}&observedUntil=${observedUntil}`);
  expect(group?.curve.findLast(({ censored }) => censored > 0)?.day).toBe(day);
});

it('who is still at work is estimated from what is known, beside the share counted by hand', async () => {
  const [group] = await survival(`of=sustained&municipality=${JOBS}`);
  expect(group?.curve.map(({ day, atRisk, events, censored }) => [day, atRisk, events, censored])).toEqual([
    [0, 4, 0, 1],
    [100, 3, 1, 0],
    [200, 2, 1, 0],
    [212, 1, 0, 1],
  ]);
  expect(group?.naive).toEqual([
    { months: 3, atWork: 3, known: 3, unknown: 1 },
    { months: 6, atWork: 2, known: 3, unknown: 1 },
    { months: 12, atWork: 0, known: 2, unknown: 2 },
  ]);
  expect(group?.at.map(({ estimate }) => estimate && Math.round(estimate * 1e6) / 1e6)).toEqual([1, 0.666667, null]);
});

describe('the comparison of routes', () => {
  it('begins with the first placement, shows who they are and says who is left out', async () => {
    const { body } = await coordinator
      .get(`/figures/comparison.routes?minimum=0&municipality=${TIES}&observedUntil=2026-03-02`)
      .expect(200);
    const { groups, excluded, definition } = getRouteComparison.responses[200].parse(body);
    expect(definition.id).toBe('comparison.routes');
    expect(groups.map(({ group, n }) => [group.route, n])).toEqual([
      ['direct', 0],
      ['se-first', 2],
    ]);
    expect(groups[1]?.curve.map(({ day, estimate, events, competing }) => [day, estimate, events, competing])).toEqual([
      [10, 0.5, 1, 0],
      [20, 0.5, 0, 1],
    ]);
    expect(groups[1]?.makeUp).toEqual({
      ageClass: { unknown: 2 },
      gender: { unknown: 2 },
      education: { unknown: 2 },
      programme: { twe: 2 },
      municipality: { [TIES]: 2 },
    });
    expect(excluded).toEqual({ noPlacement: 2, jobBeforePlacement: 0 });
  });

  it('counts as the first place that at the end of the first day, also where it is that of the day before', async () => {
    const { body } = await coordinator.get(`/figures/comparison.routes?minimum=0&municipality=${IN_ONE_DAY}`).expect(200);
    const group = getRouteComparison.responses[200].parse(body).groups[1];
    expect(group).toMatchObject({ n: 1, curve: [{ day: 0, competing: 1 }], expectedDays: { 365: { ended: 365 }, 730: { ended: 730 } } });
  });

  it('leaves out whom a job found before the first placement', async () => {
    const { body } = await coordinator.get('/figures/comparison.routes?minimum=0').expect(200);
    expect(body.excluded).toEqual({ noPlacement: 8, jobBeforePlacement: 0 });
    expect(body.graysTest).toMatchObject({ df: 1 });
  });
});

describe('small groups', () => {
  it('have no estimate, and their number stays visible', async () => {
    const { body } = await coordinator.get(`/figures/incidence?target=placement&by=municipality`).expect(200);
    const { groups, graysTest, minimum } = getIncidence.responses[200].parse(body);
    expect(minimum).toBe(10);
    const small = groups.find(({ group }) => group.municipality === TIES);
    expect(small).toMatchObject({ n: 4, withheld: 'group-too-small', curve: [] });
    expect(small?.at.every(({ estimate }) => estimate === null)).toBe(true);
    expect(graysTest).toBeUndefined();
    const { body: places } = await coordinator.get(`/figures/state-occupation?municipality=${TIES}`).expect(200);
    expect(places.groups[0]).toMatchObject({ n: 4, withheld: 'group-too-small', days: [], expectedDays: { 365: null, 730: null } });
  });

  it('end a curve where fewer than five are at risk, unless a coordinator lifts the floor', async () => {
    const days = async (minimum: string) =>
      (await coordinator.get(`/figures/incidence?target=placement&municipality=${MANY}${minimum}`).expect(200)).body.groups[0].curve.length;
    expect(await days('')).toBe(8);
    expect(await days('&minimum=0')).toBe(12);
    expect((await occupation(`municipality=${MANY}`))?.days.length).toBe(13);
  });

  it('are a coordinator’s to ask for', async () => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: [MANY] }));
    for (const question of QUESTIONS) {
      const { body } = await worker.get(`/figures/${question}minimum=9`).expect(422);
      expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'query.minimum', code: 'minimum.coordinator-only' }] });
      await worker.get(`/figures/${question}minimum=12`).expect(200);
    }
  });
});

const QUESTIONS = ['incidence?target=job&', 'survival?of=sustained&', 'state-occupation?', 'comparison.routes?'];

describe('a case worker', () => {
  it('follows the own people, and the region’s together without telling municipalities apart', async () => {
    const worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: [MANY] }));
    const { body: own } = await worker.get('/figures/incidence?target=placement').expect(200);
    expect(own.groups).toMatchObject([{ group: {}, n: 12 }]);
    const { body: region } = await worker.get('/figures/incidence?target=placement&scope=region').expect(200);
    expect(region.groups).toMatchObject([{ group: {}, n: 28 }]);
    const { body: routes } = await worker.get('/figures/comparison.routes?scope=region').expect(200);
    expect(Object.keys(routes.groups[1].makeUp).sort()).toEqual(['ageClass', 'education', 'gender', 'programme']);
    await worker.get('/figures/incidence?target=placement&scope=region&by=municipality').expect(422);
    await worker.get(`/figures/incidence?target=placement&municipality=${TIES}`).expect(404);
  });
});

it.each(QUESTIONS)('%s says what it estimates, in three languages, and what each breakdown means', async (question) => {
  const { body } = await coordinator.get(`/figures/${question}by=municipality,workForm`).expect(200);
  expect(body).toMatchObject({ from: null, to: '2026-11-23', observedUntil: '2026-11-23', minimum: 10 });
  expect(body.definition).toMatchObject({ version: 1, text: { nl: expect.any(String), en: expect.any(String), fr: expect.any(String) } });
  expect(body.definition.breakdowns.municipality.en).toContain('at the referral');
});

it.each([
  ['incidence', 'query.target'],
  ['incidence?target=marriage', 'query.target'],
  ['survival?of=time-in-stage', 'query.stage'],
  ['survival?of=sustained&stage=referred', 'query.stage'],
  ['state-occupation?horizon=0', 'query.horizon'],
  ['comparison.routes?minimum=-1', 'query.minimum'],
  ['state-occupation?from=2026-02-01&to=2026-01-01', 'query.to'],
])('%s is refused', async (question, path) => {
  const { body } = await coordinator.get(`/figures/${question}`).expect(422);
  expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path }] });
});

async function incidence(question: string) {
  const { body } = await coordinator.get(`/figures/incidence?minimum=0&${question}`).expect(200);
  return getIncidence.responses[200].parse(body).groups;
}

async function survival(question: string) {
  const { body } = await coordinator.get(`/figures/survival?minimum=0&${question}`).expect(200);
  return getSurvival.responses[200].parse(body).groups;
}

async function occupation(question: string) {
  const { body } = await coordinator.get(`/figures/state-occupation?minimum=0&${question}`).expect(200);
  return getStateOccupation.responses[200].parse(body).groups[0];
}

function person(municipality: string, ...steps: Step[]): Person {
  const recordedAt = '2026-11-01T08:00:00.000Z';
  return {
    municipality,
    profiles: [],
    record: steps.map((step, order) => ({ step: { ...step, id: `step-${order}`, order }, recordedAt, withdrawnAt: null })),
  };
}
