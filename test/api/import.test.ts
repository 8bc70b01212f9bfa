import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from '#server/exchange/import-steps.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { record, withdraw } from '../setup/case-files.ts';
import { csv, imported, row, send } from '../setup/exchange.ts';
import { a } from '../setup/trajectories.ts';

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

  it.each([
    ['a column it does not know', 'participant,municipality,step,occurred_on,shoe_size\n', 'shoe_size'],
    ['a column missing', 'participant,municipality,step\n', 'occurred_on'],
    ['a column twice', 'participant,municipality,step,occurred_on,step\n', 'twice: step'],
    ['nothing in it', '', 'empty'],
    ['letters that are not UTF-8', Buffer.from('participant,municipality,step,occurred_on\nJos\xe9,BEK,x,y\n', 'latin1'), 'UTF-8'],
    ['a quote that is never closed', 'participant,municipality,step,occurred_on\n"P,BEK,x,y\n', 'Line'],
  ])('cannot be read with %s', async (_, file, telling) => {
    const answer = await send(worker, file);
    expect(answer).toMatchObject({ status: 422, body: { code: 'import.unreadable' } });
    expect(answer.body.detail).toContain(telling);
    expect(await app.db.importRow.count()).toBe(0);
  });

  it('is refused in another media type or charset, and to who may not', async () => {
    const json = await worker.post('/imports').set('Content-Type', 'application/json').send('{}');
    expect(json.body).toMatchObject({ status: 415, code: 'request.media-type' });
    const latin = await worker.post('/imports').set('Content-Type', 'text/csv; charset=iso-8859-1').send('x');
    expect(latin.body).toMatchObject({ status: 415, code: 'request.media-type' });
    const coordinator = await app.as('coordinator');
    expect(await send(coordinator, csv(referral()))).toMatchObject({ status: 403 });
  });

  it('counts every row that is refused and names a thousand', async () => {
    const { body } = await send(worker, csv(...Array.from({ length: 1200 }, () => row(someone, 'nonsense', '2026-01-05'))));
    expect(body.rejected).toHaveLength(1000);
    expect(body).toMatchObject({ rows: 1200, rejectedRows: 1200, applied: false });
  });

  it('goes on beside others, of whom one at a time takes over', async () => {
    const files = ['a', 'b', 'c'].map((each) =>
      csv(
        ...Array.from({ length: 150 }, (_, index) =>
          row(`${someone}-${each}-${index}`, 'referral.received', '2026-01-05', { programme: 'twe' }),
        ),
      ),
    );
    const answers = await Promise.all(files.map((file) => send(worker, file)));
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken.length).toBeGreaterThan(0);
    for (const answer of answers) if (answer.status !== 200) expect(answer).toMatchObject({ status: 409, body: { code: 'import.busy' } });
    expect(await app.db.participant.count({ where: { reference: { startsWith: `${someone}-` } } })).toBe(taken.length * 150);
    expect(await app.db.importRow.count()).toBe(0);
  });

  it('is cut off without a trace, and what a killed server left is gone after the next start', async () => {
    const broken = async function* () {
      yield Buffer.from(
        csv(
          ...Array.from({ length: 1500 }, (_, index) =>
            row(`${someone}-${index}`, 'referral.received', '2026-01-05', { programme: 'twe' }),
          ),
        ),
      );
      throw new Error('socket hang up');
    };
    await expect(imported(app.db, worker.user.id, broken())).rejects.toMatchObject({ code: 'import.unreadable' });
    expect(await app.db.importRow.count()).toBe(0);
    await app.db.importRow.create({ data: { importId: randomUUID(), line: 2, participant: someone, trajectory: '1', cells: {} } });
    await removeLeftovers(app.db);
    expect(await app.db.importRow.count()).toBe(0);
    expect(await app.db.participant.count({ where: { reference: { startsWith: `${someone}-` } } })).toBe(0);
  });

  it('keeps memory flat: only a thousand rows of a long file are held at a time', { timeout: 120_000 }, async () => {
    let most = 0;
    const long = async function* () {
      yield Buffer.from('participant,municipality,step,occurred_on,note\n');
      for (let piece = 0; piece < 200; piece++) {
        yield Buffer.from(
          Array.from({ length: 100 }, (_, index) => `${someone}-${piece}-${index},BEK,nonsense,2026-01-05,${'x'.repeat(2_000)}\n`).join(''),
        );
        most = Math.max(most, process.memoryUsage().heapUsed);
      }
    };
    const before = process.memoryUsage().heapUsed;
    const report = await imported(app.db, worker.user.id, long());
    expect(report).toMatchObject({ rows: 20_000, rejectedRows: 20_000, applied: false });
    expect((most - before) / 1_000_000).toBeLessThan(80);
  });

  it('leaves the history of a step recorded by hand as legal as before', async () => {
    await send(worker, csv(referral()));
    const { id, version } = await trajectoryOf(someone);
    expect((await record(worker, { id, version }, a.intake('2026-01-20'))).status).toBe(201);
    expect((await send(worker, csv(row(someone, 'intake.held', '2026-01-10')))).body.rejected).toMatchObject([
      { code: 'trajectory.history-conflict' },
    ]);
  });
});
