import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Actor, Purpose } from '#server/db/context.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { type Person, putPopulation } from '../oracle/population.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { lastLine, linesSince } from '../setup/audit.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let coordinator: Agent;
let worker: Agent;

beforeAll(async () => {
  app = await startTestApp();
  await putPopulation(
    app.db,
    [
      person('Diest', a.referral('2026-09-01'), a.placement('2026-09-10'), a.job('2026-09-10', { support: 'less' })),
      person('Diest', a.referral('2026-09-02'), a.job('2026-09-15'), a.interruption('2026-10-20')),
      // Was in Diest, and is not any more.
      person(
        'Diest',
        a.referral('2026-08-20'),
        a.placement('2026-09-20'),
        a.transfer('2026-10-01', 'Aarschot'),
        a.end('2026-10-31', 'moved'),
      ),
      person('Aarschot', a.referral('2026-09-03'), a.placement('2026-09-21', { workForm: 'training', setting: 'public' })),
    ],
    ['Diest', 'Aarschot', 'Bekkevoort'],
  );
  // As a hand-over does: the file is with the other office.
  await app.db.$executeRaw`update trajectory set office = municipality`;
  coordinator = await app.as('coordinator');
  worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Diest'] }));
});
afterAll(() => app.close());

describe('the files behind a figure', () => {
  it('are the trajectories that it counts, by code, newest first, as they are on the last day observed', async () => {
    const items = await filesOf('figure=inflow.placements&from=2026-09-01');
    expect(items.map(({ day, municipality, stage, route }) => ({ day, municipality, stage, route }))).toEqual([
      { day: '2026-09-21', municipality: 'Aarschot', stage: 'followOn', route: 'direct' },
      { day: '2026-09-20', municipality: 'Diest', stage: 'ended', route: 'se-first' },
      { day: '2026-09-10', municipality: 'Diest', stage: 'regular', route: 'se-first' },
    ]);
    const { code } = await app.db.trajectory.findUniqueOrThrow({ where: { id: items[0]?.trajectoryId ?? '' } });
    expect(items[0]?.code).toBe(code);
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual([
      'code',
      'day',
      'days',
      'municipality',
      'outcome',
      'route',
      'stage',
      'trajectoryId',
    ]);
  });

  it('are told apart by what tells the figure’s rows apart', async () => {
    const days = async (query: string) => (await filesOf(query)).map(({ day }) => day);
    expect(await days('figure=flows&from=2026-09-01&toStage=regular')).toEqual(['2026-09-15', '2026-09-10']);
    expect(await days('figure=flows&from=2026-09-01&fromStage=socialEconomy&toStage=regular')).toEqual(['2026-09-10']);
    expect(await days('figure=occupancy&stage=regular&interrupted=true')).toEqual(['2026-09-15']);
    expect(await days('figure=occupancy&stage=regular&activity=working&interrupted=false')).toEqual(['2026-09-10']);
    expect(await days('figure=occupancy&to=2026-09-30&municipality=Diest&stage=socialEconomy')).toEqual(['2026-09-20']);
    expect(await days('figure=occupancy&to=2026-10-01&municipality=Aarschot&stage=socialEconomy')).toEqual(['2026-09-20']);
    expect(await days('figure=outflow&stage=socialEconomy&reason=moved')).toEqual(['2026-10-31']);
    expect(await days('figure=throughflow&afterPlacement=true&contract=permanent&support=less')).toEqual(['2026-09-10']);
    expect(await days('figure=throughflow&support=unknown')).toEqual(['2026-09-15']);
    expect(await days('figure=inflow.referrals&workForm=none')).toEqual(['2026-09-02']);
    expect(await days('figure=inflow.referrals&setting=none&observedUntil=2026-09-12')).toEqual(['2026-09-03', '2026-09-02', '2026-08-20']);
    expect(await days('figure=inflow.referrals&knownAt=2026-10-01T00:00:00Z')).toEqual([]);
  });

  it('of a figure that follows people are told apart by how observation ended, and after how many days', async () => {
    const exits = async (query: string) => (await filesOf(query)).map(({ day, outcome, days }) => [day, outcome, days]);
    expect(await exits('figure=wait.placement')).toEqual([
      ['2026-09-21', 'placement', 18],
      ['2026-09-20', 'placement', 31],
      ['2026-09-15', 'job', 13],
      ['2026-09-10', 'placement', 9],
    ]);
    expect(await exits('figure=wait.placement&outcome=placement&daysTo=18')).toEqual([
      ['2026-09-21', 'placement', 18],
      ['2026-09-10', 'placement', 9],
    ]);
    expect(await exits('figure=wait.placement&observedUntil=2026-09-12&daysFrom=11')).toEqual([['2026-09-12', 'censored', 23]]);
    expect(await exits('figure=chance.regular&to=2026-09-01&outcome=ended')).toEqual([['2026-10-31', 'ended', 72]]);
    expect(await exits('figure=time-in-stage&stage=socialEconomy&outcome=left')).toEqual([
      ['2026-10-31', 'left', 41],
      ['2026-09-10', 'left', 0],
    ]);
    expect(await exits('figure=sustained')).toEqual([
      ['2026-09-15', 'censored', 0],
      ['2026-09-10', 'censored', 0],
    ]);
    // Without those who have no placement, or a job before it.
    expect(await exits('figure=comparison.routes&route=se-first')).toEqual([
      ['2026-10-31', 'ended', 41],
      ['2026-09-10', 'job', 0],
    ]);
    expect(await exits('figure=state-occupation&stage=regular')).toEqual([
      ['2026-09-15', null, null],
      ['2026-09-10', null, null],
    ]);
  });

  it('come in pages without a gap or a double', async () => {
    const all = await filesOf('figure=flows&from=2026-08-01');
    const paged: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await coordinator.get(`/figures/files?figure=flows&from=2026-08-01&limit=5${next}`).expect(200);
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all);
    expect(all).toHaveLength(6);
  });

  it.each([
    ['figure=inflow', 'query.figure', 'choice'],
    ['figure=flows&stage=regular', 'query.stage', 'figure.other-key'],
    ['figure=occupancy&reason=moved', 'query.reason', 'figure.other-key'],
    ['figure=inflow.placements&interrupted=false', 'query.interrupted', 'figure.other-key'],
    // A code would be given a gender, and a level of education.
    ['figure=inflow.placements&gender=f', 'query.gender', 'files.personal'],
    ['figure=inflow.placements&education=low', 'query.education', 'files.personal'],
    ['figure=flows&outcome=job', 'query.outcome', 'figure.other-key'],
    ['figure=wait.placement&stage=regular', 'query.stage', 'figure.other-key'],
    ['figure=state-occupation&daysTo=9', 'query.daysTo', 'figure.other-key'],
    ['figure=occupancy&stage=screening.approved', 'query.stage', 'stage.with-time-in-stage'],
    ['figure=time-in-stage', 'query.stage', 'stage.with-time-in-stage'],
    ['figure=chance.regular&gender=f', 'query.gender', 'files.personal'],
    ['figure=occupancy&activity=sleeping', 'query.activity', 'choice'],
    ['figure=flows&cursor=nonsense', 'query.cursor', 'cursor.unknown'],
  ])('are not asked by %s', async (query, path, code) => {
    const { body } = await coordinator.get(`/figures/files?${query}`).expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ path, code })]);
  });

  it('leave a line in the log of what was asked for, once for all pages', async () => {
    const before = await lastLine(app.db);
    const { body } = await coordinator.get('/figures/files?figure=flows&from=2026-08-01&toStage=regular&limit=1').expect(200);
    await coordinator.get(`/figures/files?figure=flows&from=2026-08-01&toStage=regular&limit=1&cursor=${body.nextCursor}`).expect(200);
    const lines = await linesSince(app.db, before);
    expect(lines.map(({ kind, details }) => [kind, JSON.parse(details ?? '')])).toEqual([
      ['search', { figure: 'flows', asked: ['from', 'toStage'], found: 1 }],
    ]);
  });
});

