import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { withdraw } from '../setup/case-files.ts';
import { csv, row, send } from '../setup/exchange.ts';

let app: TestApp;
let worker: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  await app.makeMunicipality('DIE');
});
afterAll(() => app.close());

let next = 0;
let someone: string;
beforeEach(() => {
  someone = `P${++next}`;
});

async function counts() {
  const { db } = app;
  return {
    participants: await db.participant.count(),
    profiles: await db.profile.count(),
    trajectories: await db.trajectory.findMany({ orderBy: { id: 'asc' } }),
    steps: await db.step.count(),
    stays: await db.stay.count(),
    tallies: await db.tally.findMany({ orderBy: [{ figure: 'asc' }, { month: 'asc' }, { municipality: 'asc' }, { key: 'asc' }] }),
    municipalities: await db.municipality.count(),
    staged: await db.importRow.count(),
  };
}

async function trajectoryOf(reference: string, label = '1') {
  const where = { participant: { reference }, label };
  return app.db.trajectory.findFirstOrThrow({ where, include: { steps: { orderBy: { sequence: 'asc' } }, participant: true } });
}

const referral = (on = '2026-01-05', more: Record<string, string> = {}) =>
  row(someone, 'referral.received', on, { programme: 'twe', ...more });

describe('an import', () => {
  it('takes rows in any order into a trajectory, its stays and the figures', async () => {
    const answer = await send(
      worker,
      csv(
        row(someone, 'placement.started', '2026-03-01', {
          work_form: 'art60',
          setting: 'social-economy',
          organisation: 'De Kringwinkel',
          hours_per_week: '19,5',
          planned_end: '28/02/2027',
        }),
        row(someone, 'intake.held', '2026-01-12', { note: 'Kwam alleen;\n"verlegen"' }),
        referral('2026-01-05', { first_name: 'Amara', last_name: 'Diallo', birth_date: '03/04/1992', gender: 'f' }),
      ),
    );
    expect(answer.body).toEqual({
      rows: 3,
      participants: 1,
      trajectories: 1,
      steps: 3,
      alreadyThere: 0,
      municipalities: [],
      rejected: [],
      rejectedRows: 0,
      applied: true,
    });
    const trajectory = await trajectoryOf(someone);
    expect(trajectory).toMatchObject({
      version: 1,
      state: 'socialEconomy.working',
      route: 'se-first',
      municipalityCode: 'BEK',
      referralMunicipality: 'BEK',
    });
    expect(trajectory.participant).toMatchObject({
      firstName: 'Amara',
      stage: 'socialEconomy',
      sortName: 'diallo amara',
      currentTrajectoryId: trajectory.id,
      birthDate: new Date('1992-04-03'),
    });
    expect(trajectory.participant.code).toMatch(/^GEM-[2-9A-HJ-NP-Z]{4,}$/u);
    expect(trajectory.steps.map(({ type, details, note }) => [type, details, note])).toEqual([
      [
        'placement.started',
        { workForm: 'art60', setting: 'social-economy', organisation: 'De Kringwinkel', hoursPerWeek: 19.5, plannedEnd: '2027-02-28' },
        null,
      ],
      ['intake.held', {}, 'Kwam alleen;\n"verlegen"'],
      ['referral.received', { programme: 'twe' }, null],
    ]);
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it.each([
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['columns in other letters and empty lines', (text: string) => `${text.replace('participant', ' Participant ')}\n\n,,,,\n`],
  ])('takes a file with %s', async (_, written) => {
    const { body } = await send(worker, written(csv(referral(), row(someone, 'intake.held', '2026-01-06'))));
    expect(body).toMatchObject({ rows: 2, steps: 2, rejected: [], applied: true });
  });

  it('finds a municipality by code or name, however it is written', async () => {
    const { body } = await send(
      worker,
      csv(referral('2026-01-05', { municipality: 'gemeente bek' }), row(someone, 'intake.held', '2026-01-06', { municipality: 'bek' })),
    );
    expect(body).toMatchObject({ applied: true, steps: 2 });
  });

  it('changes nothing when the same file comes twice, also when a step of it was withdrawn since', async () => {
    const file = csv(
      referral(),
      row(someone, 'evaluation.held', '2026-02-01', { kind: 'gpmi' }),
      row(someone, 'evaluation.held', '2026-02-01', { kind: 'gpmi' }),
      row(someone, 'intake.held', '2026-01-06'),
    );
    expect((await send(worker, file)).body).toMatchObject({ steps: 4 });
    const { id, version, steps } = await trajectoryOf(someone);
    expect(
      (await withdraw(worker, { id, version }, steps.find(({ type }) => type === 'intake.held')?.id ?? '', { reason: 'never came' }))
        .status,
    ).toBe(200);
    const before = await counts();
    expect((await send(worker, file)).body).toMatchObject({
      participants: 0,
      trajectories: 0,
      steps: 0,
      alreadyThere: 4,
      rejected: [],
      applied: true,
    });
    expect(await counts()).toEqual(before);
  });

  it('adds to a trajectory that is there only what is new, as steps recorded late', async () => {
    await send(worker, csv(referral(), row(someone, 'placement.started', '2026-03-01', { work_form: 'art60', setting: 'social-economy' })));
    const { body } = await send(worker, csv(referral(), row(someone, 'intake.held', '2026-01-20')));
    expect(body).toMatchObject({ steps: 1, alreadyThere: 1, trajectories: 0, participants: 0, applied: true });
    const { id } = await trajectoryOf(someone);
    const read = await worker.get(`/trajectories/${id}`);
    expect(read.body).toMatchObject({ version: 2, state: 'socialEconomy.working' });
    expect(read.body.stays.map(({ state }: { state: string }) => state)).toEqual(['referred', 'screening.intake', 'socialEconomy.working']);
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('takes the same thing that happened twice on a day as two steps, whenever the second is told', async () => {
    const evaluation = row(someone, 'evaluation.held', '2026-02-01', { kind: 'gpmi' });
    await send(worker, csv(referral(), evaluation));
    expect((await send(worker, csv(evaluation, evaluation))).body).toMatchObject({ steps: 1, alreadyThere: 1 });
    expect((await send(worker, csv(evaluation, evaluation))).body).toMatchObject({ steps: 0, alreadyThere: 2 });
  });

  it('stores nothing at all when one row is wrong, and names it', async () => {
    const before = await counts();
    const { body } = await send(worker, csv(referral(), row(`${someone}b`, 'referral.received', '2026-01-05', { programme: 'nope' })));
    expect(body).toMatchObject({ rows: 2, rejectedRows: 1, applied: false, rejected: [{ line: 3, code: 'row.invalid' }] });
    expect(body.rejected[0]?.message).toContain('programme: must be one of twe, art60, other');
    expect(await counts()).toEqual(before);
  });

  it('stores nothing in a dry run, and says what it would', async () => {
    const before = await counts();
    const { body } = await send(worker, csv(referral(), row(someone, 'intake.held', '2026-01-06')), 'dryRun=true');
    expect(body).toMatchObject({ participants: 1, trajectories: 1, steps: 2, rejected: [], applied: false });
    expect(await counts()).toEqual(before);
  });

  it('takes whole trajectories that are right when asked for part, and nothing of the others', async () => {
    const other = `${someone}b`;
    const file = csv(
      referral(),
      row(someone, 'placement.ended', '2026-01-06', { reason: 'other' }),
      row(other, 'referral.received', '2026-01-05', { programme: 'twe' }),
      row(other, 'intake.held', '2026-01-06'),
    );
    const { body } = await send(worker, file, 'partial=true');
    expect(body).toMatchObject({
      rows: 4,
      participants: 1,
      trajectories: 1,
      steps: 2,
      rejectedRows: 1,
      applied: true,
      rejected: [{ line: 3, code: 'trajectory.not-in-this-state' }],
    });
    expect(await app.db.participant.count({ where: { reference: someone } })).toBe(0);
    expect(await app.db.participant.count({ where: { reference: other } })).toBe(1);
  });

  it.each([
    ['a step that is none', { step: 'intake.done' }, 'row.unknown-step'],
    ['a detail that the step does not have', { organisation: 'X' }, 'row.invalid'],
    ['a day that does not exist', { occurred_on: '2026-02-30' }, 'row.invalid'],
    ['the year 0202', { occurred_on: '0202-02-03' }, 'row.invalid'],
    ['a day to come', { occurred_on: '2026-11-24' }, 'date.in-future'],
    ['a birth date to come', { birth_date: '2027-01-01' }, 'date.in-future'],
    ['a municipality that is none', { municipality: 'Atlantis' }, 'municipality.unknown'],
    ['a municipality of another office', { municipality: 'DIE' }, 'municipality.not-yours'],
    ['no participant', { participant: ' ' }, 'row.invalid'],
    ['no municipality', { municipality: '' }, 'row.invalid'],
  ])('refuses a row with %s', async (_, wrong, code) => {
    const { body } = await send(worker, csv({ ...referral(), ...wrong }));
    expect(body).toMatchObject({ applied: false, steps: 0, rejected: [{ line: 2, code }] });
  });

  it('names the line where a row begins, past quoted new lines of either kind', async () => {
    const text = `${csv(referral('2026-01-05', { note: 'one\r\ntwo\nthree' }), row(someone, 'intake.held', '2026-01-06', { note: 'four\r\nfive' }))}\n\n${someone},BEK,nonsense,2026-01-07,,\n`;
    const { body } = await send(worker, text);
    expect(body.rejected).toMatchObject([{ line: 8, code: 'row.unknown-step' }]);
  });

  it('refuses a row with more or fewer cells than the header', async () => {
    const { body } = await send(worker, `${csv(referral())}\n${someone},BEK,intake.held\n`);
    expect(body.rejected).toMatchObject([{ line: 3, code: 'row.width' }]);
  });

  it('says which recorded step would become impossible', async () => {
    await send(
      worker,
      csv(
        referral(),
        row(someone, 'placement.started', '2026-03-01', { work_form: 'art60', setting: 'public' }),
        row(someone, 'placement.ended', '2026-06-01', { reason: 'other' }),
      ),
    );
    const { body } = await send(worker, csv(row(someone, 'job.started', '2026-04-01', { contract: 'permanent' })));
    expect(body.rejected).toMatchObject([{ line: 2, code: 'trajectory.history-conflict' }]);
    expect(body.rejected[0]?.message).toContain('placement.ended of 2026-06-01');
  });
});
