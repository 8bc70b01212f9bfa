import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp, type TestUser } from '../setup/api.ts';

let api: TestApp;
let administrator: Agent;

beforeAll(async () => {
  api = await startTestApp();
  administrator = await api.as('administrator');
  for (const code of ['BEK', 'DIE']) await api.makeMunicipality(code);
});
afterAll(() => api.close());

const newcomer = { email: 'Nieuw@OCMW.test', name: 'Nieuwe Begeleider', role: 'case-worker', municipalities: ['DIE', 'BEK'] };

describe('making an account', () => {
  it('answers the account and, once, the link by which its user begins', async () => {
    const answer = await administrator.post('/users').send(newcomer);
    expect(answer.status, answer.text).toBe(201);
    const { user, setupLink } = answer.body;
    expect(user).toMatchObject({
      email: 'nieuw@ocmw.test',
      name: 'Nieuwe Begeleider',
      role: 'case-worker',
      municipalities: ['BEK', 'DIE'],
    });
    expect(user).toMatchObject({ disabledAt: null, setUpAt: null, setupLinkUntil: '2026-11-26T08:00:00.000Z', version: 1 });
    expect(setupLink).toEqual({
      address: expect.stringMatching(/^http:\/\/doorstroom\.test\/instellen#[\w-]{43}$/),
      expiresAt: '2026-11-26T08:00:00.000Z',
    });
    const token = setupLink.address.split('#')[1];
    expect(JSON.stringify(await api.db.setupLink.findMany())).not.toContain(token);
    expect(JSON.stringify([(await administrator.get(`/users/${user.id}`)).body, api.logged])).not.toContain(token);
  });

  it('is refused where another account has the address, in whatever case', async () => {
    const taken = await administrator.post('/users').send({ ...newcomer, email: 'NIEUW@ocmw.test' });
    expect(taken.body).toMatchObject({ status: 409, code: 'user.email-taken' });
  });

  it('gives a case worker one municipality or more, and nobody else any', async () => {
    const none = await administrator.post('/users').send({ ...newcomer, email: 'a@ocmw.test', municipalities: [] });
    expect(none.body.fields).toEqual([expect.objectContaining({ path: 'body.municipalities', code: 'required' })]);
    const some = await administrator.post('/users').send({ ...newcomer, email: 'a@ocmw.test', role: 'coordinator' });
    expect(some.body.fields).toEqual([expect.objectContaining({ path: 'body.municipalities', code: 'not-for-role' })]);
    const unknown = await administrator.post('/users').send({ ...newcomer, email: 'a@ocmw.test', municipalities: ['BEK', 'XXX'] });
    expect(unknown.body).toMatchObject({ status: 422, code: 'municipality.unknown' });
    expect(await api.db.user.count({ where: { email: 'a@ocmw.test' } })).toBe(0);
  });
});

it('says when somebody was last seen, and nothing of who never was', async () => {
  const seen = await api.makeUser({ role: 'coordinator' });
  expect((await administrator.get(`/users/${seen.id}`)).body.lastSeenAt).toBeNull();
  await api.as(seen);
  await api.db.session.updateMany({ where: { userId: seen.id }, data: { lastUsedAt: new Date('2026-11-20T10:00:00Z') } });
  expect((await administrator.get(`/users/${seen.id}`)).body.lastSeenAt).toBe('2026-11-20T10:00:00.000Z');
});

describe('changing an account', () => {
  let user: TestUser;
  const change = (body: object, version: number, id = user.id) =>
    administrator.patch(`/users/${id}`).set('If-Match', `"${version}"`).send(body);

  beforeAll(async () => {
    user = await api.makeUser({ role: 'case-worker' });
  });

  it('acts on the next request of its user', async () => {
    const agent = await api.as(user);
    expect((await agent.get('/participants')).status).toBe(200);
    const changed = await change({ role: 'coordinator', name: 'Nieuwe Naam' }, 1);
    expect(changed.body).toMatchObject({ name: 'Nieuwe Naam', role: 'coordinator', municipalities: [], version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    expect((await agent.get('/participants')).status).toBe(403);
    expect((await agent.get('/me')).body).toMatchObject({ name: 'Nieuwe Naam', role: 'coordinator', municipalities: [] });
  });

  it('is refused to who did not see the latest version', async () => {
    expect((await change({ name: 'Te laat' }, 1)).body).toMatchObject({ status: 412, code: 'version.stale', currentVersion: 2 });
    expect((await administrator.patch(`/users/${user.id}`).send({ name: 'Blind' })).status).toBe(428);
  });

  it('ends the sessions of who is disabled, also for when the account is enabled again', async () => {
    const agent = await api.as(user);
    const disabled = await change({ isDisabled: true }, 2);
    expect(disabled.body).toMatchObject({ disabledAt: '2026-11-23T08:00:00.000Z', version: 3 });
    expect((await agent.get('/me')).status).toBe(401);
    expect((await administrator.post(`/users/${user.id}/setup-link`)).body.code).toBe('user.disabled');
    expect((await change({ isDisabled: false }, 3)).body.disabledAt).toBeNull();
    expect((await agent.get('/me')).status).toBe(401);
    expect((await (await api.as(user)).get('/me')).status).toBe(200);
  });

  it('never takes away the last administrator who can sign in', async () => {
    for (const body of [{ isDisabled: true }, { role: 'coordinator' }]) {
      expect((await change(body, 1, administrator.user.id)).body).toMatchObject({ status: 409, code: 'user.last-administrator' });
    }
    // Who was made administrator and never followed the link cannot sign in, and does not count.
    await administrator.post('/users').send({ email: 'tweede@ocmw.test', name: 'Tweede', role: 'administrator' });
    expect((await change({ isDisabled: true }, 1, administrator.user.id)).body.code).toBe('user.last-administrator');
  });

  it('lets of two administrators who disable each other at once one remain', async () => {
    const other = await api.as(await api.makeUser({ role: 'administrator' }));
    const disable = (by: Agent, id: string) => by.patch(`/users/${id}`).set('If-Match', '"1"').send({ isDisabled: true });
    const answers = await Promise.all([disable(administrator, other.user.id), disable(other, administrator.user.id)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const left = await api.db.user.count({ where: { role: 'administrator', disabledAt: null, setUpAt: { not: null } } });
    expect(left).toBe(1);
    await api.db.user.updateMany({ where: { role: 'administrator' }, data: { disabledAt: null } });
    await api.db.user.update({ where: { id: other.user.id }, data: { role: 'coordinator' } });
    administrator = await api.as(administrator.user);
  });
});

describe('the list of accounts', () => {
  it('goes by name, page by page, and leaves out the name that imports are recorded under', async () => {
    await api.db.user.create({
      data: {
        id: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11',
        email: 'doorstroom@system.invalid',
        name: 'Doorstroom',
        role: 'administrator',
        createdAt: new Date(),
      },
    });
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await administrator.get(`/users?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(names).toHaveLength((await api.db.user.count()) - 1);
    expect(names).not.toContain('Doorstroom');
    expect(names).toEqual(names.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)));
    expect((await administrator.get('/users/0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11')).status).toBe(404);
  });
});

describe('the sessions of a user', () => {
  it('are seen and ended by the administrator, one or all, on the next request', async () => {
    const user = await api.makeUser({ role: 'coordinator' });
    const [one, other, third] = [await api.as(user), await api.as(user), await api.as(user)];
    const path = `/users/${user.id}/sessions`;
    const { items } = (await administrator.get(path)).body;
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ isCurrent: false, method: null });
    const { id } = await api.db.session.findFirstOrThrow({ where: { userId: user.id }, orderBy: { id: 'asc' } });
    expect((await administrator.delete(`${path}/${id}`)).status).toBe(204);
    const answers = await Promise.all([one, other, third].map(async (agent) => (await agent.get('/me')).status));
    expect(answers.toSorted()).toEqual([200, 200, 401]);
    expect((await administrator.delete(`${path}/${id}`)).status).toBe(404);
    expect((await administrator.delete(path)).status).toBe(204);
    for (const agent of [one, other, third]) expect((await agent.get('/me')).status).toBe(401);
    expect((await administrator.get(path)).body.items).toEqual([]);
  });

  it('of somebody else cannot be ended under a wrong user', async () => {
    const [victim, user] = [await api.makeUser({ role: 'coordinator' }), await api.makeUser({ role: 'coordinator' })];
    const agent = await api.as(victim);
    const { id } = await api.db.session.findFirstOrThrow({ where: { userId: victim.id } });
    expect((await administrator.delete(`/users/${user.id}/sessions/${id}`)).status).toBe(404);
    expect((await agent.get('/me')).status).toBe(200);
  });

  it('end when the administrator makes a new set-up link: the phone may be in other hands', async () => {
    const agent = await api.as(await api.makeUser({ role: 'coordinator' }));
    const answer = await administrator.post(`/users/${agent.user.id}/setup-link`);
    expect(answer.status, answer.text).toBe(201);
    expect((await agent.get('/me')).status).toBe(401);
  });
});

describe('municipalities', () => {
  it('are added and changed by the administrator, by version', async () => {
    const made = await administrator.post('/municipalities').send({ code: '24059', name: 'Landen', validFrom: '2027-01-01' });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toEqual({ code: '24059', name: 'Landen', validFrom: '2027-01-01', validUntil: null, version: 1 });
    const changed = await administrator.patch('/municipalities/24059').set('If-Match', '"1"').send({ name: 'Landen-Zoutleeuw' });
    expect(changed.body).toEqual({ ...made.body, name: 'Landen-Zoutleeuw', version: 2 });
    expect((await administrator.patch('/municipalities/24059').set('If-Match', '"1"').send({ name: 'Te laat' })).status).toBe(412);
    const { items } = (await (await api.as('case-worker')).get('/municipalities')).body;
    expect(items).toContainEqual(changed.body);
  });

  it('have a code and a name of their own, and end after they begin', async () => {
    const post = async (body: object) => (await administrator.post('/municipalities').send(body)).body;
    expect(await post({ code: 'BEK', name: 'Nog een' })).toMatchObject({ status: 409, code: 'municipality.code-taken' });
    expect(await post({ code: 'B2', name: 'Gemeente BEK' })).toMatchObject({ status: 409, code: 'municipality.name-taken' });
    const ends = await post({ code: 'B2', name: 'Nog een', validFrom: '2027-01-01', validUntil: '2026-01-01' });
    expect(ends.fields).toEqual([expect.objectContaining({ path: 'body.validUntil', code: 'date.before-start' })]);
    expect((await administrator.patch('/municipalities/NERGENS').set('If-Match', '"1"').send({ name: 'X' })).status).toBe(404);
  });
});

it('none of this is open to another role', async () => {
  const { id } = await api.makeUser({ role: 'coordinator' });
  for (const role of ['case-worker', 'coordinator', 'steering-group'] as const) {
    const agent = await api.as(role);
    const answers = [
      await agent.get('/users'),
      await agent.get(`/users/${id}`),
      await agent.post('/users').send(newcomer),
      await agent.patch(`/users/${id}`).set('If-Match', '"1"').send({ role: 'administrator' }),
      await agent.post(`/users/${id}/setup-link`),
      await agent.get(`/users/${id}/sessions`),
      await agent.delete(`/users/${id}/sessions`),
      await agent.post('/municipalities').send({ code: 'Z', name: 'Z' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  }
});
