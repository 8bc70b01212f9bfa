import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offerFirstSetup } from '#server/session/first-setup.ts';
import { ORIGIN, PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';
import { colleague, SETTINGS, startProvider, type TestProvider } from '../setup/openid-provider.ts';
import { CALLBACK, START, signOnBetween } from '../setup/sign-on.ts';
import { openTestBrowser, type TestBrowser } from '../setup/test-browser.ts';

// What goes between the browser, the provider and us; who is let in is in oidc.test.ts.

let provider: TestProvider;
let api: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  provider = await startProvider();
  api = await startTestApp({ mode: 'production', singleSignOn: provider.settings });
  await api.makeMunicipality('BEK');
  await api.makeMunicipality('DIE');
});
beforeEach(() => {
  api.clock.set(new Date().toISOString());
  browser = newBrowser();
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

const { newBrowser, signOn, obtainAnswer, whoIs } = signOnBetween(() => ({ api, provider, browser }));

const REGION = 'OVO009999';

describe('the answer of the provider', () => {
  it('counts in the browser that asked for it only', async () => {
    const answer = await obtainAnswer(colleague());
    const strangers = newBrowser();
    expect((await strangers.open(answer)).location).toBe('/aanmelden?reden=begin-again');
    await strangers.follow(START, ({ location }) => location?.startsWith(provider.settings.issuer) === true);
    expect((await strangers.open(answer)).location).toBe('/aanmelden?reden=begin-again');
    expect((await whoIs(strangers)).status).toBe(401);
  });

  it('counts for the last attempt only', async () => {
    const first = await obtainAnswer(colleague());
    const second = await obtainAnswer(colleague());
    expect((await browser.open(first)).location).toBe('/aanmelden?reden=begin-again');
    // A wrong answer ends the attempt: whoever tries has one try.
    expect((await browser.open(second)).location).toBe('/aanmelden?reden=begin-again');
  });

  it('counts once: its code is refused the second time, and its attempt is over', async () => {
    const answer = await obtainAnswer(colleague());
    const kept = new Map(browser.cookies(ORIGIN));
    expect((await browser.open(answer)).location).toBe('/');
    expect((await browser.open(answer)).location).toBe('/aanmelden?reden=begin-again');
    const copy = newBrowser();
    for (const [name, cookie] of kept) copy.cookies(ORIGIN).set(name, cookie);
    expect((await copy.open(answer)).location).toBe('/aanmelden?reden=not-trusted');
  });

  it('counts for ten minutes', async () => {
    const answer = await obtainAnswer(colleague());
    api.clock.advance(10 * 60_000);
    expect((await browser.open(answer)).location).toBe('/aanmelden?reden=begin-again');
  });

  it.each(['', '?code=x', '?state=x&code=x', '?error=access_denied', '?state=&code=', '?id_token=x&state=x', '?response=x'])(
    'is nothing when it is %j and nobody asked',
    async (query) => {
      expect((await browser.open(CALLBACK + query)).location).toBe('/aanmelden?reden=begin-again');
    },
  );

  it('names the provider that was asked, or it is not trusted', async () => {
    const answer = new URL(await obtainAnswer(colleague()));
    answer.searchParams.set('iss', 'http://127.0.0.1:1');
    expect((await browser.open(answer.href)).location).toBe('/aanmelden?reden=not-trusted');
  });

  it('is not believed with a cookie that was not made here', async () => {
    const answer = await obtainAnswer(colleague());
    const jar = browser.cookies(ORIGIN);
    const [name, cookie] = [...jar][0] ?? ['', { value: '', isStrict: false }];
    for (const value of ['', 'x', 'A'.repeat(60), `${cookie.value.slice(0, -2)}AA`, cookie.value.slice(4)]) {
      jar.set(name, { ...cookie, value });
      expect((await browser.open(answer)).location).toBe('/aanmelden?reden=begin-again');
    }
  });
});

describe('a browser that is led to the provider', () => {
  it('takes along a cookie that no script reads, sealed and short-lived, and asks for a code with PKCE', async () => {
    const { location, headers } = await browser.open(START);
    const asked = new URL(location ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      redirect_uri: CALLBACK,
      code_challenge_method: 'S256',
      scope: 'openid profile vo doorstroom',
    });
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/^doorstroom-sign-on=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain(asked.get(name));
    }
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('comes back to the place that was asked for first', async () => {
    expect(await signOn(colleague(), { to: '/deelnemers?fase=screening' })).toBe('/deelnemers?fase=screening');
  });

  it.each([
    'https://elders.test/deelnemers',
    '//elders.test/deelnemers',
    '/\\elders.test/',
    '\\\\elders.test',
    '/\t/elders.test',
    '\n//elders.test',
    '/.//elders.test',
    '/a/..//elders.test',
    'http:elders.test',
    'javascript:alert(1)',
    'elders.test',
    '/api/participants',
    '/api',
    '/%61pi/../api/me',
    '@elders.test',
    '/\u0000',
    '',
    `/${'x'.repeat(1000)}`,
  ])('is not led elsewhere by %j', async (to) => {
    const place = await signOn(colleague(), { to });
    expect(new URL(place ?? '', ORIGIN).origin).toBe(ORIGIN);
    expect(place).toBe('/');
  });
});

describe('signing out', () => {
  it('goes on at the provider, which leads back here', async () => {
    await signOn(colleague());
    const { status, text } = await browser.send('DELETE', `${ORIGIN}/api/session`);
    expect([status, JSON.parse(text)]).toEqual([200, { continueAt: '/api/session/oidc/end' }]);
    expect((await whoIs()).status).toBe(401);
    const { location } = await browser.open(`${ORIGIN}/api/session/oidc/end`);
    const address = new URL(location ?? '');
    expect(address.origin).toBe(provider.settings.issuer);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: provider.settings.clientId,
      post_logout_redirect_uri: `${ORIGIN}/aanmelden`,
    });
    expect((await browser.open(address.href)).status).toBe(200);
  });

  it('of a session that began with a password has nothing to go on to', async () => {
    const user = await api.makeUser({ role: 'coordinator' });
    await api.request.post('/api/session').send({ email: user.email, password: PASSWORD });
    expect((await api.request.delete('/api/session')).status).toBe(204);
  });
});

