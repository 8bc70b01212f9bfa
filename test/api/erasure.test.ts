import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Actor } from '#server/db/context.ts';
import { inszSeal } from '#server/participants/insz-seal.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { type Agent, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { type AnsweredTrajectory, openParticipant, openTrajectory, record, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { csv, row, send } from '../setup/exchange.ts';
import { columnsWith } from '../setup/search-database.ts';
import { a } from '../setup/trajectories.ts';

/** In every field in which any route takes text about a person: each found again before, and nowhere after. */
const CANARIES = {
  reference: 'KanarieDossier-17',
  firstName: 'KanarieVoornaam',
  lastName: 'KanarieFamilienaam',
  oldName: 'KanarieMeisjesnaam',
  searchText: 'kanariefamilienaam',
  language: 'KanarieTaal',
  birthDate: '1971-03-17',
  oldBirthDate: '1963-08-29',
  referredBy: 'KanarieVerwijzer',
  openingNote: 'KanarieOpeningsnota',
  stepNote: 'KanarieStapnota',
  organisation: 'KanarieWerkplek',
  otherOrganisation: 'KanarieAndereWerkplek',
  withdrawal: 'KanarieIntrekking',
  replacementNote: 'KanarieVervangnota',
  employer: 'KanarieWerkgever',
  reopening: 'KanarieHeropening',
  label: 'KanarieTraject',
  importedNote: 'KanarieImportnota',
  importedOrganisation: 'KanarieImportwerkplek',
  remark: 'KanarieOpmerking',
  rememberedName: 'KanarieHerinnerd',
  draft: 'KanarieConcept',
  colleaguesDraft: 'KanarieAnderConcept',
};
const INSZ = '93051822361';
const inszIndex = Buffer.from(inszSeal({ secret: SECRET, previousSecrets: [] }, randomBytes).indexOf(INSZ)).toString('hex');

let app: TestApp;
let worker: Agent;
let coordinator: Agent;
let id: string;
let code: string;
let trajectory: AnsweredTrajectory;
let figuresBefore: Map<string, unknown>;
const moments: string[] = [];

beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  coordinator = await app.as('coordinator');
  await openTrajectory(worker, [a.referral('2026-01-05'), a.placement('2026-02-01'), a.end('2026-03-01')]);
  const { reference, oldName, firstName, lastName, language, oldBirthDate, birthDate } = CANARIES;
  id = await openParticipant(worker, {
    ...{ reference, firstName, language, lastName: oldName, birthDate: oldBirthDate, insz: INSZ, gender: 'f', education: 'low' },
    workerId: worker.user.id,
  });
  await tick();
  trajectory = await lived();
  await tick();
  const change = await worker.patch(`/participants/${id}`).set('If-Match', '"1"').send({ lastName, birthDate });
  expect(change.status, change.text).toBe(200);
  await tick();
  await importedTrajectory();
  await handedOver();
  await draftOf(worker, CANARIES.draft);
  await draftOf(await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['BEK'] })), CANARIES.colleaguesDraft);
  await tick();
  ({ code } = (await worker.get(`/participants/${id}`)).body);
}, 120_000);
afterAll(() => app.close());

/** A later moment; what was known until then is asked for again afterwards. */
async function tick() {
  moments.push(app.clock.now().toISOString());
  app.clock.advance(60_000);
}

