import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { type AnsweredTrajectory, openTrajectory, record } from '../setup/case-files.ts';
import { isThorough } from '../setup/database.ts';
import { a } from '../setup/trajectories.ts';

// On the embedded database transactions wait for each other from the start; what these hold shows on PostgreSQL, and there the crowd is larger.
const many = (most: number) => (isThorough() ? most : Math.ceil(most / 5));

let app: TestApp;
let worker: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
});
afterAll(() => app.close());

it('lets exactly one of many writers win each version, and loses or doubles no step', async () => {
  let trajectory: AnsweredTrajectory = await openTrajectory(worker);
  for (let round = 1; round <= 5; round++) {
    const answers = await Promise.all(Array.from({ length: many(50) }, () => record(worker, trajectory, a.evaluation('2026-02-01'))));
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 412 && body.code === 'version.stale')).toHaveLength(many(50) - 1);
    trajectory = won[0]?.body;
    expect(trajectory.version).toBe(1 + round);
    expect(trajectory.steps).toHaveLength(1 + round);
  }
  expect((await worker.get(`/trajectories/${trajectory.id}`)).body).toEqual(trajectory);
});

it('loses no step when writers each try until they have recorded theirs', async () => {
  const { id } = await openTrajectory(worker);
  const writer = async () => {
    const step = { ...a.evaluation('2026-02-01'), id: randomUUID() };
    for (;;) {
      const { version } = (await worker.get(`/trajectories/${id}`)).body;
      const answer = await record(worker, { id, version }, step);
      if (answer.status === 201) return step.id;
      expect(answer.body.code).toBe('version.stale');
    }
  };
  const ids = await Promise.all(Array.from({ length: many(10) }, writer));
  const { body } = await worker.get(`/trajectories/${id}`);
  expect(body.version).toBe(1 + many(10));
  expect(new Set(body.steps.slice(1).map((step: { id: string }) => step.id))).toEqual(new Set(ids));
});

it('makes one step of the same step sent many times at once', async () => {
  const opened = await openTrajectory(worker);
  const id = randomUUID();
  const answers = await Promise.all(Array.from({ length: many(100) }, () => record(worker, opened, a.intake('2026-01-12'), { id })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body.version))).toEqual(new Set([2]));
  expect(await app.db.step.count({ where: { trajectoryId: opened.id } })).toBe(2);
});

it('keeps the tallies right when many write in one municipality at once', async () => {
  const before = await app.db.tally.aggregate({ where: { figure: 'referrals' }, _sum: { count: true } });
  const opened = await Promise.all(Array.from({ length: many(20) }, () => openTrajectory(worker)));
  await Promise.all(opened.map((trajectory) => record(worker, trajectory, a.placement('2026-02-01'))));
  const after = await app.db.tally.aggregate({ where: { figure: 'referrals' }, _sum: { count: true } });
  expect((after._sum.count ?? 0) - (before._sum.count ?? 0)).toBe(many(20));
});
