import { afterEach, describe, expect, it } from 'vitest';
import { loadDemo } from '#prisma/seed/load-demo.ts';
import { simulateRegion } from '#prisma/seed/simulate-region.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { loadFilesOfParticipant } from '#server/trajectories/store.ts';
import { asHistoryStep } from '#server/trajectories/trajectory-file.ts';
import { project } from '#shared/trajectory/projection.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

const TODAY = '2018-07-09';
const full = { demo: 'full', today: TODAY, hashPassword: async (password: string) => `hash of ${password.length}` } as const;

const opened: TestDatabase[] = [];

async function emptyDatabase() {
  const database = await openTestDatabase();
  opened.push(database);
  return database.prisma;
}

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function counts(db: TestDatabase['prisma']) {
  const [users, municipalities, people, trajectories, steps, withdrawals, running] = await Promise.all([
    db.user.count(),
    db.municipality.count(),
    db.participant.count(),
    db.trajectory.count(),
    db.step.count(),
    db.withdrawal.count(),
    db.participant.count({ where: { stage: { not: 'ended' } } }),
  ]);
  return { users, municipalities, people, trajectories, steps, withdrawals, running };
}

// Each test simulates and writes a year and a half of the region, several seconds on a busy machine.
describe('loading the demo region', { timeout: 90_000 }, () => {
  it('writes all that was simulated, once', async () => {
    const db = await emptyDatabase();
    await loadDemo(db, full);
    const region = simulateRegion({ seed: 'doorstroom', today: TODAY });
    const simulated = region.flatMap(({ trajectories }) => trajectories);
    const loaded = await counts(db);
    expect(loaded).toMatchObject({
      municipalities: 5,
      people: region.length,
      trajectories: simulated.length,
      // And the transfers of three files that are, or were, on their way to another office.
      steps: simulated.flatMap(({ steps }) => steps).length + 3,
      withdrawals: simulated.flatMap(({ withdrawals }) => withdrawals).length,
      running: simulated.filter(({ trajectory }) => trajectory.stage !== 'ended').length,
    });
    const handovers = await db.handover.findMany({ orderBy: { proposedAt: 'asc' } });
    expect(handovers.map(({ status, fromOffice, toOffice }) => [status, fromOffice, toOffice])).toEqual([
      ['accepted', '24008', '24020'],
      ['proposed', '24020', '24008'],
      ['proposed', '24008', '24020'],
    ]);
    await loadDemo(db, { ...full, today: '2018-07-10' });
    expect(await counts(db)).toEqual(loaded);
  });

  it('knows every host of its people as an organisation, and has proposals to look over', async () => {
    const db = await emptyDatabase();
    await loadDemo(db, full);
    const organisations = await db.organisation.findMany();
    const hosts = await db.stay.findMany({
      where: { organisation: { not: null }, workForm: { not: null }, knownTo: null },
      distinct: ['organisation', 'setting', 'workForm'],
    });
    for (const { organisation, setting, workForm } of hosts) {
      const known = organisations.find(({ name }) => name === organisation);
      expect([known?.setting, known?.workForms.includes(workForm ?? '')], `${organisation} ${workForm}`).toEqual([setting, true]);
    }
    expect(hosts.length).toBeGreaterThan(20);
    expect(organisations.every(({ municipalityCode, sector }) => municipalityCode && sector)).toBe(true);
    expect(organisations.filter(({ status }) => status === 'proposed').map(({ proposedBy }) => proposedBy)).not.toContain(null);
  });

  it('loads what a rebuild would make of the steps, to the last column', async () => {
    const db = await emptyDatabase();
    await loadDemo(db, full);
    expect((await rebuild(db, { check: true })).differences).toEqual([]);
  });

  it('stores stays and milestones equal to what the stored steps amount to', async () => {
    const db = await emptyDatabase();
    await loadDemo(db, full);
    const corrected = await db.withdrawal.findMany({ include: { step: { include: { trajectory: true } } }, take: 12 });
    const others = await db.participant.findMany({ take: 12 });
    for (const id of new Set([...corrected.map(({ step }) => step.trajectory.participantId), ...others.map((person) => person.id)])) {
      for (const file of await loadFilesOfParticipant(db, id)) {
        const record = file.steps.map((step) => ({
          step: asHistoryStep(step),
          recordedAt: step.recordedAt,
          withdrawnAt: step.withdrawal?.at ?? null,
        }));
        const { stays, milestones } = project(file.referralMunicipality, record, [
          { profile: file.profile, recordedAt: '2017-01-01T00:00:00.000Z' },
        ]);
        const known = stays.filter(({ knownTo }) => knownTo === null).map(({ knownFrom: _, ...stay }) => stay);
        expect(file.stays.map(({ rowId: _, ...stay }) => stay)).toEqual(known.toSorted((a, b) => a.position - b.position));
        const { knownFrom: __, ...current } = milestones.find(({ knownTo }) => knownTo === null) ?? { knownFrom: '' };
        expect(file.milestones).toMatchObject(current);
      }
    }
  });

  it('makes accounts and municipalities alone where that is asked, and the people at a later start', async () => {
    const db = await emptyDatabase();
    await loadDemo(db, { ...full, demo: 'accounts' });
    expect(await counts(db)).toMatchObject({ municipalities: 5, people: 0, steps: 0 });
    const accounts = await db.user.findMany({ where: { disabledAt: null }, include: { municipalities: true } });
    expect(accounts.every(({ isDemo }) => isDemo)).toBe(true);
    const worker = accounts.find(({ email }) => email === 'begeleider@demo.example');
    expect(worker).toMatchObject({ role: 'case-worker', municipalities: [{ municipalityCode: '24008' }] });
    await loadDemo(db, full);
    expect((await counts(db)).people).toBeGreaterThan(200);
  });

  it('refuses a database with a user who is not of the demo, and leaves it as it was', async () => {
    const db = await emptyDatabase();
    const user = { id: '6f1c0a52-6b0d-4a57-9d56-0a4f6c1f2b11', email: 'echt@ocmw.example', name: 'Echte Gebruiker', role: 'administrator' };
    await db.user.create({ data: { ...user, createdAt: new Date('2026-01-01T00:00:00Z') } });
    await expect(loadDemo(db, full)).rejects.toThrow('users or people of its own');
    expect(await counts(db)).toMatchObject({ users: 1, municipalities: 0, people: 0 });
  });

  it('leaves nothing behind when it breaks off half-way, and loads cleanly afterwards', async () => {
    const db = await emptyDatabase();
    await db.municipality.create({ data: { code: '99999', name: 'Bekkevoort' } });
    await expect(loadDemo(db, full)).rejects.toThrow();
    expect(await counts(db)).toMatchObject({ users: 0, municipalities: 1, people: 0, steps: 0 });
    await db.municipality.delete({ where: { code: '99999' } });
    await loadDemo(db, full);
    expect((await counts(db)).steps).toBeGreaterThan(1_000);
  });
});