async function lived(): Promise<AnsweredTrajectory> {
  const { referredBy, openingNote, stepNote, organisation, otherOrganisation, withdrawal, replacementNote, employer, reopening } = CANARIES;
  const opened = await worker
    .post('/trajectories')
    .send({ participantId: id, programme: 'art60', occurredOn: '2026-01-12', referredBy, note: openingNote });
  expect(opened.status, opened.text).toBe(201);
  const placed = await record(worker, opened.body, a.placement('2026-02-02', { organisation }), { note: stepNote });
  expect(placed.status, placed.text).toBe(201);
  await tick();
  // Another host, and nothing else: afterwards both tell the same.
  const corrected = await withdraw(worker, placed.body, stepOf(placed.body, 'placement.started').id, {
    reason: withdrawal,
    replacement: { ...a.placement('2026-02-02', { organisation: otherOrganisation }), note: replacementNote },
  });
  expect(corrected.status, corrected.text).toBe(200);
  await tick();
  let now: AnsweredTrajectory = corrected.body;
  for (const step of [a.placementEnd('2026-05-01'), a.job('2026-05-04', { employer }), a.end('2026-06-01', 'regular-work')])
    now = await recorded(worker, now, step);
  await tick();
  now = await recorded(worker, now, a.reopening('2026-06-15', reopening));
  return recorded(worker, now, a.end('2026-07-01', 'regular-work'));
}

async function importedTrajectory() {
  const { reference, label, importedNote, importedOrganisation } = CANARIES;
  const about = { trajectory: label };
  const answer = await send(
    worker,
    csv(
      row(reference, 'referral.received', '2020-01-06', { ...about, programme: 'twe', note: importedNote }),
      row(reference, 'placement.started', '2020-02-03', {
        ...about,
        work_form: 'art60',
        setting: 'public',
        organisation: importedOrganisation,
      }),
      row(reference, 'trajectory.ended', '2020-09-01', { ...about, reason: 'moved' }),
    ),
  );
  expect(answer.body).toMatchObject({ applied: true, trajectories: 1 });
}

/** What an office that gave a file away keeps of the person. */
async function handedOver() {
  await app.makeMunicipality('AAR');
  const decided = { status: 'accepted', decidedAt: app.clock.now(), decidedBy: worker.user.id, remark: CANARIES.remark };
  const person = { lastName: CANARIES.rememberedName, searchText: CANARIES.rememberedName, version: 1 };
  await app.db.handover.create({
    data: {
      ...{
        id: randomUUID(),
        trajectoryId: trajectory.id,
        participantId: id,
        fromOffice: 'AAR',
        toOffice: 'BEK',
        version: 2,
        code: 'GEM-0000',
      },
      ...{ programme: 'twe', stage: 'referred', stageSince: new Date('2026-01-12'), referralMunicipality: 'AAR' },
      ...{ proposedAt: app.clock.now(), proposedBy: worker.user.id, person, ...decided },
    },
  });
}

/** Kept sealed as ever; and once more in the clear, so that the search finds what has to go. */
async function draftOf(agent: Agent, note: string) {
  const draft = { id: randomUUID(), type: null, occurredOn: null, details: {}, note, returnTo: null };
  const answer = await agent.put(`/trajectories/${trajectory.id}/draft`).send(draft);
  expect(answer.status, answer.text).toBe(200);
  expect(await columnsWith(app.db, note), 'a draft is sealed').toEqual([]);
  const where = { userId_trajectoryId: { userId: agent.user.id, trajectoryId: trajectory.id } };
  await app.db.draft.update({ where, data: { content: new TextEncoder().encode(note) } });
}

/** Every figure by every breakdown, at present and as known at each of the moments. */
async function figures(): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  const breakdowns = ['', ...['municipality', 'workForm', 'setting', 'programme', 'ageClass', 'gender', 'education', 'route']];
  for (const figure of [
    'inflow?',
    'flows?',
    'occupancy?',
    'outflow?',
    'throughflow?',
    'incidence?minimum=0&target=placement',
    'survival?minimum=0&of=sustained',
    'survival?minimum=0&of=time-in-stage&stage=screening',
    'state-occupation?minimum=0',
    'comparison.routes?minimum=0',
  ]) {
    for (const by of breakdowns) {
      for (const knownAt of [undefined, ...moments]) {
        const query = { from: '2019-12-01', to: '2026-11-23', every: 'year', ...(by && { by }), ...(knownAt && { knownAt }) };
        const { status, body } = await coordinator.get(`/figures/${figure}`).query(query);
        expect(status).toBe(200);
        answers.set(`${figure} ${by} ${knownAt}`, body.rows ?? body.groups);
      }
    }
  }
  return answers;
}

