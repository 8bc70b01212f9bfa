import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenKeys } from '#server/session/tokens.ts';
import { type Agent, ORIGIN, PASSWORD, SECRET, startTestApp, type TestApp } from '../setup/api.ts';

let api: TestApp;
let worker: Agent;

beforeAll(async () => {
  api = await startTestApp();
  worker = await api.as('case-worker');
});
afterAll(() => api.close());

describe('a token that is not ours', () => {
  const keys = tokenKeys({ secret: SECRET, previousSecrets: [], origin: ORIGIN });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  /** A right token but for what is changed. */
  function forge(
    claims: Record<string, unknown>,
    header: Partial<jwt.JwtHeader> = {},
    key: jwt.Secret | jwt.PrivateKey = keys.signingKey,
  ): string {
    const { payload, header: rightHeader } = jwt.decode(worker.token, { complete: true }) ?? {};
    if (typeof payload !== 'object' || !rightHeader) throw new Error('no token');
    const all = { ...rightHeader, ...header };
    const given = Object.entries({ ...payload, ...claims }).filter(([, value]) => value !== undefined);
    return jwt.sign(Object.fromEntries(given), key, {
      algorithm: all.alg === 'RS256' ? 'RS256' : all.alg === 'HS512' ? 'HS512' : 'HS256',
      header: all,
    });
  }

  /** Signed by hand, because the library refuses to make such a token. */
  function unsigned(alg: string): string {
    const [, payload] = worker.token.split('.');
    return `${Buffer.from(JSON.stringify({ alg, typ: 'JWT', kid: keys.keyId })).toString('base64url')}.${payload}.`;
  }

  const forgeries: [string, () => string][] = [
    ['unsigned', () => unsigned('none')],
    ['unsigned, in capitals', () => unsigned('NONE')],
    ['with another algorithm of the same key', () => forge({}, { alg: 'HS512' })],
    ['signed with a key pair', () => forge({}, { alg: 'RS256' }, privateKey)],
    ['signed with the secret itself', () => forge({}, {}, SECRET)],
    ['with an unknown key id', () => forge({}, { kid: 'another' })],
    ['for another audience', () => forge({ aud: 'another' })],
    ['from another issuer', () => forge({ iss: 'http://evil.test' })],
    ['of another type', () => forge({ typ: 'refresh' })],
    ['without a type', () => forge({ typ: undefined })],
    ['of a session that does not exist', () => forge({ sid: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11' })],
    ['whose subject is somebody else', () => forge({ sub: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11' })],
    ['whose subject is no id', () => forge({ sub: "' or true --" })],
    ['without an end', () => forge({ exp: undefined })],
    ['with another payload under the signature', () => worker.token.replace(/\.(.)/, (dot) => (dot === '.e' ? '.f' : '.e'))],
    ['cut off', () => worker.token.slice(0, -2)],
  ];

  it.each(forgeries)('is refused: %s', async (_name, token) => {
    const answer = await api.request.get('/api/me').set('Authorization', `Bearer ${token()}`);
    expect(answer.body).toMatchObject({ status: 401, code: 'session.required' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('is told from one that is right', async () => {
    expect((await api.request.get('/api/me').set('Authorization', `Bearer ${forge({})}`)).status).toBe(200);
  });

  it('is refused where the header holds something else', async () => {
    for (const header of ['', 'Bearer', 'Bearer ', 'Basic eDp5', 'Bearer abc', `Bearer ${'a.'.repeat(5000)}`, worker.token]) {
      expect((await api.request.get('/api/me').set('Authorization', header)).status).toBe(401);
    }
  });

  it('is refused when it stands in the address or in a cookie', async () => {
    expect((await api.request.get(`/api/me?access_token=${worker.token}`)).status).toBe(401);
    expect((await api.request.get('/api/me').set('Cookie', `doorstroom=${worker.token}`)).status).toBe(401);
  });
});

describe('after the secret changed', () => {
  const newer = 'mQ8vK2xN6cR4tW9yB3hF7jL5pZ1sD0gA-uE';
  const restarted = async <T>(previousSecrets: string[], use: (app: TestApp) => Promise<T>): Promise<T> => {
    const app = await startTestApp({ database: api.database, secrets: { secret: newer, previousSecrets } });
    app.clock.set(api.clock.now().toISOString());
    try {
      return await use(app);
    } finally {
      await app.close();
    }
  };
  const me = (app: TestApp, token: string) => app.request.get('/api/me').set('Authorization', `Bearer ${token}`);

  it('a token of before holds as long as the secret of before is kept, and new ones are signed with the new one', async () => {
    await restarted([SECRET], async (app) => {
      expect((await me(app, worker.token)).status).toBe(200);
      const { body } = await app.request.post('/api/session').send({ email: worker.user.email, password: PASSWORD });
      expect(jwt.decode(body.accessToken, { complete: true })?.header.kid).not.toBe(
        jwt.decode(worker.token, { complete: true })?.header.kid,
      );
      expect((await me(app, body.accessToken)).status).toBe(200);
      expect((await me(api, body.accessToken)).status).toBe(401);
    });
  });

  it('a token of before is refused once that secret is gone', async () => {
    expect(await restarted([], async (app) => (await me(app, worker.token)).status)).toBe(401);
  });

  it('a token under the key id of one secret, signed with the other, is refused', async () => {
    const keys = tokenKeys({ secret: newer, previousSecrets: [SECRET], origin: ORIGIN });
    const { payload, header } = jwt.decode(worker.token, { complete: true }) ?? {};
    if (typeof payload !== 'object' || !header) throw new Error('no token');
    const crossed = jwt.sign(payload, keys.signingKey, { algorithm: 'HS256', header });
    expect(await restarted([SECRET], async (app) => (await me(app, crossed)).status)).toBe(401);
  });

  it('a session goes on, also for a second tab that renews just after a restart', async () => {
    const credentials = { email: worker.user.email, password: PASSWORD };
    const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';', 1).join();
    const first = cookieOf(await api.request.post('/api/session').send(credentials));
    const second = cookieOf(await api.request.post('/api/session/refresh').set('Cookie', first));
    await restarted([SECRET], async (app) => {
      const again = await app.request.post('/api/session/refresh').set('Cookie', first);
      expect([again.status, cookieOf(again)]).toEqual([200, second]);
      expect((await app.request.post('/api/session/refresh').set('Cookie', second)).status).toBe(200);
    });
  });
});

it('an access token holds ten minutes', async () => {
  const { token } = await api.as('coordinator');
  const me = () => api.request.get('/api/me').set('Authorization', `Bearer ${token}`);
  api.clock.advance(599_000);
  expect((await me()).status).toBe(200);
  api.clock.advance(1_000);
  expect((await me()).status).toBe(401);
});

describe('on the next request, with the same token,', () => {
  it('a session that was idle too long is over', async () => {
    const agent = await api.as('coordinator');
    await api.db.session.updateMany({
      where: { userId: agent.user.id },
      data: { lastUsedAt: new Date(api.clock.now().getTime() - 30 * 60_000) },
    });
    expect((await agent.get('/me')).status).toBe(401);
  });

  it('a disabled user is refused', async () => {
    const agent = await api.as(await api.makeUser({ role: 'coordinator' }));
    expect((await agent.get('/me')).status).toBe(200);
    await api.db.user.update({ where: { id: agent.user.id }, data: { disabledAt: api.clock.now() } });
    expect((await agent.get('/me')).status).toBe(401);
  });

  it('another role counts', async () => {
    const agent = await api.as(await api.makeUser({ role: 'case-worker' }));
    expect((await agent.get('/participants')).status).toBe(200);
    await api.db.user.update({ where: { id: agent.user.id }, data: { role: 'steering-group' } });
    expect((await agent.get('/participants')).body.code).toBe('access.forbidden');
    expect((await agent.get('/me')).body.role).toBe('steering-group');
  });

  it('another municipality counts', async () => {
    const agent = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['BEK', 'DIE'] }));
    expect((await agent.get('/me')).body.municipalities).toEqual(['BEK', 'DIE']);
    await api.db.userMunicipality.deleteMany({ where: { userId: agent.user.id, municipalityCode: 'BEK' } });
    expect((await agent.get('/me')).body.municipalities).toEqual(['DIE']);
  });
});
