import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenKeys } from '#server/session/tokens.ts';
import { type Agent, ORIGIN, SECRET, startTestApp, type TestApp } from '../setup/api.ts';

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