const version = async () => (await worker.get(`/participants/${id}`)).body.version;
const erase = (agent: Agent, seen: number, body: object = {}) =>
  agent
    .post(`/participants/${id}/erasure`)
    .set('If-Match', `"${seen}"`)
    .send({ reason: 'person-asked', confirmation: code, ...body });

describe('before it is erased', () => {
  it('a file holds every canary, so that the search is one that finds', async () => {
    const { oldName, ...kept } = CANARIES;
    for (const [name, canary] of Object.entries(kept)) expect(await columnsWith(app.db, canary), name).not.toEqual([]);
    expect(await columnsWith(app.db, oldName), 'what was put right is gone at once').toEqual([]);
    expect(await columnsWith(app.db, inszIndex)).toEqual(['participant.insz_index']);
  });

  it('is erased by nobody but its own office, that types the code and has the present version', async () => {
    const other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
    const seen = await version();
    expect((await erase(other, seen)).status).toBe(404);
    for (const role of ['coordinator', 'steering-group', 'administrator'] as const)
      expect((await erase(await app.as(role), seen)).status).toBe(403);
    expect((await erase(worker, seen - 1)).body).toMatchObject({ status: 412, currentVersion: seen });
    const wrong = await erase(worker, seen, { confirmation: 'GEM-0000' });
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([422, 'body.confirmation']);
    expect((await erase(worker, seen, { reason: 'Amara vroeg het' })).status).toBe(422);
    expect((await worker.post(`/participants/${id}/erasure`).send({ reason: 'person-asked', confirmation: code })).status).toBe(428);
  });

  it('is not erased while a trajectory runs', async () => {
    const { participantId } = (await worker.get(`/trajectories/${(await openTrajectory(worker)).id}`)).body;
    const { body } = await worker.get(`/participants/${participantId}`);
    const answer = await worker
      .post(`/participants/${participantId}/erasure`)
      .set('If-Match', '"1"')
      .send({ reason: 'person-asked', confirmation: body.code });
    expect(answer.body).toMatchObject({ status: 409, code: 'participant.running' });
  });

  it('what is append-only is changed by no other way', async () => {
    const marked = (actor: Actor, statement: string) =>
      asActor(app.db, actor, async (tx) => {
        await tx.$executeRaw(Prisma.sql`select set_config('app.erasing', 'on', true)`);
        return tx.$executeRaw(Prisma.raw(statement));
      });
    const { user } = worker;
    const actor: Actor = { id: user.id, role: user.role, municipalities: user.municipalities };
    for (const statement of [
      `update step set note = 'x'`,
      'delete from step',
      `update withdrawal set reason = 'x'`,
      'update profile set gender = null',
    ])
      await expect(marked(actor, statement), statement).rejects.toThrow();
    for (const statement of [
      'delete from step',
      'delete from withdrawal',
      'delete from profile',
      'truncate step cascade',
      'update audit set reason = null',
    ])
      await expect(marked('system', statement), statement).rejects.toThrow('append-only');
    await expect(
      asActor(app.db, 'system', (tx) => tx.$executeRaw(Prisma.sql`update step set note = 'x'`)),
      'without the mark',
    ).rejects.toThrow('append-only');
    const stranger: Actor = { id: coordinator.user.id, role: 'case-worker', municipalities: ['BEK'] };
    for (const foreign of [stranger, { ...actor, municipalities: ['DIE'] }])
      expect(
        await asActor(app.db, foreign, (tx) =>
          tx.$queryRaw(Prisma.sql`select file_to_erase(${id}::uuid), erase_file(${id}::uuid, 2, '[]', now())`),
        ),
      ).toEqual([{ file_to_erase: null, erase_file: false }]);
    await expect(asActor(app.db, actor, (tx) => tx.$executeRaw(Prisma.sql`select erase_elsewhere(${id}::uuid, '{}')`))).rejects.toThrow();
  });
});

