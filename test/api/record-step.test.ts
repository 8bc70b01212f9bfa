import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory, record, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
});
afterAll(() => app.close());

async function rows() {
  const { db } = app;
  return {
    steps: await db.step.count(),
    withdrawals: await db.withdrawal.count(),
    stays: await db.stay.count(),
    tallies: await db.tally.findMany(),
  };
}

describe('recording a step', () => {
  it('moves the trajectory, raises the version by one and says what can come next', async () => {
    const opened = await openTrajectory(worker);
    const answer = await record(worker, opened, a.intake('2026-01-12'));
    expect(answer.status).toBe(201);
    expect(answer.headers.etag).toBe('"2"');
    expect(answer.body).toMatchObject({ version: 2, state: 'screening.intake', stage: 'screening', presence: 'active' });
    expect(answer.body.allowedSteps).toContain('advice.requested');
    expect(answer.body.allowedSteps).not.toContain('intake.held');
    const read = await worker.get(`/trajectories/${opened.id}`);
    expect(read.body).toEqual(answer.body);
  });

  it('puts a step recorded late in its place', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01')]);
    const { steps, stays, state } = await recorded(worker, opened, a.intake('2026-01-20'));
    expect(steps.map(({ type }) => type)).toEqual(['referral.received', 'intake.held', 'placement.started']);
    expect(stays.map(({ state, fromDate, toDate }) => [state, fromDate, toDate])).toEqual([
      ['referred', '2026-01-05', '2026-01-20'],
      ['screening.intake', '2026-01-20', '2026-03-01'],
      ['socialEconomy.working', '2026-03-01', null],
    ]);
    expect(state).toBe('socialEconomy.working');
  });

  it('refuses a step that is not possible with its reason, and stores nothing', async () => {
    const opened = await openTrajectory(worker);
    const before = await rows();
    const answer = await record(worker, opened, a.placement('2026-02-01', { workForm: 'maatwerk' }));
    expect(answer.status).toBe(409);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'trajectory.illegal-step', reason: 'advice-required' });
    expect(answer.body.allowedSteps).toContain('advice.requested');
    expect(await rows()).toEqual(before);
  });

  it('refuses a late step after which a later one would be impossible, and names that one', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01'), a.placementEnd('2026-06-01')]);
    const before = await rows();
    const answer = await record(worker, opened, a.job('2026-04-01'));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'trajectory.history-conflict',
      reason: 'not-in-this-state',
      conflictingStep: { type: 'placement.ended', occurredOn: '2026-06-01' },
    });
    expect(await rows()).toEqual(before);
  });

  it('refuses a step before the referral', async () => {
    const opened = await openTrajectory(worker);
    const answer = await record(worker, opened, a.intake('2026-01-04'));
    expect(answer.body).toMatchObject({ status: 409, code: 'trajectory.illegal-step', reason: 'before-referral' });
  });

  it('takes a day after today for a slip of the keyboard', async () => {
    const opened = await openTrajectory(worker);
    const answer = await record(worker, opened, a.intake('2026-11-24'));
    expect(answer.status).toBe(422);
    expect(answer.body.fields).toMatchObject([{ path: 'body.occurredOn', code: 'date.in-future' }]);
  });

  it('refuses a transfer to a municipality that does not exist', async () => {
    const opened = await openTrajectory(worker);
    const answer = await record(worker, opened, a.transfer('2026-02-01', 'Atlantis'));
    expect(answer.body).toMatchObject({ status: 422, code: 'municipality.unknown' });
  });

  it('asks for the version, and refuses a stale one with the present', async () => {
    const opened = await openTrajectory(worker);
    await recorded(worker, opened, a.intake('2026-01-12'));
    const none = await worker.post(`/trajectories/${opened.id}/steps`).send(a.evaluation('2026-02-01'));
    expect([none.status, none.body.code]).toEqual([428, 'version.required']);
    const stale = await record(worker, opened, a.evaluation('2026-02-01'));
    expect(stale.body).toMatchObject({ status: 412, code: 'version.stale', currentVersion: 2 });
  });

  it('takes the same step sent again for the same, whatever the version by now, and refuses its id with other content', async () => {
    const opened = await openTrajectory(worker);
    const id = randomUUID();
    const first = await record(worker, opened, a.intake('2026-01-12'), { id });
    const again = await record(worker, opened, a.intake('2026-01-12'), { id });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await record(worker, opened, a.intake('2026-01-13'), { id });
    expect(other.body).toMatchObject({ status: 422, code: 'step.id-taken' });
    const elsewhere = await record(worker, await openTrajectory(worker), a.intake('2026-01-12'), { id });
    expect(elsewhere.body).toMatchObject({ status: 422, code: 'step.id-taken' });
  });

  it('keeps note and details as they were sent', async () => {
    const opened = await openTrajectory(worker);
    const details = { organisation: 'De Winning', hoursPerWeek: 38, plannedEnd: '2027-01-31' };
    const answer = await record(worker, opened, a.placement('2026-02-01', details), { note: 'Start in de kringloop' });
    expect(answer.body.steps[1]).toMatchObject({
      details,
      note: 'Start in de kringloop',
      recordedBy: worker.user.name,
      recordedAt: '2026-11-23T08:00:00.001Z',
    });
  });
});

