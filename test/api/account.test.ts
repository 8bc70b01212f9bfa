import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../setup/api.ts';
import { codeAt, NEW_PASSWORD } from '../setup/second-factor.ts';

let api: TestApp;
let user: TestUser;

beforeAll(async () => {
  api = await startTestApp({ signInLimits: { perAddress: 10_000, freeAttempts: 5 } });
});
afterAll(() => api.close());
beforeEach(async () => {
  user = await api.makeUser({ role: 'coordinator' });
});

async function signedIn(password = PASSWORD, code?: string) {
  const { body, status, text } = await api.request.post('/api/session').send({ email: user.email, password, ...(code && { code }) });
  if (status !== 200) throw new Error(text);
  const as = (method: 'get' | 'post' | 'delete') => (path: string) =>
    api.request[method](`/api${path}`).set('Authorization', `Bearer ${body.accessToken}`);
  return { get: as('get'), post: as('post'), delete: as('delete') };
}

describe('one’s own sessions', () => {
  it('are listed with what helps to know them, and ended one by one or all others', async () => {
    const [here, there, elsewhere] = [await signedIn(), await signedIn(), await signedIn()];
    const { items } = (await here.get('/me/sessions')).body;
    expect(items).toHaveLength(3);
    expect(items.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toHaveLength(1);
    expect(items[0]).toMatchObject({ method: 'password', browser: null, system: null, address: expect.stringContaining('127.0.0.1') });
    const own = (await there.get('/me/sessions')).body.items.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    expect((await here.delete(`/me/sessions/${own.id}`)).status).toBe(204);
    expect((await there.get('/me')).status).toBe(401);
    expect((await here.delete('/me/sessions')).status).toBe(204);
    expect((await elsewhere.get('/me')).status).toBe(401);
    expect((await here.get('/me')).status).toBe(200);
  });

  it('are nobody else’s to end', async () => {
    const here = await signedIn();
    const [session] = (await here.get('/me/sessions')).body.items;
    const stranger = await api.as('steering-group');
    expect((await stranger.delete(`/me/sessions/${session.id}`)).status).toBe(404);
    expect((await stranger.get('/me/sessions')).body.items).not.toContainEqual(expect.objectContaining({ id: session.id }));
    expect((await here.get('/me')).status).toBe(200);
  });

  it('that were idle too long or are over are not listed', async () => {
    await signedIn();
    api.clock.advance(30 * 60_000);
    expect((await (await signedIn()).get('/me/sessions')).body.items).toHaveLength(1);
  });
});

describe('changing the password', () => {
  it('asks for the one of now, ends the other sessions, and counts at once', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const change = (password: string) => here.post('/me/password').send({ password, newPassword: NEW_PASSWORD });
    expect((await change('niet dit wachtwoord')).body).toMatchObject({ status: 403, code: 'account.proof-refused' });
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await there.get('/me')).status).toBe(401);
    expect((await here.get('/me')).status).toBe(200);
    expect((await api.request.post('/api/session').send({ email: user.email, password: PASSWORD })).status).toBe(401);
    await signedIn(NEW_PASSWORD);
  });

  it('refuses one that is guessed first, or made of one’s own name, with words that say so', async () => {
    const here = await signedIn();
    const codeOf = async (newPassword: string) =>
      (await here.post('/me/password').send({ password: PASSWORD, newPassword })).body.fields[0].code;
    expect(await codeOf('passwordpassword')).toBe('password.common');
    expect(await codeOf(`${user.email.split('@')[0]}`)).toBe('password.personal');
    expect(await codeOf('kort')).toBe('too-short');
  });

  it('makes who guesses at the one of now wait', async () => {
    const here = await signedIn();
    const guess = () => here.post('/me/password').send({ password: 'niet dit wachtwoord', newPassword: NEW_PASSWORD });
    for (let wrong = 0; wrong < 5; wrong++) expect((await guess()).status).toBe(403);
    expect((await guess()).body.code).toBe('request.throttled');
    await signedIn();
  });
});

describe('a second factor', () => {
  it('is optional in demo mode, is taken with a code of it, and is then asked for', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    expect((await here.get('/me/account')).body).toMatchObject({
      email: user.email,
      hasPassword: true,
      hasSecondFactor: false,
      recoveryCodesLeft: 0,
    });
    expect((await here.post('/me/recovery-codes').send({ password: PASSWORD })).body.code).toBe('account.no-second-factor');
    expect((await here.post('/me/second-factor/complete').send({ code: '123456' })).body.code).toBe('account.no-offer');
    expect((await here.post('/me/second-factor').send({ password: 'fout' })).body.code).toBe('account.proof-refused');
    const { secret } = (await here.post('/me/second-factor').send({ password: PASSWORD })).body;
    await signedIn();
    expect((await here.post('/me/second-factor/complete').send({ code: '000000' })).body.code).toBe('setup.code-refused');
    const taken = await here.post('/me/second-factor/complete').send({ code: codeAt(secret, api.clock.now()) });
    expect(taken.body.recoveryCodes).toHaveLength(10);
    expect((await there.get('/me')).status).toBe(401);
    expect((await here.get('/me/account')).body).toMatchObject({ hasSecondFactor: true, recoveryCodesLeft: 10 });
    expect((await api.request.post('/api/session').send({ email: user.email, password: PASSWORD })).body.code).toBe(
      'session.code-required',
    );

    api.clock.advance(30_000);
    expect((await here.post('/me/recovery-codes').send({ password: PASSWORD })).body.code).toBe('account.proof-refused');
    const renewed = await here.post('/me/recovery-codes').send({ password: PASSWORD, code: codeAt(secret, api.clock.now()) });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const signIn = (code: string) => api.request.post('/api/session').send({ email: user.email, password: PASSWORD, code });
    expect((await signIn(taken.body.recoveryCodes[0])).status).toBe(401);
    expect((await signIn(renewed.body.recoveryCodes[0])).status).toBe(200);

    // Another phone: a code of the present one is asked for, and counts until one of the new one is sent.
    const offered = await here.post('/me/second-factor').send({ password: PASSWORD, code: renewed.body.recoveryCodes[1] });
    api.clock.advance(30_000);
    expect((await signIn(codeAt(secret, api.clock.now()))).status).toBe(200);
    const code = codeAt(offered.body.secret, api.clock.now());
    expect((await here.post('/me/second-factor/complete').send({ code })).status).toBe(200);
    api.clock.advance(30_000);
    expect((await signIn(codeAt(secret, api.clock.now()))).status).toBe(401);
    expect((await signIn(codeAt(offered.body.secret, api.clock.now()))).status).toBe(200);
  });
});

it('a password that was hashed at another cost is hashed anew at the next sign-in', async () => {
  const { hash } = await import('@node-rs/argon2');
  const cheap = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  await api.db.credential.update({ where: { userId: user.id }, data: { passwordHash: cheap } });
  await signedIn();
  const { passwordHash } = await api.db.credential.findUniqueOrThrow({ where: { userId: user.id } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await signedIn();
});
