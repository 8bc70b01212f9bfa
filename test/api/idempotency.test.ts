import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory, record } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
});
afterAll(() => app.close());

const make = (key: string, lastName: string, agent = worker) =>
  agent.post('/participants').set('Idempotency-Key', key).send({ municipality: 'BEK', lastName });
const countOf = (lastName: string) => app.db.participant.count({ where: { lastName } });

describe('a request with an Idempotency-Key', () => {
  it('that comes again has the same answer, to the letter, and no second effect', async () => {
    const key = randomUUID();
    const first = await make(key, 'Eenmaal');
    const second = await make(key, 'Eenmaal');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(await countOf('Eenmaal')).toBe(1);
  });

  it('that comes twenty times at once has one effect and one answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => make(key, 'Tegelijk')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await countOf('Tegelijk')).toBe(1);
  });

  it('is refused with other content, at another address and at another version, and nothing is stored', async () => {
    const key = randomUUID();
    const { body } = await make(key, 'Eerst');
    const other = await make(key, 'Daarna');
    expect([other.status, other.body.code]).toEqual([422, 'request.key-reused']);
    expect(await countOf('Daarna')).toBe(0);
    const patch = worker.patch(`/participants/${body.id}`).set('Idempotency-Key', key).set('If-Match', '"1"').send({ lastName: 'Daarna' });
    expect((await patch).body.code).toBe('request.key-reused');
  });

  it('is another user’s own business', async () => {
    const key = randomUUID();
    const colleague = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['BEK'] }));
    const mine = await make(key, 'Gedeeld');
    const theirs = await make(key, 'Gedeeld', colleague);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('that was refused may be mended and sent again under the same key', async () => {
    const key = randomUUID();
    const trajectory = await openTrajectory(worker);
    const send = (version: number) => record(worker, { ...trajectory, version }, a.intake('2026-01-12')).set('Idempotency-Key', key);
    expect((await send(trajectory.version + 7)).status).toBe(412);
    expect((await send(trajectory.version)).status).toBe(201);
  });

  it('is forgotten after a day', async () => {
    const key = randomUUID();
    await make(key, 'Gisteren');
    app.clock.advance(24 * 60 * 60_000 - 1);
    await make(key, 'Gisteren');
    expect(await countOf('Gisteren')).toBe(1);
    app.clock.advance(1);
    await make(key, 'Gisteren');
    expect(await countOf('Gisteren')).toBe(2);
  });

  it.each(['a key', 'clé', 'x'.repeat(201)])('is refused where the key is "%s"', async (key) => {
    const answer = await make(key, 'Nooit');
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([422, 'header.idempotency-key']);
    expect(await countOf('Nooit')).toBe(0);
  });

  it('leaves no name in what is kept', async () => {
    await make(randomUUID(), 'Onleesbaar');
    const rows = await app.db.$queryRaw<
      { row: string }[]
    >`select encode(answer, 'escape') || encode(fingerprint, 'escape') as row from kept_answer`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toContain('Onleesbaar');
  });
});
