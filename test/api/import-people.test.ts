import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { csv, row, send } from '../setup/exchange.ts';

let app: TestApp;
let worker: Agent;
let administrator: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  administrator = await app.as('administrator');
  await app.makeMunicipality('DIE');
});
afterAll(() => app.close());

let next = 0;
let someone: string;
beforeEach(() => {
  someone = `P${++next}`;
});

async function trajectoryOf(reference: string, label = '1') {
  const where = { participant: { reference }, label };
  return app.db.trajectory.findFirstOrThrow({ where, include: { steps: { orderBy: { sequence: 'asc' } }, participant: true } });
}

const referral = (on = '2026-01-05', more: Record<string, string> = {}) =>
  row(someone, 'referral.received', on, { programme: 'twe', ...more });

describe('an import, of whom it is about,', () => {
  it('refuses a second trajectory that runs beside the first, and takes it when the file ends the first', async () => {
    const second = row(someone, 'referral.received', '2026-05-01', { programme: 'art60', trajectory: '2' });
    expect((await send(worker, csv(referral(), second))).body.rejected).toMatchObject([{ line: 3, code: 'trajectory.another-running' }]);
    await send(worker, csv(referral()));
    expect((await send(worker, csv(second))).body.rejected).toMatchObject([{ line: 2, code: 'trajectory.another-running' }]);
    const { body } = await send(worker, csv(second, row(someone, 'trajectory.ended', '2026-04-01', { reason: 'moved' })));
    expect(body).toMatchObject({ trajectories: 1, steps: 2, applied: true });
    expect((await trajectoryOf(someone, '2')).participant).toMatchObject({ stage: 'referred' });
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('refuses rows that contradict each other about a person', async () => {
    const { body } = await send(
      worker,
      csv(referral('2026-01-05', { gender: 'f' }), row(someone, 'intake.held', '2026-01-06', { gender: 'm' })),
    );
    expect(body).toMatchObject({ applied: false, rejected: [{ line: 3, code: 'participant.contradiction' }] });
  });

  it('fills what is not known of a person and never overwrites what is; the figures know it from then on', async () => {
    await send(worker, csv(referral('2026-01-05', { gender: 'f' })));
    const { body } = await send(worker, csv(referral('2026-01-05', { gender: 'm', birth_date: '1990-01-01', last_name: 'Peeters' })));
    expect(body).toMatchObject({ steps: 0, alreadyThere: 1, applied: true });
    const { participant, id, version } = await trajectoryOf(someone);
    expect(participant).toMatchObject({ gender: 'f', lastName: 'Peeters', birthDate: new Date('1990-01-01'), version: 2 });
    expect(version).toBe(2);
    const milestones = await app.db.milestones.findMany({
      where: { trajectoryId: id },
      orderBy: { id: 'asc' },
      select: { ageClass: true, knownTo: true },
    });
    expect(milestones).toMatchObject([{ ageClass: 'unknown' }, { ageClass: '35-44', knownTo: null }]);
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('knows a person by code as well, and refuses two names for one', async () => {
    await send(worker, csv(referral()));
    const { participant } = await trajectoryOf(someone);
    expect((await send(worker, csv(row(participant.code, 'intake.held', '2026-01-06')))).body).toMatchObject({ steps: 1, applied: true });
    const { body } = await send(
      worker,
      csv(row(participant.code, 'intake.held', '2026-01-06'), row(someone, 'evaluation.held', '2026-01-08', { kind: 'gpmi' })),
    );
    expect(body).toMatchObject({ applied: false, rejectedRows: 1, rejected: [{ code: 'participant.twice' }] });
  });

  it('follows a transfer, and takes a later row only where the trajectory has been', async () => {
    const moved = row(someone, 'trajectory.transferred', '2026-02-01', { to_municipality: 'Gemeente DIE' });
    const { body } = await send(administrator, csv(referral(), moved, row(someone, 'intake.held', '2026-02-02', { municipality: 'DIE' })));
    expect(body).toMatchObject({ applied: true, steps: 3 });
    expect(await trajectoryOf(someone)).toMatchObject({ municipalityCode: 'DIE', referralMunicipality: 'BEK' });
    const elsewhere = await send(
      administrator,
      csv(
        row(`${someone}b`, 'referral.received', '2026-01-05', { programme: 'twe' }),
        row(`${someone}b`, 'intake.held', '2026-01-06', { municipality: 'DIE' }),
      ),
    );
    expect(elsewhere.body.rejected).toMatchObject([{ line: 3, code: 'municipality.elsewhere' }]);
  });

  it('does not reach a person who went to another office, and tells nothing more', async () => {
    await send(administrator, csv(referral(), row(someone, 'trajectory.transferred', '2026-02-01', { to_municipality: 'DIE' })));
    const { participant } = await trajectoryOf(someone);
    const { body } = await send(worker, csv(row(someone, 'evaluation.held', '2026-03-01', { kind: 'gpmi' })));
    expect(body).toMatchObject({ applied: false, rejected: [{ line: 2, code: 'trajectory.not-yours' }] });
    const byCode = await send(worker, csv(row(participant.code, 'referral.received', '2026-03-01', { programme: 'twe' })), 'dryRun=true');
    expect(byCode.body).toMatchObject({ participants: 1, rejected: [] });
  });

  it('makes municipalities for an administrator only, and only when asked', async () => {
    const file = csv(referral('2026-01-05', { municipality: 'Nieuwstad' }));
    expect((await send(administrator, file)).body.rejected).toMatchObject([{ code: 'municipality.unknown' }]);
    expect(await send(worker, file, 'createMunicipalities=true')).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    expect((await send(administrator, file, 'createMunicipalities=true&dryRun=true')).body).toMatchObject({
      municipalities: ['Nieuwstad'],
      applied: false,
    });
    expect(await app.db.municipality.count({ where: { code: 'Nieuwstad' } })).toBe(0);
    expect((await send(administrator, file, 'createMunicipalities=true')).body).toMatchObject({
      municipalities: ['Nieuwstad'],
      applied: true,
    });
    expect(await trajectoryOf(someone)).toMatchObject({ municipalityCode: 'Nieuwstad' });
  });
});
