import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offerFirstSetup } from '#server/session/first-setup.ts';
import type { Role } from '#shared/permissions.ts';
import { ORIGIN, PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';
import { type Colleague, colleague, SETTINGS, startProvider, type TestProvider } from '../setup/openid-provider.ts';
import { openTestBrowser, type TestBrowser } from '../setup/test-browser.ts';

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

const START = `${ORIGIN}/api/session/oidc`;
const CALLBACK = `${ORIGIN}/api/session/oidc/callback`;

function newBrowser(): TestBrowser {
  return openTestBrowser({ [ORIGIN]: api.url });
}

/** Signs on as somebody, and tells where that leads. */
async function signOn(who: Colleague | undefined, { to, at = browser }: { to?: string; at?: TestBrowser } = {}): Promise<string | null> {
  provider.visitor = who;
  const start = to === undefined ? START : `${START}?${new URLSearchParams({ to })}`;
  const page = await at.follow(start, ({ address, location }) => address.startsWith(ORIGIN) && location?.startsWith('/') === true);
  expect(page.status).toBe(302);
  return page.location;
}

/** Goes to the provider and back, but for the last step: the address with which the provider leads here. */
async function obtainAnswer(who: Colleague, at = browser): Promise<string> {
  provider.visitor = who;
  const { location } = await at.follow(START, ({ location }) => location?.startsWith(CALLBACK) === true);
  return location ?? '';
}

async function whoIs(at = browser) {
  const { status, text } = await at.send('POST', `${ORIGIN}/api/session/refresh`);
  return { status, user: JSON.parse(text).user };
}

async function countUsers(): Promise<number> {
  return api.db.user.count();
}

const REGION = 'OVO009999';

describe('somebody whom the provider vouches for', () => {
  it.each<[Role, string, string, string[]]>([
    ['case-worker', 'DoorstroomBegeleider', '0207502420', ['BEK']],
    ['coordinator', 'DoorstroomRegisseur', REGION, []],
    ['steering-group', 'DoorstroomStuurgroep', '0207514581', []],
    ['administrator', 'DoorstroomBeheerder', REGION, []],
  ])('is signed in at first sight as %s', async (role, name, code, municipalities) => {
    expect(await signOn(colleague({ vo_orgcode: code, doorstroom_rol_3d: [`${name}:${code}`] }))).toBe('/');
    expect(await whoIs()).toMatchObject({ status: 200, user: { name: 'Lies Wouters', role, municipalities } });
  });

  it('is the same user the next time, and the session says how it began', async () => {
    const who = colleague();
    await signOn(who);
    const { user } = await whoIs();
    await signOn(who, { at: newBrowser() });
    const sessions = await api.db.session.findMany({ where: { userId: user.id } });
    expect(sessions.map(({ method }) => method)).toEqual(['single-sign-on', 'single-sign-on']);
  });

  it('is known by sub where the provider has no vo_id', async () => {
    const who = colleague({ vo_id: undefined });
    await signOn(who);
    const identity = await api.db.identity.findUnique({
      where: { issuer_subject: { issuer: provider.settings.issuer, subject: who.accountId } },
    });
    expect(identity?.userId).toBe((await whoIs()).user.id);
  });

  it('becomes one user, however many sign-ons of the first time run at once', async () => {
    const who = colleague();
    const browsers = [newBrowser(), newBrowser(), newBrowser()];
    const answers: [TestBrowser, string][] = [];
    for (const at of browsers) answers.push([at, await obtainAnswer(who, at)]);
    const before = await countUsers();
    const pages = await Promise.all(answers.map(([at, answer]) => at.open(answer)));
    expect(pages.map(({ location }) => location)).toEqual(['/', '/', '/']);
    expect(await countUsers()).toBe(before + 1);
  });

  it('has the first role of the settings, of those held for the office', async () => {
    const held = ['DoorstroomStuurgroep:0207502420', 'Iets anders:0207502420', 'DoorstroomBegeleider:0207502420'];
    await signOn(colleague({ doorstroom_rol_3d: held }));
    expect((await whoIs()).user.role).toBe('case-worker');
  });

  it('may have its one role as text instead of a list', async () => {
    expect(await signOn(colleague({ doorstroom_rol_3d: 'DoorstroomBegeleider:0207502420' }))).toBe('/');
  });

  it('gets on the next request what the claims of the next sign-on say, and loses what they no longer say', async () => {
    const who = colleague();
    await signOn(who);
    const first = (await whoIs()).user;
    const { accessToken } = JSON.parse((await browser.send('POST', `${ORIGIN}/api/session/refresh`)).text);
    const me = () => api.request.get('/api/me').set('Authorization', `Bearer ${accessToken}`);
    expect((await me()).body).toMatchObject({ role: 'case-worker', municipalities: ['BEK'] });

    const moved = { vo_orgcode: REGION, doorstroom_rol_3d: [`DoorstroomRegisseur:${REGION}`], family_name: 'De Wit' };
    await signOn({ ...who, claims: { ...who.claims, ...moved } }, { at: newBrowser() });
    expect((await me()).body).toEqual({ id: first.id, name: 'Lies De Wit', role: 'coordinator', municipalities: [] });
  });

  it('without an e-mail address gets an account all the same', async () => {
    expect(await signOn(colleague({ vo_email: undefined }))).toBe('/');
    const { user } = await whoIs();
    expect((await api.db.user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(`${user.id}@no-address.invalid`);
  });

  it('replaces the session that the browser had, though its cookie stays behind when another site leads here', async () => {
    const who = colleague();
    await signOn(who);
    const { user } = await whoIs();
    await signOn(who);
    const sessions = await api.db.session.findMany({ where: { userId: user.id }, orderBy: { createdAt: 'asc' } });
    expect(sessions.map(({ endReason }) => endReason).sort()).toEqual([null, 'signed-in-again'].sort());
  });
});

it('an account that single sign-on made has no password', async () => {
  const who = colleague();
  await signOn(who);
  const { status, body } = await api.request.post('/api/session').send({ email: who.claims.vo_email, password: 'none' });
  expect([status, body.code]).toEqual([401, 'session.refused']);
});

describe('an account that was here before', () => {
  it('is taken over by its e-mail address where that gives no right, and only once', async () => {
    const user = await api.makeUser({ role: 'case-worker' });
    await signOn(colleague({ vo_email: user.email.toUpperCase() }));
    expect((await whoIs()).user.id).toBe(user.id);
    const sharesTheAddress = newBrowser();
    await signOn(colleague({ vo_email: user.email }), { at: sharesTheAddress });
    expect((await whoIs(sharesTheAddress)).user.id).not.toBe(user.id);
  });

  it.each<[string, Role, string[]]>([
    ['another role', 'administrator', []],
    ['another municipality', 'case-worker', ['DIE']],
  ])('with %s is left alone', async (_what, role, municipalities) => {
    const user = await api.makeUser({ role, municipalities });
    await signOn(colleague({ vo_email: user.email }));
    const { user: signedIn } = await whoIs();
    expect(signedIn).toMatchObject({ role: 'case-worker', municipalities: ['BEK'] });
    expect(signedIn.id).not.toBe(user.id);
  });

  it('stays out when it was disabled, also under a new identity with the same address', async () => {
    const who = colleague();
    await signOn(who);
    const { user } = await whoIs();
    await api.db.user.update({ where: { id: user.id }, data: { disabledAt: api.clock.now() } });
    expect(await signOn(who)).toBe('/aanmelden?reden=disabled');
    expect(await signOn(colleague({ vo_email: who.claims.vo_email }), { at: newBrowser() })).toBe('/aanmelden?reden=disabled');
  });
});

describe('is refused, and no account is made:', () => {
  it.each<[string, string, Record<string, unknown> & { methods?: string[] }]>([
    ['one factor only', 'second-factor', { methods: ['pwd'] }],
    ['no word on factors', 'second-factor', { methods: [] }],
    ['an office that takes no part', 'organisation', { vo_orgcode: '0999999999', doorstroom_rol_3d: ['DoorstroomBegeleider:0999999999'] }],
    ['no office', 'organisation', { vo_orgcode: undefined }],
    ['a role held for another office', 'role', { doorstroom_rol_3d: ['DoorstroomBegeleider:0207514581'] }],
    ['a role held for no office', 'role', { doorstroom_rol_3d: ['DoorstroomBegeleider'] }],
    ['a role with more behind it', 'role', { doorstroom_rol_3d: ['DoorstroomBegeleider:0207502420:0207514581'] }],
    ['a role that we do not know', 'role', { doorstroom_rol_3d: ['DoorstroomBaas:0207502420'] }],
    ['no role', 'role', { doorstroom_rol_3d: undefined }],
    ['an office that makes an administrator', 'role', { doorstroom_rol_3d: ['DoorstroomBeheerder:0207502420'] }],
    ['an office that makes a coordinator', 'role', { doorstroom_rol_3d: ['DoorstroomRegisseur:0207502420'] }],
    ['the region, where no case worker works', 'role', { vo_orgcode: REGION, doorstroom_rol_3d: [`DoorstroomBegeleider:${REGION}`] }],
  ])('%s', async (_what, reason, claims) => {
    const before = await countUsers();
    expect(await signOn(colleague(claims))).toBe(`/aanmelden?reden=${reason}`);
    expect((await whoIs()).status).toBe(401);
    expect(await countUsers()).toBe(before);
  });

  it('who declines at the provider', async () => {
    expect(await signOn(undefined)).toBe('/aanmelden?reden=cancelled');
  });

  it('an office of the settings that does not exist here', async () => {
    await api.db.userMunicipality.deleteMany({ where: { municipalityCode: 'DIE' } });
    await api.db.municipality.delete({ where: { code: 'DIE' } });
    const who = colleague({ vo_orgcode: '0207514581', doorstroom_rol_3d: ['DoorstroomBegeleider:0207514581'] });
    expect(await signOn(who)).toBe('/aanmelden?reden=organisation');
    await api.makeMunicipality('DIE');
    expect(await signOn(who)).toBe('/');
  });
});

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
