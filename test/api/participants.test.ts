import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchColumns } from '#server/participants/search-text.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant, openTrajectory, record, stepOf, withdraw } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
let other: Agent;
let coordinator: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
  coordinator = await app.as('coordinator');
});
afterAll(() => app.close());

const NOBODY = { firstName: null, lastName: null, reference: null };
const AMARA = {
  firstName: 'Amara',
  lastName: 'Diallo',
  birthDate: '1992-04-03',
  gender: 'f',
  reference: 'B-12',
  insz: '93.05.18-223-61',
  education: 'low',
};

describe('a participant', () => {
  it('is kept as it was sent, with a code and the INSZ masked and sealed', async () => {
    const id = await openParticipant(worker, AMARA);
    const { body, headers } = await worker.get(`/participants/${id}`);
    expect(body).toMatchObject({ ...AMARA, insz: '••.••.••-•••-••', municipality: 'BEK', version: 1, trajectories: [] });
    expect(body.code).toMatch(/^GEM-[2-9A-HJ-NP-Z]{4}$/);
    expect(headers.etag).toBe('"1"');
    const row = await app.db.participant.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.inszSealed ?? []).toString('latin1')).not.toContain('93051822361');
  });

  it('changes only in what is given, on the version that was seen', async () => {
    const id = await openParticipant(worker, { ...AMARA, reference: 'B-13', insz: undefined });
    const change = (version: number, body: object) => worker.patch(`/participants/${id}`).set('If-Match', `"${version}"`).send(body);
    const changed = await change(1, { lastName: 'Diallo-Peeters', education: null });
    expect(changed.body).toMatchObject({ firstName: 'Amara', lastName: 'Diallo-Peeters', education: null, version: 2 });
    expect((await change(1, { lastName: 'X' })).body).toMatchObject({ status: 412, currentVersion: 2 });
    expect((await change(2, { municipality: 'DIE' })).status).toBe(422);
    expect((await change(2, { reference: 'B-12' })).body).toMatchObject({ status: 409, code: 'participant.reference-taken' });
  });

  it('has a reference and an INSZ of its own within the office, and may share them with another office', async () => {
    expect((await worker.post('/participants').send({ municipality: 'BEK', reference: 'B-12' })).body.code).toBe(
      'participant.reference-taken',
    );
    expect((await worker.post('/participants').send({ municipality: 'BEK', insz: '93051822361' })).body.code).toBe(
      'participant.insz-taken',
    );
    expect((await other.post('/participants').send({ municipality: 'DIE', reference: 'B-12', insz: '93051822361' })).status).toBe(201);
  });

  it.each([
    ['an INSZ with a wrong check', { insz: '93051822362' }, 'body.insz'],
    ['a birth date to come', { birthDate: '2026-12-01' }, 'body.birthDate'],
    ['the 31st of February', { birthDate: '1990-02-31' }, 'body.birthDate'],
    ['the year 0202', { birthDate: '0202-01-01' }, 'body.birthDate'],
    ['a key that does not exist', { shoeSize: 42 }, 'body.shoeSize'],
    ['a NUL in a name', { firstName: 'A\u0000b' }, 'body.firstName'],
    ['a case worker of elsewhere', { workerId: '00000000-0000-4000-8000-000000000000' }, 'body.workerId'],
  ])('is refused with %s, and the answer names the field', async (_, body, path) => {
    const before = await app.db.participant.count();
    const answer = await worker.post('/participants').send({ municipality: 'BEK', ...body });
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([422, path]);
    expect(await app.db.participant.count()).toBe(before);
  });

  it('keeps what was known of the profile before, so that figures of the past stand', async () => {
    const trajectory = await openTrajectory(worker, [a.referral('2026-01-05')]);
    const { participantId } = (await worker.get(`/trajectories/${trajectory.id}`)).body;
    app.clock.advance(1000);
    await worker.patch(`/participants/${participantId}`).set('If-Match', '"1"').send({ gender: 'x' });
    const known = await app.db.milestones.findMany({ where: { trajectoryId: trajectory.id }, orderBy: { id: 'asc' } });
    expect(known.map(({ gender, knownTo }) => [gender, knownTo === null])).toEqual([
      ['unknown', false],
      ['x', true],
    ]);
  });
});

