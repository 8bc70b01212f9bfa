import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerFirstSetup } from '#server/session/first-setup.ts';
import { linkFromShell } from '#server/users/link-from-shell.ts';
import { type Agent, ORIGIN, PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';
import { codeAt, followLink, NEW_PASSWORD } from '../setup/second-factor.ts';

const HOUR = 60 * 60_000;

async function begin(api: TestApp, address: string) {
  const token = address.split('#')[1] ?? '';
  const begun = await api.request.post('/api/setup').send({ token });
  const code = () => codeAt(begun.body.secondFactor.secret, api.clock.now());
  const complete = (typed: object = {}) =>
    api.request.post('/api/setup/complete').send({ token, password: NEW_PASSWORD, code: code(), ...typed });
  return { begun, complete, token };
}

describe('on a first production start', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await startTestApp({ mode: 'production' });
  });
  afterAll(() => api.close());
  const offer = () => offerFirstSetup(api.db, { origin: ORIGIN, now: api.clock.now(), randomBytes, hasPasswords: true });

  it('a link makes the first administrator, who then signs in, and no other link is made', async () => {
    const [older = '', address = ''] = [await offer(), await offer()];
    expect(address).toMatch(/^http:\/\/doorstroom\.test\/instellen#[\w-]{43}$/);
    expect((await begin(api, older)).begun.body).toMatchObject({ status: 404, code: 'setup.link-unknown' });

    const { begun, complete } = await begin(api, address);
    expect(begun.body).toEqual({
      user: null,
      expiresAt: '2026-11-24T08:00:00.000Z',
      secondFactor: { secret: expect.stringMatching(/^[A-Z2-7]{32}$/), uri: expect.stringContaining('otpauth://totp/Doorstroom:') },
    });
    expect((await complete()).body.fields.map(({ path }: { path: string }) => path)).toEqual(['body.name', 'body.email']);
    const person = { name: 'Saskia De Bruyn', email: 'Saskia@OCMW.test' };
    expect((await complete({ ...person, code: '000000' })).body).toMatchObject({ status: 422, code: 'setup.code-refused' });
    const completed = await complete(person);
    expect(completed.body).toEqual({ email: 'saskia@ocmw.test', recoveryCodes: expect.arrayContaining([expect.any(String)]) });
    expect((await complete(person)).body.code).toBe('setup.link-unknown');

    const credentials = { email: 'saskia@ocmw.test', password: NEW_PASSWORD };
    const codeUsed = codeAt(begun.body.secondFactor.secret, api.clock.now());
    expect((await api.request.post('/api/session').send({ ...credentials, code: codeUsed })).status).toBe(401);
    api.clock.advance(30_000);
    const code = codeAt(begun.body.secondFactor.secret, api.clock.now());
    const signedIn = await api.request.post('/api/session').send({ ...credentials, code });
    expect(signedIn.body.user).toMatchObject({ name: 'Saskia De Bruyn', role: 'administrator' });
    expect(await offer()).toBeUndefined();
    await expect(
      linkFromShell(api.db, { origin: ORIGIN, now: api.clock.now(), randomBytes }, undefined, { append: async () => {} }),
    ).rejects.toThrow('Somebody can sign in already');
  });

  it('a database with demo accounts is refused', async () => {
    const { id } = await api.makeUser({ role: 'coordinator' });
    await api.db.user.update({ where: { id }, data: { isDemo: true } });
    await expect(offer()).rejects.toThrow('This database holds demo accounts');
  });
});