describe('who may see them', () => {
  it('a case worker sees those of the own municipality, also of who is with another office since', async () => {
    const items = await filesOf('figure=inflow.placements&from=2026-09-01', worker);
    expect(items).toEqual(await filesOf('figure=inflow.placements&from=2026-09-01&municipality=Diest'));
    expect(items.map(({ stage }) => stage)).toEqual(['ended', 'regular']);
    // What ended elsewhere was not counted here.
    expect(await filesOf('figure=outflow', worker)).toEqual([]);
    // Followed is who was referred here, wherever it ends.
    const followed = await filesOf('figure=chance.regular', worker);
    expect(followed).toEqual(await filesOf('figure=chance.regular&municipality=Diest'));
    expect(followed.map(({ outcome }) => outcome)).toEqual(['ended', 'job', 'job']);
  });

  it('nobody sees those of another office or of the region', async () => {
    await worker.get('/figures/files?figure=flows&municipality=Aarschot').expect(404);
    const { body } = await worker.get('/figures/files?figure=flows&scope=region').expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ path: 'query.scope', code: 'scope.region-total' })]);
    await worker.get('/figures/files?figure=chance.regular&municipality=Aarschot').expect(404);
    await worker.get('/figures/files?figure=chance.regular&scope=region').expect(422);
    for (const role of ['steering-group', 'administrator'] as const)
      await (await app.as(role)).get('/figures/files?figure=flows').expect(403);
  });

  it('the database gives no code of a trajectory that was never here, asked for in any way', async () => {
    const ids = (await app.db.trajectory.findMany({ select: { id: true } })).map(({ id }) => id);
    const codes = async (agent: Agent, purpose?: Purpose) => {
      const { id, role, municipalities } = agent.user;
      const actor: Actor = { id, role, municipalities, purpose };
      const asked = Prisma.sql`select code from counted_codes(array[${Prisma.join(ids)}]::uuid[])`;
      return (await asActor(app.db, actor, (tx) => tx.$queryRaw<unknown[]>(asked))).length;
    };
    expect(await codes(worker, 'figures')).toBe(3);
    expect(await codes(worker)).toBe(0);
    expect(await codes(coordinator, 'figures')).toBe(4);
    for (const role of ['steering-group', 'administrator'] as const) expect(await codes(await app.as(role), 'figures')).toBe(0);
  });
});

interface FileItem {
  readonly trajectoryId: string;
  readonly code: string;
  readonly municipality: string;
  readonly day: string;
  readonly stage: string;
  readonly route: string;
  readonly outcome: string | null;
  readonly days: number | null;
}

async function filesOf(query: string, agent = coordinator): Promise<FileItem[]> {
  const answer = await agent.get(`/figures/files?${query}`);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.nextCursor).toBeNull();
  return answer.body.items;
}

function person(municipality: string, ...steps: Step[]): Person {
  const recordedAt = '2026-11-01T08:00:00.000Z';
  return {
    municipality,
    profiles: [{ recordedAt, profile: { birthDate: null, gender: 'f', education: null } }],
    record: steps.map((step, order) => ({ step: { ...step, id: `step-${order}`, order }, recordedAt, withdrawnAt: null })),
  };
}