describe('the list', () => {
  it('finds by the beginnings of words of name, reference and code, without diacritics', async () => {
    // Letters that no code has, by chance or otherwise.
    const id = await openParticipant(worker, { firstName: 'Zoë', lastName: "D'Hondt-Ünal", reference: 'OI 10' });
    const { code } = (await worker.get(`/participants/${id}`)).body;
    for (const q of ['zoe', 'ZOË hon', 'unal', 'oi', code, code.slice(4), "d'hondt"]) {
      const { body } = await worker.get('/participants').query({ q });
      expect(
        body.items.map((item: { id: string }) => item.id),
        q,
      ).toEqual([id]);
    }
    expect((await worker.get('/participants').query({ q: 'oë' })).body.items).toEqual([]);
    expect((await worker.get('/participants').query({ q: "& | ! ( ) : * ' \\" })).status).toBe(200);
  });

  it('finds every code, also one that could be read as a number', async () => {
    const id = await openParticipant(worker, { firstName: 'Rekenkundig' });
    await app.db.participant.update({
      where: { id },
      data: { code: 'GEM-6E3V', searchText: searchColumns({ ...NOBODY, code: 'GEM-6E3V' }).searchText },
    });
    for (const q of ['GEM-6E3V', '6e3v', '6E']) {
      const { body } = await worker.get('/participants').query({ q });
      expect(
        body.items.map((item: { id: string }) => item.id),
        q,
      ).toContain(id);
    }
  });

  it('pages through everybody once, in order, by every sort', async () => {
    for (let index = 0; index < 7; index++) await openTrajectory(worker, [a.referral(`2026-02-0${1 + (index % 3)}`)]);
    for (const sort of ['name', '-name', 'stageSince', '-stageSince', 'lastStepOn', '-lastStepOn']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await worker.get('/participants').query({ limit: 3, sort, ...(cursor && { cursor }) });
        seen.push(...body.items.map((item: { id: string }) => item.id));
        cursor = body.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size, sort).toBe(seen.length);
      expect(seen.length, sort).toBe(await app.db.participant.count({ where: { municipalityCode: 'BEK' } }));
    }
    expect((await worker.get('/participants').query({ cursor: 'x' })).body.fields[0].path).toBe('query.cursor');
  });

  it('leaves out, or shows alone, those whose trajectory has ended', async () => {
    const { id } = await openTrajectory(worker, [a.referral('2026-01-05'), a.end('2026-03-01')]);
    const idsOf = async (running: boolean) => {
      const { body } = await worker.get('/participants').query({ running, limit: 200 });
      return body.items.map(({ trajectory }: { trajectory: { id: string } | null }) => trajectory?.id);
    };
    expect(await idsOf(true)).not.toContain(id);
    expect(await idsOf(false)).toEqual([id]);
  });

  it('filters by stage of the trajectory that runs', async () => {
    const { id } = await openTrajectory(worker, [a.referral('2026-01-05'), a.job('2026-03-01')]);
    const { body } = await worker.get('/participants').query({ stage: 'regular' });
    expect(body.items.map((item: { trajectory: { id: string } }) => item.trajectory.id)).toEqual([id]);
  });
});

describe('another office', () => {
  it('finds nothing of a file by any way', async () => {
    const trajectory = await openTrajectory(worker, [a.referral('2026-01-05'), a.intake('2026-01-12')]);
    const { participantId } = (await worker.get(`/trajectories/${trajectory.id}`)).body;
    const before = await app.db.step.count();
    const attempts = [
      await other.get(`/participants/${participantId}`),
      await other.patch(`/participants/${participantId}`).set('If-Match', '"1"').send({ lastName: 'X' }),
      await other.get(`/trajectories/${trajectory.id}`),
      await other.get(`/trajectories/${trajectory.id}`).query({ knownAt: '2030-01-01T00:00:00Z' }),
      await record(other, trajectory, a.evaluation('2026-02-01')),
      await withdraw(other, trajectory, stepOf(trajectory, 'intake.held').id, { reason: 'x' }),
      await other.post('/trajectories').send({ participantId, programme: 'twe', occurredOn: '2026-01-05' }),
    ];
    expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(attempts.map(() => [404, 'resource.not-found']));
    expect(await app.db.step.count()).toBe(before);
    expect((await other.get('/participants').query({ municipality: 'BEK' })).body.items).toEqual([]);
    expect((await other.post('/participants').send({ municipality: 'BEK' })).body.code).toBe('municipality.unknown');
  });

  it('takes the file over once it accepts a transfer, and the old office goes no further', async () => {
    const trajectory = await openTrajectory(worker, [a.referral('2026-01-05')]);
    const { participantId, handover } = (await record(worker, trajectory, a.transfer('2026-02-01', 'DIE'))).body;
    expect((await other.get(`/participants/${participantId}`)).status).toBe(404);
    await other.post(`/handovers/${handover.id}/acceptance`).set('If-Match', '"1"').send({});
    expect((await other.get(`/participants/${participantId}`)).body).toMatchObject({ municipality: 'DIE', access: 'full' });
    expect((await worker.get(`/participants/${participantId}`)).body).toMatchObject({ access: 'past' });
  });
});

describe('the coordinator', () => {
  it('sees trajectories by code, with nothing that tells who somebody is', async () => {
    const id = await openParticipant(worker, { firstName: 'Geheimnaam', lastName: 'Verborgen', reference: 'REF-GEHEIM' });
    const opened = await worker
      .post('/trajectories')
      .send({ participantId: id, programme: 'twe', occurredOn: '2026-01-05', referredBy: 'Dokter Geheim' });
    const placed = await record(worker, opened.body, a.placement('2026-02-01', { organisation: 'Geheim bv' }), { note: 'geheime nota' });
    const step = placed.body.steps[1];
    await withdraw(worker, placed.body, step.id, { reason: 'geheime reden' });
    const read = await coordinator.get(`/trajectories/${opened.body.id}`);
    const list = await coordinator.get('/trajectories');
    expect(read.status).toBe(200);
    expect(`${read.text}${list.text}`).not.toMatch(/geheim|verborgen|Medewerker/i);
    expect(read.body.steps[1].details).toEqual({ workForm: 'art60', setting: 'social-economy' });
    expect((await coordinator.get(`/participants/${id}`)).status).toBe(403);
    expect((await coordinator.get('/participants')).status).toBe(403);
    expect((await record(coordinator, opened.body, a.intake('2026-02-02'))).status).toBe(403);
  });
});

describe('the administrator and the steering group', () => {
  it.each(['administrator', 'steering-group'] as const)('%s reads no case file', async (role) => {
    const agent = await app.as(role);
    const { id } = await openTrajectory(worker);
    for (const path of ['/participants', '/trajectories', `/trajectories/${id}`]) expect((await agent.get(path)).status, path).toBe(403);
  });
});
