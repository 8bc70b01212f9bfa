import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secretSeal } from '#server/seal.ts';
import { resealSecondFactors } from '#server/session/reseal-second-factors.ts';
import { PASSWORD, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { codeAt, followLink, type SetUp } from '../setup/second-factor.ts';

let api: TestApp;
let user: SetUp;

beforeAll(async () => {
  api = await startTestApp({ mode: 'production', signInLimits: { perAddress: 10_000, freeAttempts: 1000 } });
  const administrator = await api.as('administrator');
  const made = await administrator.post('/users').send({ email: 'an@ocmw.test', name: 'An Peeters', role: 'coordinator' });
  user = await followLink(api, made.body.setupLink.address);
});
afterAll(() => api.close());
beforeEach(() => api.clock.advance(60_000));

const signIn = (typed: { password?: string; code?: string } = {}) =>
  api.request.post('/api/session').send({ email: user.email, password: user.password, ...typed });
const codeNow = (milliseconds = 0) => codeAt(user.secret, new Date(api.clock.now().getTime() + milliseconds));

describe('with a second factor', () => {
  it('the password alone asks for the code, and a wrong password does not tell that there is one', async () => {
    expect((await signIn()).body).toMatchObject({ status: 401, code: 'session.code-required' });
    expect((await signIn({ password: 'niet dit wachtwoord' })).body.code).toBe('session.refused');
    expect((await signIn({ password: 'niet dit wachtwoord', code: codeNow() })).body.code).toBe('session.refused');
    expect((await signIn({ code: codeNow() })).status).toBe(200);
  });

  it('a code is taken once, also by two who send it in the same moment', async () => {
    const code = codeNow();
    const answers = await Promise.all([1, 2, 3, 4].map(() => signIn({ code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401]);
    api.clock.advance(20_000);
    expect((await signIn({ code })).body.code).toBe('session.refused');
  });

  it('the code of before and the one to come are taken, as phones differ, and none further off', async () => {
    for (const [away, status] of [
      [-60_000, 401],
      [-30_000, 200],
      [0, 200],
      [30_000, 200],
      [60_000, 401],
    ] as const) {
      expect((await signIn({ code: codeNow(away) })).status, `${away}`).toBe(status);
    }
    // An earlier one than the latest that was taken is as used as that one.
    expect((await signIn({ code: codeNow() })).status).toBe(401);
  });

  it('spaces do not matter, and a code that is no code is refused', async () => {
    const code = codeNow();
    for (const wrong of ['000000', '12345', 'abcdef', '１２３４５６', '-12345']) expect((await signIn({ code: wrong })).status).toBe(401);
    expect((await signIn({ code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200);
  });

  it('a recovery code stands in for the phone, once each, however it is written', async () => {
    const [first = '', second = ''] = user.recoveryCodes;
    expect(user.recoveryCodes).toHaveLength(10);
    expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const answers = await Promise.all([1, 2, 3].map(() => signIn({ code: first })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await signIn({ code: second.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l') })).status).toBe(200);
    const credential = await api.db.credential.findFirstOrThrow({ where: { user: { email: user.email } } });
    expect(credential.recoveryCodes).toHaveLength(8);
    expect(await api.db.session.findFirst({ where: { method: 'password-and-recovery-code' } })).not.toBeNull();
  });

  it('neither secret nor recovery codes can be read in the database', async () => {
    const stored = JSON.stringify(await api.db.credential.findMany());
    for (const secret of [user.secret, ...user.recoveryCodes, ...user.recoveryCodes.map((code) => code.replace('-', ''))])
      expect(stored).not.toContain(secret);
  });
});

it('guessing at codes must wait as guessing at passwords does, for who knows the password', async () => {
  const throttled = await startTestApp({ database: api.database, mode: 'production', signInLimits: { freeAttempts: 3 } });
  throttled.clock.set(api.clock.now().toISOString());
  const guess = (code: string) => throttled.request.post('/api/session').send({ email: user.email, password: user.password, code });
  for (const code of ['000000', '000001', '000002']) expect((await guess(code)).status).toBe(401);
  expect((await guess(codeNow())).body.code).toBe('request.throttled');
  throttled.clock.advance(1_000);
  expect((await guess(codeNow())).status).toBe(200);
  await throttled.close();
});

it('in production nobody comes in without a second factor', async () => {
  const { email } = await api.makeUser({ role: 'coordinator' });
  const attempt = (password: string) => api.request.post('/api/session').send({ email, password });
  expect((await attempt(PASSWORD)).body).toMatchObject({ status: 403, code: 'session.setup-required' });
  expect((await attempt('niet dit wachtwoord')).body.code).toBe('session.refused');
});

describe('when the secret of the installation changes', () => {
  const newer = 'mQ8vK2xN6cR4tW9yB3hF7jL5pZ1sD0gA-uE';

  it('second factors go on, and are put under the new one at the next start', async () => {
    const secrets = { secret: newer, previousSecrets: [SECRET] };
    const next = await startTestApp({ database: api.database, mode: 'production', secrets });
    next.clock.set(api.clock.now().toISOString());
    const attempt = (app: TestApp) =>
      app.request.post('/api/session').send({ email: user.email, password: user.password, code: codeNow() });
    expect((await attempt(next)).status).toBe(200);
    const seal = secretSeal(secrets, (size) => Buffer.alloc(size, 7));
    expect(await resealSecondFactors(api.db, seal)).toBe(1);
    expect(await resealSecondFactors(api.db, seal)).toBe(0);
    await next.close();

    api.clock.advance(60_000);
    const last = await startTestApp({ database: api.database, mode: 'production', secrets: { secret: newer, previousSecrets: [] } });
    last.clock.set(api.clock.now().toISOString());
    expect((await attempt(last)).status).toBe(200);
    await last.close();
  });

  it('a sealed secret opens in its own place only, and not after a change', () => {
    const seal = secretSeal({ secret: newer, previousSecrets: [] }, (size) => Buffer.alloc(size, 7));
    const sealed = seal.seal(Buffer.from('geheim'), ['credential', 'a', 'totp']);
    expect(seal.open(sealed, ['credential', 'a', 'totp']).toString()).toBe('geheim');
    expect(() => seal.open(sealed, ['credential', 'b', 'totp'])).toThrow();
    expect(() => seal.open(sealed.with(30, (sealed[30] ?? 0) ^ 1), ['credential', 'a', 'totp'])).toThrow();
    expect(() => secretSeal({ secret: SECRET, previousSecrets: [] }, Buffer.alloc).open(sealed, ['credential', 'a', 'totp'])).toThrow();
  });
});