describe('a provider that', () => {
  it('is away is said to be, the sign-in page goes on, and so does the next sign-on when it is back', async () => {
    await provider.stop();
    const fresh = await startTestApp({ mode: 'production', singleSignOn: provider.settings });
    const visitor = openTestBrowser({ [ORIGIN]: fresh.url });
    expect((await visitor.open(START)).location).toBe('/aanmelden?reden=provider-away');
    expect((await visitor.open(`${ORIGIN}/api/session/oidc/end`)).location).toBe('/aanmelden?reden=provider-away');
    expect((await fresh.request.get('/api/about')).body.signIn).toEqual({ password: true, singleSignOn: true });
    await provider.start();
    expect((await visitor.open(START)).location).toMatch(/^http:\/\/127/);
    await fresh.close();
  });

  it('was asked an hour ago what it says of itself is asked again, and when it is away, what it said then serves', async () => {
    await browser.open(START);
    await provider.stop();
    api.clock.advance(2 * 60 * 60_000);
    expect((await browser.open(START)).location).toMatch(/^http:\/\/127/);
    await provider.start();
  });

  it('goes away half-way is said to be away', async () => {
    const answer = await obtainAnswer(colleague());
    await provider.stop();
    expect((await browser.open(answer)).location).toBe('/aanmelden?reden=provider-away');
    await provider.start();
  });

  it('signs with new keys is believed at once', async () => {
    expect(await signOn(colleague())).toBe('/');
    provider.rotateKeys();
    expect(await signOn(colleague(), { at: newBrowser() })).toBe('/');
  });
});

describe('the audit log', () => {
  const lines = () =>
    api.db.audit.findMany({
      orderBy: { sequence: 'desc' },
      select: { userId: true, role: true, kind: true, outcome: true, reason: true, subjectId: true },
    });

  it('has a line of each sign-on, which says what became of the account', async () => {
    const who = colleague();
    const moved = { vo_orgcode: REGION, doorstroom_rol_3d: [`DoorstroomRegisseur:${REGION}`] };
    await signOn(who);
    const { id } = (await whoIs()).user;
    await signOn(who, { at: newBrowser() });
    await signOn({ ...who, claims: { ...who.claims, ...moved } }, { at: newBrowser() });
    const own = (await lines()).filter(({ userId, kind, reason }) => userId === id && kind === 'session' && reason !== 'refresh').reverse();
    expect(own.map(({ role, outcome, reason, subjectId }) => [role, outcome, reason, subjectId])).toEqual([
      ['case-worker', 'done', 'account-made', id],
      ['case-worker', 'done', null, null],
      ['coordinator', 'done', 'account-changed', id],
    ]);
  });

  it('has a line of each refusal, with who it was where that is known', async () => {
    await signOn(colleague({ methods: ['pwd'] }), { at: newBrowser() });
    expect((await lines())[0]).toMatchObject({ userId: null, outcome: 'session.refused', reason: 'second-factor' });
    const who = colleague();
    await signOn(who);
    const { id } = (await whoIs()).user;
    await api.db.user.update({ where: { id }, data: { disabledAt: api.clock.now() } });
    await signOn(who);
    expect((await lines())[0]).toMatchObject({ userId: id, outcome: 'session.refused', reason: 'disabled', subjectId: null });
  });
});