describe('once it is erased', () => {
  beforeAll(async () => {
    figuresBefore = await figures();
    const answer = await erase(worker, await version(), { confirmation: code.toLowerCase() });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ code, firstName: null, lastName: null, reference: null, insz: null, birthDate: null });
    expect(answer.body.erasedAt).toBe(app.clock.now().toISOString());
  }, 120_000);

  it('nothing that was typed about the person stands anywhere in the database, nor in the log', async () => {
    for (const [name, canary] of Object.entries(CANARIES)) expect(await columnsWith(app.db, canary), name).toEqual([]);
    expect(await columnsWith(app.db, inszIndex)).toEqual([]);
    const logged = JSON.stringify(app.logged);
    for (const canary of [...Object.values(CANARIES), INSZ]) expect(logged).not.toContain(canary);
  });

  it('every figure by every breakdown is what it was, at present and as known at any moment', async () => {
    expect(await figures()).toEqual(figuresBefore);
    expect(figuresBefore.size).toBeGreaterThan(200);
  }, 120_000);

  it('the projections are still what the steps say', async () => {
    expect(await rebuild(app.db, { check: true })).toMatchObject({ differencesFound: 0, differences: [] });
  });

  it('its steps can be seen, and nothing is recorded on it any more', async () => {
    const { body } = await worker.get(`/trajectories/${trajectory.id}`);
    expect(body.steps.map(({ type }: { type: string }) => type)).toContain('job.started');
    expect(body.allowedSteps).toEqual([]);
    const refused = { status: 409, code: 'participant.erased' };
    expect((await record(worker, body, a.reopening('2026-08-01'))).body).toMatchObject(refused);
    expect((await withdraw(worker, body, stepOf(body, 'job.started').id, { reason: 'x' })).body).toMatchObject(refused);
    const opening = { participantId: id, programme: 'twe', occurredOn: '2026-09-01' };
    expect((await worker.post('/trajectories').send(opening)).body).toMatchObject(refused);
    const seen = await version();
    const patch = worker.patch(`/participants/${id}`).set('If-Match', `"${seen}"`).send({ firstName: 'Terug' });
    expect((await patch).body).toMatchObject(refused);
    expect((await erase(worker, seen)).body).toMatchObject(refused);
  });

  it('an import from before does not bring it back under its code', async () => {
    const again = row(code, 'referral.received', '2021-01-06', { trajectory: '9', programme: 'twe', first_name: 'Terug' });
    const { body } = await send(worker, csv(again));
    expect(body.rejected).toEqual([expect.objectContaining({ line: 2, code: 'participant.erased' })]);
    expect(await columnsWith(app.db, 'Terug')).toEqual([]);
    const { text } = await worker.get('/exports/steps.csv');
    const ours = text.split('\n').filter((line, index) => index === 0 || line.startsWith(code));
    expect((await send(worker, ours.join('\n'))).body).toMatchObject({ applied: true, steps: 0, rejected: [] });
  });

  it('it is in no list but the one of erased files', async () => {
    const idsOf = async (query: object) =>
      (await worker.get('/participants').query(query)).body.items.map((item: { id: string }) => item.id);
    expect(await idsOf({ limit: 200 })).not.toContain(id);
    expect(await idsOf({ q: code })).toEqual([]);
    expect(await idsOf({ erased: true })).toEqual([id]);
    expect((await worker.post('/participants/search').send({ insz: INSZ })).body.items).toEqual([]);
  });

  it('the audit log says who did it and why, and keeps the file by its id', async () => {
    expect(await app.db.audit.findMany({ where: { action: 'eraseFile', outcome: 'done' } })).toEqual([
      expect.objectContaining({ participantId: id, reason: 'person-asked', userId: worker.user.id, details: null }),
    ]);
  });

  it('the INSZ, and the reference, are free for a new file', async () => {
    await openParticipant(worker, { reference: CANARIES.reference, insz: INSZ });
  });
});
