import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant, openTrajectory } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
let other: Agent;
let administrator: Agent;
let ended: string;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
  administrator = await app.as('administrator');
  ended = await participantOf(worker, [a.referral('2012-01-09'), a.end('2014-06-01')]);
});
afterAll(() => app.close());

async function participantOf(agent: Agent, steps: Parameters<typeof openTrajectory>[1]): Promise<string> {
  const { id } = await openTrajectory(agent, steps);
  return (await agent.get(`/trajectories/${id}`)).body.participantId;
}

type Item = { id: string; version: number; endedOn: string; dueOn: string };
const review = async (agent: Agent, query: object = {}): Promise<Item[]> => (await agent.get('/retention').query(query)).body.items;
const idsOf = async (agent: Agent) => (await review(agent)).map(({ id }) => id);
const setMonths = (agent: Agent, version: number, retentionMonths: unknown) =>
  agent.patch('/settings').set('If-Match', `"${version}"`).send({ retentionMonths });
const keep = (agent: Agent, id: string, version: number, body: object) =>
  agent.post(`/participants/${id}/retention`).set('If-Match', `"${version}"`).send(body);

describe('a file', () => {
  it('comes up for review when its term after the end of its last trajectory has passed, to its own office', async () => {
    expect(await review(worker)).toEqual([
      expect.objectContaining({ id: ended, endedOn: '2014-06-01', dueOn: '2024-06-01', keptUntil: null, hasTrajectory: true }),
    ]);
    expect(await idsOf(other)).toEqual([]);
    for (const role of ['coordinator', 'steering-group', 'administrator'] as const)
      expect((await (await app.as(role)).get('/retention')).status).toBe(403);
  });

  it('does not while a trajectory runs, nor before its term, nor for the trajectory before the last', async () => {
    const again = await participantOf(worker, [a.referral('2010-01-04'), a.end('2011-01-03')]);
    expect(await idsOf(worker)).toContain(again);
    await worker.post('/trajectories').send({ participantId: again, programme: 'twe', occurredOn: '2026-10-01' });
    const recent = await participantOf(worker, [a.referral('2016-01-04'), a.end('2016-11-24')]);
    expect(await idsOf(worker)).toEqual([ended]);
    expect([again, recent]).not.toContain(ended);
  });

  it('without a trajectory counts from when it was opened', async () => {
    const empty = await openParticipant(worker, { lastName: 'Nooit Begonnen' });
    await app.db.participant.update({ where: { id: empty }, data: { createdAt: new Date('2010-05-01T08:00:00Z') } });
    expect((await review(worker))[0]).toMatchObject({ id: empty, endedOn: '2010-05-01', hasTrajectory: false });
    await app.db.participant.update({ where: { id: empty }, data: { createdAt: app.clock.now() } });
  });

  it('that somebody keeps comes back on its day, and nothing goes by itself', async () => {
    const before = await app.db.participant.count();
    const kept = await keep(worker, ended, 1, { keepUntil: '2027-02-01', reason: 'claim-or-appeal' });
    expect([kept.status, kept.headers.etag]).toEqual([200, '"2"']);
    expect(await idsOf(worker)).not.toContain(ended);
    expect(await app.db.audit.findFirstOrThrow({ orderBy: { sequence: 'desc' }, where: { action: 'keepFile' } })).toMatchObject({
      participantId: ended,
      reason: 'claim-or-appeal',
      details: '{"keepUntil":"2027-02-01"}',
    });
    app.clock.set('2027-02-01T08:00:00Z');
    const [back] = await review(worker);
    expect(back).toMatchObject({ id: ended, keptUntil: '2027-02-01', keepReason: 'claim-or-appeal' });
    expect(await app.db.participant.count()).toBe(before);
    app.clock.set('2026-11-23T08:00:00Z');
  });

  it('is kept for a reason of the list, to a day that is to come and not too far', async () => {
    for (const body of [
      { keepUntil: '2026-11-23', reason: 'expected-back' },
      { keepUntil: '2036-11-24', reason: 'expected-back' },
      { keepUntil: '2027-01-01', reason: 'zomaar' },
      { keepUntil: '2027-01-01' },
    ])
      expect((await keep(worker, ended, 2, body)).status, JSON.stringify(body)).toBe(422);
    const right = { keepUntil: '2027-01-01', reason: 'legal-duty' };
    expect((await keep(worker, ended, 1, right)).body).toMatchObject({ status: 412, currentVersion: 2 });
    expect((await keep(other, ended, 2, right)).status).toBe(404);
  });

  it('is on a page of the list once', async () => {
    for (const year of [2011, 2012, 2013, 2014]) await participantOf(other, [a.referral(`${year}-01-09`), a.end(`${year}-12-01`)]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await other.get('/retention').query({ limit: 3, ...(cursor && { cursor }) });
      seen.push(...body.items.map(({ id }: Item) => id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
  });
});

describe('the term', () => {
  it('is the administrator’s to set, on the version that was seen, and is written down', async () => {
    expect((await worker.get('/settings')).body).toEqual({ version: 1, retentionMonths: 120, changedAt: null });
    expect((await (await app.as('coordinator')).get('/settings')).status).toBe(403);
    expect((await setMonths(worker, 1, 24)).status).toBe(403);
    for (const months of [11, 601, 1.5, '120', null]) expect((await setMonths(administrator, 1, months)).status).toBe(422);
    const changed = await setMonths(administrator, 1, 180);
    expect([changed.status, changed.headers.etag, changed.body.retentionMonths]).toEqual([200, '"2"', 180]);
    expect((await setMonths(administrator, 1, 24)).body).toMatchObject({ status: 412, currentVersion: 2 });
    expect(await app.db.audit.findFirstOrThrow({ orderBy: { sequence: 'desc' }, where: { action: 'changeSettings' } })).toMatchObject({
      details: '{"retentionMonthsBefore":120,"retentionMonths":180}',
    });
  });

  it('decides which files come up', async () => {
    expect((await other.get('/retention')).body).toMatchObject({ items: [], retentionMonths: 180 });
    await setMonths(administrator, 2, 120);
    expect(await review(other)).toHaveLength(4);
  });
});
