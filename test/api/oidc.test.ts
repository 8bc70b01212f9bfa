import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/permissions.ts';
import { ORIGIN, startTestApp, type TestApp } from '../setup/api.ts';
import { colleague, startProvider, type TestProvider } from '../setup/openid-provider.ts';
import { signOnBetween } from '../setup/sign-on.ts';
import type { TestBrowser } from '../setup/test-browser.ts';

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
