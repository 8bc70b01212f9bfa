import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '#server/db/migrate.ts';
import { fillProjections } from '#server/trajectories/fill-projections.ts';
import { IllegalSteps, rebuild } from '#server/trajectories/rebuild.ts';
import { addDays } from '#shared/plain-date.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { arbitraryRequests, type Request } from '../setup/arbitrary-trajectories.ts';
import { type AnsweredTrajectory, openParticipant, openTrajectory, record, withdraw } from '../setup/case-files.ts';
import { csv, meaningOf, row, send } from '../setup/exchange.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
beforeAll(async () => {
  app = await startTestApp();
  for (const code of ['Diest', 'Aarschot']) await app.makeMunicipality(code);
  worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['Diest', 'Aarschot'] }));
});
afterAll(() => app.close());

const check = () => rebuild(app.db, { check: true });

describe('a rebuild', () => {
  it('finds nothing to do after whatever was recorded, withdrawn, corrected, learnt of a person and imported', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRequests(12), fc.constantFrom('f', 'm', null), async (requests, gender) => {
        let trajectory = await openTrajectory(worker, [a.referral('2023-01-15')]);
        for (const [index, request] of requests.entries()) {
          app.clock.advance(1000);
          trajectory = await after(trajectory, request);
          if (index === 3) trajectory = await learn(trajectory, { gender, birthDate: '1999-09-09' });
        }
        const { code } = await app.db.participant.findFirstOrThrow({ where: { trajectories: { some: { id: trajectory.id } } } });
        await send(
          worker,
          csv({ ...row(code, 'evaluation.held', '2023-02-01', { kind: 'gpmi', education: 'low' }), municipality: 'Diest' }),
        );
        expect((await check()).differences).toEqual([]);
      }),
      { numRuns: 15 },
    );
    expect((await check()).trajectories).toBeGreaterThanOrEqual(15);
  });

  it.each([
    [
      'a stay that says another state',
      "update stay set state = 'ended', stage = 'ended' where id in (select min(id) from stay where known_to is null)",
    ],
    ['a stay that is not there', 'delete from stay where id in (select max(id) from stay)'],
    [
      'a stay too many',
      `insert into stay (trajectory_id, position, municipality, state, stage, presence, from_date, referred_on, referral_municipality, stage_since,
          state_since, leaves_stage, leaves_state, known_from)
        select id, 99, municipality, state, stage, presence, '2026-01-01', '2026-01-01', municipality, '2026-01-01', '2026-01-01', false, false, recorded_at
        from trajectory limit 1`,
    ],
    [
      'a stay known from another moment',
      "update stay set known_from = known_from + interval '1 hour' where id in (select min(id) from stay)",
    ],
    ['a stay that ends no visit', 'update stay set leaves_stage = false where id in (select min(id) from stay where leaves_stage)'],
    [
      'a stay that is no part of where people are',
      'update stay set stage_of_day_before = null where id in (select min(id) from stay where stage_of_day_before is not null)',
    ],
    [
      'a placement that came first later',
      'update stay set placed_on = placed_on + 1 where id in (select min(id) from stay where placed_on is not null)',
    ],
    [
      'milestones of a job first',
      "update milestones set placement_outcome = 'job' where id in (select max(id) from milestones where placement_outcome is not null)",
    ],
    ['milestones of another gender', "update milestones set gender = 'x' where id in (select min(id) from milestones)"],
    [
      'a tally that counts one more',
      'update tally set count = count + 1 where (figure, month, municipality, key) in (select figure, month, municipality, key from tally limit 1)',
    ],
    ['a tally of nothing', "insert into tally values ('referrals', '2020-01-01', 'Diest', '{}', 3)"],
    ['tallies that are not there', 'delete from tally'],
    [
      'a trajectory shown in another state',
      "update trajectory set state = 'regular.sustained', stage = 'regular' where id in (select id from trajectory where stage = 'socialEconomy' limit 1)",
    ],
    ['a trajectory since another day', "update trajectory set stage_since = '2001-01-01' where id in (select id from trajectory limit 1)"],
    [
      'a participant shown in another stage',
      "update participant set stage = 'ended' where id in (select id from participant where stage <> 'ended' limit 1)",
    ],
    [
      'a participant with no current trajectory',
      'update participant set current_trajectory_id = null where id in (select id from participant where stage is not null limit 1)',
    ],
  ])('finds and mends %s', async (_, damage) => {
    await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12'), a.placement('2026-03-01')]);
    const before = await meaningOf(app.db);
    expect(await app.db.$executeRawUnsafe(damage)).toBeGreaterThan(0);
    const found = await check();
    expect(found.differencesFound).toBeGreaterThan(0);
    expect((await check()).differencesFound).toBe(found.differencesFound);
    expect((await rebuild(app.db)).differencesFound).toBe(found.differencesFound);
    expect((await check()).differences).toEqual([]);
    expect(await meaningOf(app.db)).toEqual(before);
  });

  it('is made at the next start for stays that a migration could not fill', async () => {
    await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12'), a.placement('2026-03-01')]);
    const before = await meaningOf(app.db);
    expect(await fillProjections(app.db)).toBe(false);
    await app.db.$executeRaw`update stay set referred_on = '-infinity', stage_since = '-infinity', stage_of_day_before = null`;
    expect(await fillProjections(app.db)).toBe(true);
    expect(await meaningOf(app.db)).toEqual(before);
    expect(await fillProjections(app.db)).toBe(false);
  });

  it('finds the tallies right that an update wrote of the projections that were there', async () => {
    await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12')]);
    await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01'), a.placementEnd('2026-04-01'), a.job('2026-05-01')]);
    await openTrajectory(worker, [a.referral('2026-02-05'), a.followOn('2026-03-01', { setting: 'private' })]);
    await openTrajectory(worker, [a.referral('2026-02-05'), a.job('2026-03-01')]);
    await app.db.$executeRaw`update tally set key = '{}' where (figure, month, municipality, key) in (
      select distinct on (month, municipality) figure, month, municipality, key from tally where figure = 'referrals')`;
    await app.db
      .$executeRaw`delete from tally where figure in ('jobs', 'open', 'placed-open', 'placed-running') or key[2] = 'no-placement'`;
    expect((await check()).differencesFound).toBeGreaterThan(0);
    const script = await readFile(join(MIGRATIONS_FOLDER, '20261125203000_tallies_of_today', 'migration.sql'), 'utf8');
    // Its indexes are there already.
    const statements = script
      .replaceAll(/^--.*$/gm, '')
      .split(';')
      .filter((statement) => /^\s*(SELECT|DELETE|INSERT) /.test(statement));
    expect(statements).toHaveLength(8);
    await app.db.$transaction(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
    });
    expect((await check()).differences).toEqual([]);
  });

  it('refuses steps that came past the doors and are not legal, names them and changes nothing', async () => {
    const { id } = await openTrajectory(worker, [a.referral('2026-01-05')]);
    const step = randomUUID();
    await app.db.$executeRaw`insert into step (id, trajectory_id, type, occurred_on, details, recorded_at, recorded_by)
      values (${step}::uuid, ${id}::uuid, 'job.ended', '2026-02-01', '{"reason":"other"}', '2026-11-23T10:00:00Z', ${worker.user.id}::uuid)`;
    await app.db.$executeRaw`update tally set count = count + 1 where figure = 'referrals'`;
    const before = await meaningOf(app.db);
    const refusal = await rebuild(app.db).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(IllegalSteps);
    for (const named of [id, step, 'job.ended', 'not-in-this-state']) expect(String(refusal)).toContain(named);
    expect(await meaningOf(app.db)).toEqual(before);
    expect((await check()).differences.join()).toContain(step);
  });
});