it('guessing at the way back is slowed down, and leads to words as well', async () => {
  const throttled = await startTestApp({ mode: 'production', singleSignOn: provider.settings, signInLimits: { perAddress: 3 } });
  await throttled.makeMunicipality('BEK');
  const visitor = openTestBrowser({ [ORIGIN]: throttled.url });
  for (let signOns = 0; signOns < 5; signOns++) expect(await signOn(colleague(), { at: visitor })).toBe('/');
  const guess = async () => (await visitor.open(`${CALLBACK}?code=x&state=y`)).location;
  expect([await guess(), await guess(), await guess(), await guess()]).toEqual([
    ...Array(3).fill('/aanmelden?reden=begin-again'),
    '/aanmelden?reden=throttled',
  ]);
  await throttled.close();
});

it('with passwords turned off, single sign-on is the only way in', async () => {
  const strict = await startTestApp({ mode: 'production', singleSignOn: provider.settings, hasPasswords: false });
  const user = await strict.makeUser({ role: 'case-worker' });
  const refused = await strict.request.post('/api/session').send({ email: user.email, password: PASSWORD });
  expect([refused.status, refused.body.code]).toEqual([403, 'session.no-passwords']);
  expect((await strict.request.get('/api/about')).body.signIn).toEqual({ password: false, singleSignOn: true });
  const link = { token: 'x'.repeat(43) };
  const setUp = [
    await strict.request.post('/api/setup').send(link),
    await strict.request.post('/api/setup/complete').send({ ...link, password: PASSWORD, code: '123456' }),
  ];
  expect(setUp.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([403, 'session.no-passwords']));
  const making = { origin: ORIGIN, now: strict.clock.now(), randomBytes };
  await strict.db.user.deleteMany();
  expect(await offerFirstSetup(strict.db, { ...making, hasPasswords: false })).toBeUndefined();
  expect(await offerFirstSetup(strict.db, { ...making, hasPasswords: true })).toMatch(/#/);
  expect(await signOn(colleague(), { at: openTestBrowser({ [ORIGIN]: strict.url }) })).toBe('/');
  await strict.close();
});

it('over https the cookie of an attempt belongs to this very host', async () => {
  const origin = 'https://doorstroom.test';
  const secure = await startTestApp({ mode: 'production', singleSignOn: provider.settings, origin });
  const { headers } = await openTestBrowser({ [origin]: secure.url }).open(`${origin}/api/session/oidc`);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-doorstroom-sign-on=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  await secure.close();
});

it('without settings there is no single sign-on, and nothing says that there were', async () => {
  const plain = await startTestApp();
  for (const path of ['/session/oidc', '/session/oidc/callback?code=x&state=y', '/session/oidc/end']) {
    const { status, body } = await plain.request.get(`/api${path}`);
    expect([status, body.code]).toEqual([404, 'resource.not-found']);
  }
  expect((await plain.request.get('/api/about')).body.signIn).toEqual({ password: true, singleSignOn: false });
  await plain.close();
});

it('the log tells why, and nothing about the person', async () => {
  const who = colleague({ methods: ['pwd'] });
  await signOn(who);
  expect(api.logged.filter(({ msg }) => msg === 'single sign-on refused').at(-1)).toMatchObject({ reason: 'second-factor' });
  const log = JSON.stringify(api.logged);
  for (const claim of ['Wouters', String(who.claims.vo_id), String(who.claims.vo_email), who.accountId, SETTINGS.clientSecret]) {
    expect(log).not.toContain(claim);
  }
});
