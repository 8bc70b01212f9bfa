import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Actor } from '#server/db/context.ts';
import type { Organisation } from '#shared/contract/organisations.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';

let app: TestApp;
let worker: Agent;
let coordinator: Agent;
let administrator: Agent;
let steering: Agent;

beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as(await app.makeUser({ role: 'case-worker', name: 'Els Vermeulen' }));
  await app.makeMunicipality('DIE');
  coordinator = await app.as('coordinator');
  administrator = await app.as('administrator');
  steering = await app.as('steering-group');
});
afterAll(() => app.close());

let made = 0;
async function added(agent: Agent, traits: Record<string, unknown> = {}): Promise<Organisation> {
  made += 1;
  const answer = await agent.post('/organisations').send({ name: `Host ${made}`, setting: 'social-economy', ...traits });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

function change(agent: Agent, { id, version }: Pick<Organisation, 'id' | 'version'>, patch: Record<string, unknown>) {
  return agent.patch(`/organisations/${id}`).set('If-Match', `"${version}"`).send(patch);
}

async function listed(agent: Agent, query: Record<string, unknown> = {}): Promise<Organisation[]> {
  const answer = await agent.get('/organisations').query({ limit: 200, ...query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items;
}

const idsOf = (organisations: readonly Organisation[]) => organisations.map(({ id }) => id);

describe('an organisation', () => {
  it('keeps what is said of it', async () => {
    const said = {
      name: '  Maatwerk  De Zwaluwstaart ',
      setting: 'social-economy',
      kbo: 'BE 0566.988.259',
      municipality: 'DIE',
      workForms: ['maatwerk', 'art60'],
      sector: 'groenzorg',
      contact: '013 00 00 00',
    };
    const answer = await coordinator.post('/organisations').send(said);
    expect([answer.status, answer.headers.etag]).toEqual([201, '"1"']);
    expect(answer.body).toMatchObject({
      ...said,
      name: 'Maatwerk  De Zwaluwstaart',
      kbo: '0566988259',
      status: 'approved',
      proposedBy: null,
    });
    expect((await steering.get(`/organisations/${answer.body.id}`)).body).toEqual(answer.body);
  });

  it.each([
    ['body.kbo', { kbo: '0566.988.258' }],
    ['body.workForms', { workForms: ['art60', 'art60'] }],
    ['body.workForms.0', { workForms: ['cleaning'] }],
    ['body.setting', { setting: 'church' }],
    ['body.municipality', { municipality: 'nowhere' }],
    ['body.status', { status: 'approved' }],
    ['body.name', { name: ' ' }],
  ])('is refused for its %s, and nothing is kept', async (path, wrong) => {
    const before = await app.db.organisation.count();
    const answer = await coordinator.post('/organisations').send({ name: 'Wrong', setting: 'public', ...wrong });
    expect([answer.status, answer.body.fields?.[0]?.path], answer.text).toEqual([422, path]);
    expect(await app.db.organisation.count()).toBe(before);
  });

  it('has a name of its own within its municipality, whatever the capitals and accents', async () => {
    const { id } = await added(coordinator, { name: 'Café Móns', municipality: 'BEK' });
    const twice = await coordinator.post('/organisations').send({ name: 'CAFE  mons', setting: 'private', municipality: 'BEK' });
    expect([twice.status, twice.body.code, twice.body.fields[0].path]).toEqual([409, 'organisation.name-taken', 'body.name']);
    await added(coordinator, { name: 'Cafe Mons', municipality: 'DIE' });
    const nowhere = await added(coordinator, { name: 'Cafe Mons' });
    expect((await coordinator.post('/organisations').send({ name: 'cafe mons', setting: 'private' })).status).toBe(409);
    expect((await change(coordinator, nowhere, { municipality: 'BEK' })).body.code).toBe('organisation.name-taken');
    expect((await coordinator.get(`/organisations/${id}`)).body.name).toBe('Café Móns');
  });

  it('changes only where it is said to, on the version that was seen', async () => {
    const before = await added(coordinator, { sector: 'horeca', contact: 'info@host.example', workForms: ['art60'] });
    const answer = await change(administrator, before, { name: 'Renamed', contact: null });
    expect([answer.status, answer.headers.etag]).toEqual([200, '"2"']);
    expect(answer.body).toEqual({ ...before, name: 'Renamed', contact: null, version: 2 });
    const stale = await change(coordinator, before, { name: 'Renamed again' });
    expect([stale.status, stale.body.code, stale.body.currentVersion]).toEqual([412, 'version.stale', 2]);
    expect((await coordinator.patch(`/organisations/${before.id}`).send({ name: 'x' })).status).toBe(428);
    expect((await change(coordinator, { id: randomUUID(), version: 1 }, { name: 'x' })).status).toBe(404);
  });

  it('is changed by exactly one of twenty who saw the same version', async () => {
    const before = await added(coordinator);
    const names = Array.from({ length: 20 }, (_, index) => `Winner ${index}`);
    const answers = await Promise.all(names.map((name) => change(coordinator, before, { name })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
    expect((await coordinator.get(`/organisations/${before.id}`)).body.version).toBe(2);
  });

  it('that has ended stays readable, and takes nobody on any more', async () => {
    const host = await added(coordinator, { name: 'Closing down' });
    const ended = await change(coordinator, host, { validUntil: '2026-11-22' });
    expect(ended.body.validUntil).toBe('2026-11-22');
    expect((await worker.get(`/organisations/${host.id}`)).body.name).toBe('Closing down');
    expect(idsOf(await listed(worker, { running: true }))).not.toContain(host.id);
    expect(idsOf(await listed(worker, { running: false }))).toEqual([host.id]);
    // Its last day is one on which it still does.
    const lastDay = await change(coordinator, ended.body, { validUntil: '2026-11-23' });
    expect(idsOf(await listed(worker, { running: true }))).toContain(host.id);
    const again = await change(coordinator, lastDay.body, { validUntil: null });
    expect(again.body).toMatchObject({ validUntil: null, version: 4 });
  });
});

describe('a case worker', () => {
  it('proposes, and the coordinator sees who did', async () => {
    const proposal = await added(worker, { name: 'Wasserij De Parel' });
    expect(proposal).toMatchObject({ status: 'proposed', proposedBy: { id: worker.user.id, name: 'Els Vermeulen' } });
    for (const agent of [coordinator, administrator, worker]) {
      expect(await listed(agent, { status: 'proposed', q: 'parel' })).toMatchObject([
        { id: proposal.id, proposedBy: { name: 'Els Vermeulen' } },
      ]);
    }
    const approved = await change(coordinator, proposal, { status: 'approved' });
    expect(approved.body).toMatchObject({ status: 'approved', version: 2 });
    expect(await listed(steering, { q: 'parel' })).toMatchObject([{ id: proposal.id, proposedBy: null }]);
  });

  it('changes nothing, not even the own proposal', async () => {
    const proposal = await added(worker);
    expect((await change(worker, proposal, { status: 'approved' })).status).toBe(403);
    expect((await change(worker, proposal, { name: 'Other' })).status).toBe(403);
    expect((await worker.post('/organisations').send({ name: 'X', setting: 'public', status: 'approved' })).status).toBe(422);
  });

  it('may propose again what was declined', async () => {
    const declined = await added(worker, { name: 'Tweede kans' });
    expect((await worker.post('/organisations').send({ name: 'Tweede kans', setting: 'public' })).status).toBe(409);
    const answer = await change(coordinator, declined, { status: 'declined' });
    expect(answer.body.status).toBe('declined');
    await added(worker, { name: 'Tweede kans' });
    expect((await change(coordinator, answer.body, { status: 'proposed' })).body.code).toBe('organisation.name-taken');
  });
});

describe('the steering group', () => {
  it('reads what was approved, and adds and changes nothing', async () => {
    const proposal = await added(worker, { name: 'Not looked over' });
    const approved = await added(coordinator, { name: 'Looked over' });
    expect((await steering.get(`/organisations/${proposal.id}`)).status).toBe(404);
    const seen = await listed(steering);
    expect(idsOf(seen)).toContain(approved.id);
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['approved']));
    expect(await listed(steering, { status: 'proposed' })).toEqual([]);
    expect((await steering.post('/organisations').send({ name: 'X', setting: 'public' })).status).toBe(403);
    expect((await change(steering, approved, { name: 'X' })).status).toBe(403);
  });
});

describe('the list', () => {
  it('finds by the beginnings of words of the name, and by the enterprise number', async () => {
    const host = await added(coordinator, { name: "Kringloop 't Österreich-plein", kbo: '0400.000.086' });
    for (const q of ['kringloop', 'oster krin', 'plein', '0400000086', '0400.000', '0400.000.086'])
      expect(idsOf(await listed(worker, { q })), q).toEqual([host.id]);
    expect(await listed(worker, { q: 'ingloop' })).toEqual([]);
    for (const q of ["% _ ' \\ & |", '%', '_']) expect((await worker.get('/organisations').query({ q })).status, q).toBe(200);
  });

  it('filters by setting, work form, municipality and status', async () => {
    const maatwerk = await added(coordinator, { setting: 'social-economy', workForms: ['maatwerk'], municipality: 'DIE' });
    const unknown = await added(coordinator, { setting: 'public', workForms: [] });
    const formsFound = idsOf(await listed(worker, { workForm: 'maatwerk' }));
    expect(formsFound).toEqual(expect.arrayContaining([maatwerk.id, unknown.id]));
    expect(idsOf(await listed(worker, { workForm: 'art60' }))).not.toContain(maatwerk.id);
    expect(idsOf(await listed(worker, { setting: 'public' }))).toContain(unknown.id);
    expect(idsOf(await listed(worker, { setting: 'public' }))).not.toContain(maatwerk.id);
    expect((await listed(worker, { municipality: 'DIE' })).every(({ municipality }) => municipality === 'DIE')).toBe(true);
    expect((await listed(worker, { status: 'approved' })).every(({ status }) => status === 'approved')).toBe(true);
  });

  it('pages through all of them once, by name without accents', async () => {
    for (const name of ['Élan', 'Eland', 'zebra', 'Aap']) await added(coordinator, { name, municipality: 'DIE', setting: 'private' });
    const seen: Organisation[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await worker.get('/organisations').query({ limit: 3, ...(cursor && { cursor }) });
      seen.push(...body.items);
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(idsOf(seen)).size).toBe(await app.db.organisation.count());
    expect(seen.length).toBe(await app.db.organisation.count());
    expect(seen.findIndex(({ name }) => name === 'Aap')).toBeLessThan(seen.findIndex(({ name }) => name === 'Eland'));
    expect((await worker.get('/organisations').query({ cursor: 'x' })).body.fields[0].path).toBe('query.cursor');
  });
});

// What the service refuses, the database refuses too: here nobody asks the service.
describe('the database', () => {
  const actorOf = ({ user }: Agent): Actor => ({ id: user.id, role: user.role, municipalities: user.municipalities });
  const insert = (status: string, proposedBy: string) => (tx: Transaction) => {
    const name = `Direct ${randomUUID()}`;
    return tx.$executeRaw(Prisma.sql`
      insert into organisation (id, version, name, sort_name, search_text, setting, work_forms, status, proposed_by, created_at)
      values (${randomUUID()}::uuid, 1, ${name}, ${name}, '', 'public', '{}', ${status}, ${proposedBy}::uuid, now())`);
  };

  it('lets a case worker add proposals in the own name and nothing else', async () => {
    await asActor(app.db, actorOf(worker), insert('proposed', worker.user.id));
    await expect(asActor(app.db, actorOf(worker), insert('approved', worker.user.id))).rejects.toThrow();
    await expect(asActor(app.db, actorOf(worker), insert('proposed', coordinator.user.id))).rejects.toThrow();
    await expect(asActor(app.db, actorOf(steering), insert('proposed', steering.user.id))).rejects.toThrow();
    await expect(asActor(app.db, 'session', insert('proposed', worker.user.id))).rejects.toThrow();
    expect(await asActor(app.db, actorOf(worker), (tx) => tx.$executeRaw`update organisation set status = 'approved'`)).toBe(0);
    expect(await asActor(app.db, actorOf(steering), (tx) => tx.$executeRaw`update organisation set status = 'approved'`)).toBe(0);
    for (const agent of [worker, coordinator, administrator])
      await expect(asActor(app.db, actorOf(agent), (tx) => tx.$executeRaw`delete from organisation`)).rejects.toThrow();
  });

  it('lets nobody say that somebody else proposed it, or when', async () => {
    for (const column of ['proposed_by = null', 'created_at = now()', 'id = gen_random_uuid()'])
      await expect(
        asActor(app.db, actorOf(coordinator), (tx) => tx.$executeRaw(Prisma.raw(`update organisation set ${column}`))),
        column,
      ).rejects.toThrow();
  });

  it('names those who proposed to whoever asks, but not to the steering group', async () => {
    const { id } = await added(worker);
    const names = (agent: Agent) =>
      asActor(app.db, actorOf(agent), (tx) => tx.$queryRaw<{ name: string }[]>`select name from proposers_of(array[${id}::uuid])`);
    expect(await names(coordinator)).toEqual([{ name: 'Els Vermeulen' }]);
    expect(await names(steering)).toEqual([]);
  });
});

it('is written down who added and changed what, without what was typed', async () => {
  const proposal = await added(worker, { name: 'Written down' });
  await change(coordinator, proposal, { status: 'declined', contact: 'nobody reads this' });
  const lines = await app.db.audit.findMany({ where: { subjectId: proposal.id }, orderBy: { sequence: 'asc' } });
  expect(lines.map(({ action, userId, outcome, details }) => [action, userId, outcome, details])).toEqual([
    ['createOrganisation', worker.user.id, 'done', '{"status":"proposed"}'],
    ['changeOrganisation', coordinator.user.id, 'done', '{"changed":["contact","status"],"status":"declined"}'],
  ]);
});
