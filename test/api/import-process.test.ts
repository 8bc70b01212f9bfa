import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from '#server/exchange/import-steps.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { record } from '../setup/case-files.ts';
import { csv, imported, row, send } from '../setup/exchange.ts';
import { a } from '../setup/trajectories.ts';

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

async function trajectoryOf(reference: string, label = '1') {
  const where = { participant: { reference }, label };
  return app.db.trajectory.findFirstOrThrow({ where, include: { steps: { orderBy: { sequence: 'asc' } }, participant: true } });
}

const referral = (on = '2026-01-05', more: Record<string, string> = {}) =>
  row(someone, 'referral.received', on, { programme: 'twe', ...more });

describe('an import, as it runs,', () => {
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
