import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

const YEAR = 'from=2026-01-01&to=2026-12-31&every=year';

let app: TestApp;
let coordinator: Agent;
let worker: Agent;
let earlier: string;

beforeAll(async () => {
  app = await startTestApp();
  coordinator = await app.as('coordinator');
  worker = await app.as('case-worker');
  const wrong = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-02-01')]);
  const late = await openTrajectory(worker, [a.referral('2026-01-06')]);
  app.clock.advance(3_600_000);
  earlier = app.clock.now().toISOString();
  app.clock.advance(3_600_000);
  const taken = await withdraw(worker, wrong, stepOf(wrong, 'placement.started').id, { reason: 'Toch niet' });
  expect(taken.status, taken.text).toBe(200);
  await recorded(worker, late, a.placement('2026-03-01'));
  await openTrajectory(worker, [a.referral('2026-01-07'), a.placement('2026-03-02')]);
});
afterAll(() => app.close());

describe('what changed in a figure since it was known otherwise', () => {
  it('is told row by row: what came in late, and what was put right', async () => {
    const body = await changesOf('inflow');
    expect(body).toMatchObject({ knownBefore: earlier, definition: { id: 'inflow', version: 1, since: '2026-11-23' } });
    const row = { period: '2026', group: {}, definition: 0 };
    expect(body.rows).toEqual([
      { ...row, key: { measure: 'placements' }, before: 1, after: 2, lateEntry: 2, correction: -1 },
      { ...row, key: { measure: 'referrals' }, before: 2, after: 3, lateEntry: 1, correction: 0 },
      { ...row, key: { measure: 'socialEconomy' }, before: 1, after: 2, lateEntry: 2, correction: -1 },
    ]);
    expect((await changesOf('flows')).rows).toEqual([
      { ...row, key: { from: 'referred', to: 'socialEconomy' }, before: 1, after: 2, lateEntry: 2, correction: -1 },
    ]);
    expect((await changesOf('outflow')).rows).toEqual([]);
  });

  it('of a figure that follows people is told by how observation ended', async () => {
    const body = await changesOf('wait.placement');
    expect(body).toMatchObject({ from: '2026-01-01', definition: { id: 'wait.placement' } });
    const row = { period: null, group: {}, definition: 0 };
    expect(body.rows).toEqual([
      { ...row, key: { outcome: null }, before: 2, after: 3, lateEntry: 1, correction: 0 },
      { ...row, key: { outcome: 'placement' }, before: 1, after: 2, lateEntry: 2, correction: -1 },
    ]);
    // Fewer than ten give no estimate, before or after.
    expect(body.estimates).toEqual([]);
    expect((await changesOf('inflow')).estimates).toEqual([]);
  });

  it('counts a profile that was put right as a correction', async () => {
    const { items } = (await worker.get('/participants?limit=1').expect(200)).body;
    const person = (await worker.get(`/participants/${items[0].id}`).expect(200)).body;
    const before = app.clock.now().toISOString();
    app.clock.advance(60_000);
    await worker.patch(`/participants/${person.id}`).set('If-Match', `"${person.version}"`).send({ education: 'low' }).expect(200);
    const { rows } = (await coordinator.get(`/figures/changes?figure=inflow&${YEAR}&by=education&knownBefore=${before}`).expect(200)).body;
    const referrals = rows.filter(({ key }: { key: { measure: string } }) => key.measure === 'referrals');
    expect(referrals).toEqual([
      expect.objectContaining({ group: { education: 'low' }, before: 0, after: 1, lateEntry: 0, correction: 1 }),
      expect.objectContaining({ group: { education: 'unknown' }, before: 3, after: 2, lateEntry: 0, correction: -1 }),
    ]);
  });

  it('is nothing between two moments that are the same, and refused the other way round', async () => {
    expect((await changesOf('occupancy', `&knownAt=${earlier}`)).rows).toEqual([]);
    const { body } = await coordinator
      .get(`/figures/changes?figure=inflow&knownBefore=${earlier}&knownAt=2026-11-23T08:00:00Z`)
      .expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ path: 'query.knownBefore', code: 'range.reversed' })]);
  });

  it('is seen by a case worker of the own municipality, with the same reasons', async () => {
    const own = await worker.get(`/figures/changes?figure=inflow&${YEAR}&knownBefore=${earlier}`).expect(200);
    expect(own.body.rows).toEqual((await changesOf('inflow')).rows);
    const other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
    const asked = async (query: string) =>
      (await other.get(`/figures/changes?figure=inflow&${YEAR}&knownBefore=${earlier}${query}`).expect(200)).body;
    expect((await asked('')).rows).toEqual([]);
    expect((await asked('&scope=region')).rows).toEqual(own.body.rows);
    await other.get(`/figures/changes?figure=inflow&knownBefore=${earlier}&municipality=BEK`).expect(404);
  });

  it('names to nobody else which trajectories were put right', async () => {
    const count = async ({ user: { id, role, municipalities } }: Agent, purpose?: 'figures') => {
      const asked = Prisma.sql`select corrected_between('-infinity', 'infinity')`;
      return (await asActor(app.db, { id, role, municipalities, purpose }, (tx) => tx.$queryRaw<unknown[]>(asked))).length;
    };
    expect(await count(coordinator, 'figures')).toBeGreaterThan(0);
    expect(await count(worker)).toBe(0);
    for (const role of ['steering-group', 'administrator'] as const) expect(await count(await app.as(role), 'figures')).toBe(0);
  });
});

async function changesOf(figure: string, more = '') {
  return (await coordinator.get(`/figures/changes?figure=${figure}&${YEAR}&knownBefore=${earlier}${more}`).expect(200)).body;
}