describe('a set-up link', () => {
  let api: TestApp;
  let administrator: Agent;
  beforeAll(async () => {
    api = await startTestApp({ signInLimits: { perAddress: 10_000 } });
    administrator = await api.as('administrator');
  });
  afterAll(() => api.close());

  let made = 0;
  async function invited(): Promise<{ address: string; id: string; email: string }> {
    const email = `nieuw${++made}@ocmw.test`;
    const { body } = await administrator.post('/users').send({ email, name: 'Wim Janssens', role: 'coordinator' });
    return { address: body.setupLink.address, id: body.user.id, email };
  }

  it('says whom it is for, and takes no other name or address', async () => {
    const { address, email } = await invited();
    const { begun, complete } = await begin(api, address);
    expect(begun.body.user).toEqual({ name: 'Wim Janssens', email });
    expect(begun.body.secondFactor.uri).toContain(encodeURIComponent(email));
    expect((await complete({ name: 'Iemand anders' })).body.fields).toEqual([
      expect.objectContaining({ path: 'body.name', code: 'unknown' }),
    ]);
    expect((await complete()).status).toBe(200);
  });

  it('of two who follow it at once lets one', async () => {
    const { complete } = await begin(api, (await invited()).address);
    const answers = await Promise.all([complete(), complete(), complete()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
  });

  it('gives another secret to scan each time, and the latest counts', async () => {
    const { address } = await invited();
    const first = await begin(api, address);
    const second = await begin(api, address);
    expect((await first.complete()).body.code).toBe('setup.code-refused');
    expect((await second.complete()).status).toBe(200);
  });

  it('holds 72 hours, and not for who is disabled meanwhile', async () => {
    const [late, shut] = [await invited(), await invited()];
    await administrator.patch(`/users/${shut.id}`).set('If-Match', '"1"').send({ isDisabled: true });
    expect((await begin(api, shut.address)).begun.status).toBe(404);
    const { begun, complete } = await begin(api, late.address);
    expect(begun.status).toBe(200);
    api.clock.advance(72 * HOUR);
    expect((await complete()).body.code).toBe('setup.link-unknown');
  });

  it('puts password and phone of who lost them aside, and ends their sessions', async () => {
    const { address, id } = await invited();
    const before = await followLink(api, address);
    const signIn = (password: string, code: string) => api.request.post('/api/session').send({ email: before.email, password, code });
    const old = await signIn(before.password, codeAt(before.secret, api.clock.now()));
    expect(old.status).toBe(200);
    const me = () => api.request.get('/api/me').set('Authorization', `Bearer ${old.body.accessToken}`);
    const again = await administrator.post(`/users/${id}/setup-link`);
    expect((await me()).status).toBe(401);
    // Until it was followed to its end, what was there counts.
    expect((await signIn(before.password, before.recoveryCodes[0] ?? '')).status).toBe(200);
    const after = await followLink(api, again.body.setupLink.address);
    expect(await api.db.session.count({ where: { userId: id, endedAt: null } })).toBe(0);
    expect((await signIn(after.password, codeAt(before.secret, api.clock.now()))).status).toBe(401);
    expect((await signIn(after.password, before.recoveryCodes[1] ?? '')).status).toBe(401);
    expect((await signIn(after.password, codeAt(after.secret, api.clock.now()))).status).toBe(200);
  });

  it('is made from the shell too, is written down there, and is refused for an address that nobody has', async () => {
    const { id, email } = await api.makeUser({ role: 'coordinator' });
    const making = { origin: ORIGIN, now: api.clock.now(), randomBytes };
    const deeds: unknown[] = [];
    const audit = { append: async (_tx: unknown, deed: unknown) => void deeds.push(deed) };
    expect((await begin(api, await linkFromShell(api.db, making, email.toUpperCase(), audit))).begun.status).toBe(200);
    expect(deeds).toEqual([{ action: 'shell.setup-link', subject: { type: 'user', id } }]);
    await expect(linkFromShell(api.db, making, 'niemand@ocmw.test', audit)).rejects.toThrow('No account that is in use');
  });

  it('that was invented is refused, and inventing many is stopped', async () => {
    const throttled = await startTestApp({ database: api.database, signInLimits: { perAddress: 5 } });
    const token = () => randomBytes(32).toString('base64url');
    for (let guess = 0; guess < 5; guess++) expect((await throttled.request.post('/api/setup').send({ token: token() })).status).toBe(404);
    expect((await throttled.request.post('/api/setup').send({ token: token() })).body.code).toBe('request.throttled');
    await throttled.close();
  });

  it('takes no request that another site has the browser send', async () => {
    const token = (await invited()).address.split('#')[1];
    const foreign = await api.request.post('/api/setup').set('Origin', 'https://evil.test').send({ token });
    expect(foreign.body.code).toBe('access.forbidden');
  });

  it.each([
    ['korte zin', 'too-short'],
    ['passwordpassword', 'password.common'],
    ['qwertyuiopasdfghjkl', 'password.common'],
    ['Welkom2026Welkom', 'password.common'],
    ['P@ssw0rd123456789', 'password.common'],
    ['doorstroom-demo-2026', 'password.common'],
    ['Wim Janssens 2026', 'password.personal'],
    ['x'.repeat(201), 'too-long'],
  ])('refuses the password %s as %s', async (password, code) => {
    const { complete } = await begin(api, (await invited()).address);
    expect((await complete({ password })).body.fields).toEqual([expect.objectContaining({ path: 'body.password', code })]);
  });

  it('takes a password of a few words, with any signs, typed on any keyboard', async () => {
    const { address, email } = await invited();
    const { complete, begun } = await begin(api, address);
    const password = 'zeven blauwe mérels 💙';
    expect((await complete({ password: password.normalize('NFD') })).status).toBe(200);
    api.clock.advance(30_000);
    const code = codeAt(begun.body.secondFactor.secret, api.clock.now());
    expect((await api.request.post('/api/session').send({ email, password, code })).status).toBe(200);
    expect(PASSWORD).not.toBe(password);
  });
});
