import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { defused } from '#shared/spreadsheet.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant, openTrajectory, record, stepOf, withdraw } from '../setup/case-files.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { csv, exported, imported, meaningOf, row, send } from '../setup/exchange.ts';
import { a } from '../setup/trajectories.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/school-to-work.csv');

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

describe('an export', () => {
  it('gives the steps that stand in the order of the history, and in the office of its reader only', async () => {
    const opened = await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-03-01'), a.evaluation('2026-03-01')]);
    const corrected = await withdraw(worker, opened, stepOf(opened, 'placement.started').id, {
      reason: 'other host',
      replacement: a.placement('2026-03-01', { organisation: 'Spit' }),
    });
    expect((await record(worker, corrected.body, a.approval('2026-02-01', ['lde', 'maatwerk']))).body.code).toBe('trajectory.illegal-step');
    await send(administrator, csv(row('ELSEWHERE', 'referral.received', '2026-01-05', { municipality: 'DIE', programme: 'twe' })));
    const { text, headers, status } = await worker.get('/exports/steps.csv').buffer();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [header, ...lines] = text.trim().split('\n');
    expect(header).toMatch(/^participant,trajectory,municipality,step,occurred_on,programme,/u);
    expect(lines.map((line) => line.split(',').slice(1, 5).join(' '))).toEqual([
      '1 BEK referral.received 2026-01-05',
      '1 BEK placement.started 2026-03-01',
      '1 BEK evaluation.held 2026-03-01',
    ]);
    expect(lines[1]).toContain('Spit');
    expect(text).not.toContain('ELSEWHERE');
  });

  it('leaves out for the administrator who people are, and keeps the reference', async () => {
    const participantId = await openParticipant(worker, {
      reference: 'R-77',
      firstName: 'Amara',
      lastName: 'Diallo',
      birthDate: '1992-04-03',
      gender: 'f',
    });
    const opened = await worker
      .post('/trajectories')
      .send({ participantId, programme: 'twe', occurredOn: '2026-01-05', referredBy: 'dokter Maes', note: 'bij haar zus' });
    const ended = await record(worker, opened.body, a.end('2026-02-01'), { note: 'verhuisd' });
    await record(worker, ended.body, a.reopening('2026-02-02', 'toch niet verhuisd'));
    const { text } = await administrator.get('/exports/steps.csv').buffer();
    expect(text).toContain('R-77,1,BEK,referral.received,2026-01-05,twe');
    expect(text).toContain('R-77,1,BEK,trajectory.reopened,2026-02-02');
    expect(text).not.toMatch(/Amara|Diallo|1992-04-03|Maes|zus|verhuisd/u);
    expect((await worker.get('/exports/steps.csv').buffer()).text).toMatch(/dokter Maes.*bij haar zus.*Amara/u);
    for (const role of ['coordinator', 'steering-group'] as const)
      expect((await (await app.as(role)).get('/exports/steps.csv')).status).toBe(403);
  });

  it('calls by code whoever has no reference, or one that two in the file have', async () => {
    await send(administrator, csv(row('TWICE', 'referral.received', '2026-01-05', { programme: 'twe' })));
    await send(administrator, csv(row('TWICE', 'referral.received', '2026-01-05', { programme: 'twe', municipality: 'DIE' })));
    expect((await administrator.get('/exports/steps.csv').buffer()).text).not.toContain('TWICE');
    expect((await worker.get('/exports/steps.csv').buffer()).text).toContain('TWICE');
  });

  it('is at home in the database it came from: taken back, it changes nothing', async () => {
    const before = await meaningOf(app.db);
    const report = await imported(app.db, administrator.user.id, await exported(app.db), app.clock.now());
    expect(report).toMatchObject({ steps: 0, participants: 0, trajectories: 0, rejected: [], applied: true });
    expect(await meaningOf(app.db)).toEqual(before);
  });

  it('makes of an empty database the same steps, stays and figures', async () => {
    const strange = ['=SUM(A1)', "'=x", "''-1", '+32', '@me', 'a;b,c', 'say "no"', 'a;=cmd,+b\n- c', 'one\r\ntwo\nthree', "'quoted'"];
    const rows = strange.flatMap((note, index) => [
      row(`=S${index}`, 'referral.received', '2026-01-05', {
        programme: 'twe',
        note: defused(note),
        last_name: defused(note).slice(0, 20),
        municipality: 'BEK',
      }),
      row(`=S${index}`, 'advice.requested', '2026-01-06', { body: 'vdab' }),
      row(`=S${index}`, 'advice.decided', '2026-01-07', { outcome: 'approved', work_forms: 'maatwerk|lde', valid_until: '2027-01-07' }),
      row(`=S${index}`, 'trajectory.transferred', '2026-02-01', { to_municipality: 'DIE' }),
      row(`=S${index}`, 'placement.started', '2026-02-02', {
        work_form: 'lde',
        setting: 'social-economy',
        organisation: '-host',
        hours_per_week: '38',
        municipality: 'DIE',
      }),
      row(`=S${index}`, 'trajectory.ended', '2026-03-02', { reason: 'moved', municipality: 'DIE' }),
      row(`=S${index}`, 'referral.received', '2026-03-02', { trajectory: '+2', programme: 'art60', municipality: 'DIE' }),
    ]);
    const report = await send(administrator, csv(...rows));
    expect(report.body).toMatchObject({ steps: strange.length * 7, rejected: [] });
    const notes = await app.db.step.findMany({
      where: { type: 'referral.received', note: { not: null }, trajectory: { participant: { reference: { startsWith: '=S' } } } },
      orderBy: { sequence: 'asc' },
    });
    expect(notes.map(({ note }) => note).toSorted()).toEqual([...strange].toSorted());
    const text = await exported(app.db);
    expect(text).not.toMatch(/(^|,)"?[=+\-@]/mu);
    await intoEmpty(text, async (other) => {
      expect(await meaningOf(other)).toEqual(await meaningOf(app.db));
      expect(await exported(other)).toBe(text);
      expect((await rebuild(other, { check: true })).differences).toEqual([]);
    });
  });

  it.skipIf(!existsSync(DATA))(
    'gives back what came in of 712 real school leavers (skipped where ../shared is not there)',
    { timeout: 120_000 },
    async () => {
      const first = await openWithUser();
      const report = await imported(first.database.prisma, first.user, readFileSync(DATA, 'utf8'));
      expect(report).toMatchObject({ rows: 3053, participants: 712, trajectories: 712, steps: 3053, rejectedRows: 0, applied: true });
      expect(report.municipalities.toSorted()).toEqual(['Belfast', 'N.Eastern', 'S.Eastern', 'Southern', 'Western']);
      expect((await rebuild(first.database.prisma, { check: true })).differences).toEqual([]);
      await intoEmpty(await exported(first.database.prisma), async (other) =>
        expect(await meaningOf(other)).toEqual(await meaningOf(first.database.prisma)),
      );
      await first.database.close();
    },
  );
});

async function openWithUser(): Promise<{ database: TestDatabase; user: string }> {
  const database = await openTestDatabase();
  const user = randomUUID();
  await database.prisma.user.create({
    data: { id: user, email: 'x@y.test', name: 'X', role: 'administrator', createdAt: new Date() },
  });
  return { database, user };
}

async function intoEmpty(text: string, check: (db: TestDatabase['prisma']) => Promise<void>): Promise<void> {
  const { database, user } = await openWithUser();
  try {
    expect(await imported(database.prisma, user, text, new Date('2026-11-23T08:00:00Z'))).toMatchObject({ rejected: [], applied: true });
    await check(database.prisma);
  } finally {
    await database.close();
  }
}
