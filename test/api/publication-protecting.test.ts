import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor } from '#server/db/as-actor.ts';
import { makePublication } from '#server/publications/make-publication.ts';
import { SILENCE } from '#server/publications/view.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory } from '../setup/case-files.ts';
import { listedPublications, madePublication, readPublication } from '../setup/publications.ts';
import { a } from '../setup/trajectories.ts';

// Protecting goes on after the answer, and may be cut off at any moment: what it leaves can be tried again or thrown away, and is never half there.

let api: TestApp;
let coordinator: Agent;

beforeAll(async () => {
  api = await startTestApp();
  coordinator = await api.as('coordinator');
  const worker = await api.as('case-worker');
  for (let nth = 0; nth < 9; nth++)
    await openTrajectory(worker, [a.referral('2026-01-05'), ...(nth % 2 ? [a.placement('2026-02-02')] : [])]);
});
afterAll(() => api.close());

describe('protecting that is cut off', () => {
  it('by a crash is interrupted once it is silent for long, and can be tried again', async () => {
    // Its row is written, and nobody is left to go on with it.
    const { id } = await cutOff('2026-Q1');
    expect(await readPublication(coordinator, id)).toMatchObject({ status: 'protecting' });
    const tooEarly = await coordinator.post(`/publications/${id}/retry`).send({});
    expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'publication.not-possible']);
    api.clock.advance(SILENCE + 1);
    expect(await readPublication(coordinator, id)).toMatchObject({ status: 'interrupted', progress: null, tables: [] });
    expect((await listedPublications(coordinator)).map(({ status }) => status)).toEqual(['interrupted']);
    expect((await coordinator.post(`/publications/${id}/release`)).body.code).toBe('publication.not-possible');
    const again = await coordinator.post(`/publications/${id}/retry`).send({});
    expect([again.status, again.body.status]).toEqual([202, 'protecting']);
    await api.protecting.settled();
    expect(await readPublication(coordinator, id)).toMatchObject({ status: 'draft' });
    expect((await coordinator.delete(`/publications/${id}`)).status).toBe(204);
  });

  it('by a stop of the server is said so at once, also of those that wait for their turn, and goes on at the next', async () => {
    const stopped = await startTestApp({ database: api.database });
    const there = await stopped.as(coordinator.user);
    const ids: string[] = [];
    for (const period of ['2025-Q1', '2025-Q2', '2025-Q3'])
      ids.push((await there.post('/publications').send({ title: period, period })).body.id);
    await stopped.close();
    for (const id of ids) expect(['interrupted', 'draft']).toContain((await readPublication(coordinator, id)).status);
    const last = ids.at(-1) ?? '';
    expect(await readPublication(coordinator, last)).toMatchObject({ status: 'interrupted' });
    expect((await coordinator.post(`/publications/${last}/retry`).send({})).status).toBe(202);
    await api.protecting.settled();
    expect(await readPublication(coordinator, last)).toMatchObject({ status: 'draft' });
    for (const id of ids) await coordinator.delete(`/publications/${id}`);
  });

  it('because the publication was thrown away leaves nothing', async () => {
    const made = await coordinator.post('/publications').send({ title: 'Weg ermee', period: '2026-Q1' });
    expect((await coordinator.delete(`/publications/${made.body.id}`)).status).toBe(204);
    await api.protecting.settled();
    expect(await listedPublications(coordinator)).toEqual([]);
    expect(await api.db.publicationWorking.count()).toBe(0);
    expect(api.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('by another try leaves the place to that one', async () => {
    const first = await cutOff('2026-Q1');
    api.clock.advance(SILENCE + 1);
    const retried = await Promise.all([1, 2].map(() => coordinator.post(`/publications/${first.id}/retry`).send({})));
    expect(retried.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await api.protecting.settled();
    expect(await readPublication(coordinator, first.id)).toMatchObject({ status: 'draft' });
    expect(await api.db.publicationWorking.count()).toBe(1);
    await coordinator.delete(`/publications/${first.id}`);
  });
});

it('a request that comes twice under one key makes one publication, protected once', async () => {
  const key = randomUUID();
  const before = await protectedSoFar();
  const send = () => coordinator.post('/publications').set('Idempotency-Key', key).send({ title: 'Eén keer', period: '2026-Q1' });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
  await api.protecting.settled();
  expect(await listedPublications(coordinator)).toHaveLength(1);
  expect((await protectedSoFar()) - before).toBe(1);
  await coordinator.delete(`/publications/${first.body.id}`);
});

it('what was put right while it waited is counted at the next try, and not before', async () => {
  const draft = await madePublication(api, coordinator, { period: '2026-Q1' });
  const truthOf = async () => {
    const { body } = await coordinator.get(`/publications/${draft.id}/review`);
    const referrals = body.tables.find(({ id }: { id: string }) => id === 'referrals').cells;
    return referrals.find(({ key }: { key: object }) => Object.keys(key).length === 0).truth;
  };
  const before = await truthOf();
  api.clock.advance(1_000);
  await openTrajectory(await api.as('case-worker'), [a.referral('2026-03-31')]);
  expect(await truthOf()).toBe(before);
  await coordinator.post(`/publications/${draft.id}/retry`).send({});
  await api.protecting.settled();
  expect(await truthOf()).toBe(before + 1);
});

/** As a server leaves it that was killed while it protected. */
async function cutOff(period: string): Promise<{ id: string }> {
  const actor = { id: coordinator.user.id, role: 'coordinator', municipalities: [] } as const;
  const making = { now: api.clock.now(), newId: randomUUID };
  const { trying } = await asActor(api.db, actor, (tx) =>
    makePublication({ tx, ...making }, { title: period, period, method: 'rounding' }),
  );
  return trying;
}

function protectedSoFar(): Promise<number> {
  return api.db.audit.count({ where: { action: 'protectPublication' } });
}