async function after(trajectory: AnsweredTrajectory, request: Request): Promise<AnsweredTrajectory> {
  const standing = trajectory.steps.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const last = standing.at(-1)?.occurredOn ?? '2023-01-15';
  const chosen = 'which' in request ? standing[request.which % standing.length] : undefined;
  const asked = () => {
    switch (request.kind) {
      case 'record':
        return record(worker, trajectory, request.step(addDays(last, request.days)));
      case 'record-late':
        return record(worker, trajectory, request.step(addDays('2023-01-15', request.days)));
      case 'withdraw':
        return withdraw(worker, trajectory, chosen?.id ?? '', { reason: 'a mistake' });
      case 'correct':
        return withdraw(worker, trajectory, chosen?.id ?? '', {
          reason: 'a mistake',
          replacement: request.step(addDays(chosen?.occurredOn ?? last, request.days)),
        });
    }
  };
  const answer = await asked();
  expect(answer.status, answer.text).toBeLessThan(500);
  return answer.status < 300 ? answer.body : trajectory;
}

async function learn(trajectory: AnsweredTrajectory, known: object): Promise<AnsweredTrajectory> {
  const { body } = await worker.get(`/trajectories/${trajectory.id}`);
  const person = await worker.get(`/participants/${body.participantId}`);
  const answer = await worker.patch(`/participants/${body.participantId}`).set('If-Match', `"${person.body.version}"`).send(known);
  expect(answer.status, answer.text).toBe(200);
  return (await worker.get(`/trajectories/${trajectory.id}`)).body;
}

it('counts a person without a trajectory among the people', async () => {
  await openParticipant(worker);
  expect((await check()).participants).toBeGreaterThan(0);
});