describe('correcting', () => {
  it('withdraws a step and puts another in its place, with both to be seen', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01'), a.job('2026-09-01')]);
    const wrong = stepOf(opened, 'placement.started');
    const answer = await withdraw(worker, opened, wrong.id, { reason: 'verkeerde maand', replacement: a.placement('2026-04-01') });
    expect(answer.status).toBe(200);
    expect(answer.body.version).toBe(opened.version + 1);
    const placements = answer.body.steps.filter(({ type }: { type: string }) => type === 'placement.started');
    expect(placements).toMatchObject([
      { id: wrong.id, withdrawReason: 'verkeerde maand', withdrawnBy: worker.user.name, replacedBy: placements[1].id },
      { occurredOn: '2026-04-01' },
    ]);
    expect(answer.body.stays[0]).toMatchObject({ state: 'referred', toDate: '2026-04-01' });
  });

  it('keeps the place of a step corrected on its own day', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-01-05')]);
    const { id } = stepOf(opened, 'referral.received');
    const answer = await withdraw(worker, opened, id, {
      reason: 'ander programma',
      replacement: a.referral('2026-01-05', { programme: 'art60' }),
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.programme).toBe('art60');
    const read = await worker.get(`/trajectories/${opened.id}`);
    expect(read.body).toEqual(answer.body);
  });

  it('restores what was before when a step is taken back', async () => {
    const before = await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12')]);
    const after = await recorded(worker, before, a.placement('2026-02-01'));
    const answer = await withdraw(worker, after, stepOf(after, 'placement.started').id, { reason: 'vergissing' });
    expect(answer.body.stays).toEqual(before.stays);
    expect(answer.body.state).toBe('screening.intake');
  });

  it('refuses to take back what later steps stand on, and to do so twice', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01'), a.placementEnd('2026-06-01')]);
    const placement = stepOf(opened, 'placement.started');
    const conflict = await withdraw(worker, opened, placement.id, { reason: 'weg' });
    expect(conflict.body).toMatchObject({ status: 409, code: 'trajectory.history-conflict', conflictingStep: { type: 'placement.ended' } });
    const ended = await withdraw(worker, opened, stepOf(opened, 'placement.ended').id, { reason: 'weg' });
    const twice = await withdraw(worker, ended.body, stepOf(opened, 'placement.ended').id, { reason: 'weg' });
    expect(twice.body).toMatchObject({ status: 409, code: 'step.already-withdrawn' });
    const referral = await withdraw(worker, await openTrajectory(worker), stepOf(opened, 'referral.received').id, { reason: 'weg' });
    expect(referral.body).toMatchObject({ status: 404 });
  });

  it('leaves no trajectory without its referral', async () => {
    const opened = await openTrajectory(worker);
    const answer = await withdraw(worker, opened, stepOf(opened, 'referral.received').id, { reason: 'weg' });
    expect(answer.body).toMatchObject({ status: 409, code: 'trajectory.history-conflict', reason: 'before-referral' });
  });
});

describe('what was known', () => {
  it('shows a trajectory as it was known at a moment, which no later change alters', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01')]);
    app.clock.advance(60_000);
    const moment = app.clock.now().toISOString();
    const asKnown = () => worker.get(`/trajectories/${opened.id}`).query({ knownAt: moment });
    const then = await asKnown();
    app.clock.advance(60_000);
    const corrected = await withdraw(worker, opened, stepOf(opened, 'placement.started').id, {
      reason: 'fout',
      replacement: a.placement('2026-04-01'),
    });
    await recorded(worker, corrected.body, a.intake('2026-01-20'));
    expect((await asKnown()).body).toEqual(then.body);
    expect(then.body).toMatchObject({ knownAt: moment, state: 'socialEconomy.working', allowedSteps: [] });
    expect(then.body.steps).toHaveLength(2);
    const never = await worker.get(`/trajectories/${opened.id}`).query({ knownAt: '2026-01-06T00:00:00Z' });
    expect(never.status).toBe(404);
  });
});

describe('one running trajectory', () => {
  it('refuses a second one, and a reopening beside another, until the first has ended', async () => {
    const first = await openTrajectory(worker, [a.referral('2026-01-05'), a.end('2026-02-01')]);
    const { participantId } = (await worker.get(`/trajectories/${first.id}`)).body;
    const body = { participantId, programme: 'art60', occurredOn: '2026-03-01' };
    const second = await worker.post('/trajectories').send(body);
    expect(second.status).toBe(201);
    expect((await worker.post('/trajectories').send(body)).body).toMatchObject({ status: 409, code: 'trajectory.another-running' });
    expect((await record(worker, first, a.reopening('2026-04-01'))).body).toMatchObject({
      status: 409,
      code: 'trajectory.another-running',
    });
    const file = await worker.get(`/participants/${participantId}`);
    expect(file.body.trajectories.map(({ stage }: { stage: string }) => stage)).toEqual(['referred', 'ended']);
  });

  it('opens the same trajectory once, however often it is sent', async () => {
    const { body: participant } = await worker.post('/participants').send({ municipality: 'BEK' });
    const body = { id: randomUUID(), participantId: participant.id, programme: 'twe', occurredOn: '2026-01-05' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => worker.post('/trajectories').send(body)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([]);
    expect(await app.db.step.count({ where: { trajectoryId: body.id } })).toBe(1);
    const other = await worker.post('/trajectories').send({ ...body, programme: 'art60' });
    expect(other.body).toMatchObject({ status: 422, code: 'step.id-taken' });
  });
});
