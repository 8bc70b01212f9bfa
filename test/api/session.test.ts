import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, PASSWORD, startTestApp, type TestApp, type TestUser } from '../setup/api.ts';

const MINUTE = 60_000;

let api: TestApp;
let user: TestUser;

beforeAll(async () => {
  api = await startTestApp({ signInLimits: { perAddress: 10_000, freeAttempts: 1000 } });
  user = await api.makeUser({ role: 'case-worker' });
});
afterAll(() => api.close());

describe('signing in', () => {
  it('gives a token with which the API answers, and says who is signed in', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    const { id, name } = user;
    expect(answer.body).toEqual({
      accessToken: expect.any(String),
      expiresIn: 600,
      user: { id, name, role: 'case-worker', municipalities: ['BEK'] },
    });
    expect((await me(answer.body.accessToken)).body).toEqual(answer.body.user);
  });

  it('takes the address in any case', async () => {
    expect((await signIn({ email: user.email.toUpperCase() })).status).toBe(200);
  });

  it('looks the same for a wrong password, an unknown address and a disabled account', async () => {
    const disabled = await api.makeUser({ role: 'coordinator' });
    await api.db.user.update({ where: { id: disabled.id }, data: { disabledAt: api.clock.now() } });
    const refusals = [
      await signIn({ password: 'not this one' }),
      await signIn({ email: 'nobody@ocmw.test' }),
      await signIn({ email: disabled.email }),
    ];
    for (const { status, body, headers } of refusals) {
      expect({ status, ...body, requestId: '' }).toEqual({ ...refusals[0]?.body, status: 401, code: 'session.refused', requestId: '' });
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  it('takes alike for a wrong password and an unknown address', async () => {
    const timed = async (email: string) => {
      const start = performance.now();
      await signIn({ email, password: 'not this one' });
      return performance.now() - start;
    };
    // The shortest of many, taken in turn, so that what else the machine does counts for neither.
    let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < 12; round++) {
      known = Math.min(known, await timed(user.email));
      unknown = Math.min(unknown, await timed('nobody@ocmw.test'));
    }
    // Without the hash an unknown address answers in a tenth of the time.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('keeps neither password nor refresh token in the database, and neither in the log', async () => {
    const answer = await signIn();
    const token = tokenIn(cookieOf(answer));
    const stored = JSON.stringify([await api.db.user.findMany(), await api.db.credential.findMany(), await api.db.refreshToken.findMany()]);
    for (const secret of [PASSWORD, token]) expect(stored).not.toContain(secret);
    for (const secret of [PASSWORD, token, answer.body.accessToken, user.email, user.name])
      expect(JSON.stringify(api.logged)).not.toContain(secret);
    expect(await api.db.credential.findUnique({ where: { userId: user.id } })).toMatchObject({
      passwordHash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
  });

  it('notes how and from where, by names that the user knows and no more', async () => {
    const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
    api.clock.advance(1);
    const { body } = await signIn({}, { 'User-Agent': `${windows} Edg/131.0.0.0`, 'X-Forwarded-For': '203.0.113.7' });
    const latest = () => api.db.session.findFirst({ where: { userId: body.user.id }, orderBy: { createdAt: 'desc' } });
    expect(await latest()).toMatchObject({ method: 'password', browser: 'Edge', system: 'Windows', address: '203.0.113.7' });
    api.clock.advance(1);
    await signIn({}, { 'User-Agent': 'curl/8.5' });
    expect(await latest()).toMatchObject({ browser: null, system: null });
  });

  it('ends the session that the browser still had', async () => {
    const first = await signIn();
    await signIn({}, { Cookie: cookieOf(first) });
    expect((await me(first.body.accessToken)).status).toBe(401);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    expect((await signIn()).headers['set-cookie']).toEqual([
      expect.stringMatching(/^doorstroom=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });
});

describe('refreshing', () => {
  it('gives a new access token and another cookie', async () => {
    const first = await signIn();
    const second = await refresh(cookieOf(first));
    expect(second.body.user).toEqual(first.body.user);
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    expect((await refresh(cookieOf(second))).status).toBe(200);
  });

  it('gives both tabs the same next cookie when they refresh at once', async () => {
    const cookie = cookieOf(await signIn());
    const [one, other] = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(cookieOf(one)).toBe(cookieOf(other));
    expect((await refresh(cookieOf(one))).status).toBe(200);
  });

  it('ends the session when a token is used again after ten seconds', async () => {
    const cookie = cookieOf(await signIn());
    const next = await refresh(cookie);
    api.clock.advance(10_001);
    expect((await refresh(cookie)).body.code).toBe('session.required');
    expect((await refresh(cookieOf(next))).status).toBe(401);
    expect((await me(next.body.accessToken)).status).toBe(401);
    expect(await api.db.session.count({ where: { endReason: 'token-reused' } })).toBeGreaterThan(0);
  });

  it('ends the session when a token older than the preceding one comes back, however soon', async () => {
    const first = cookieOf(await signIn());
    const third = await refresh(cookieOf(await refresh(first)));
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(cookieOf(third))).status).toBe(401);
  });

  it('is refused without a cookie, with an invented one and with an access token in its place', async () => {
    const { accessToken } = (await signIn()).body;
    for (const cookie of ['other=1', `doorstroom=${'x'.repeat(43)}`, `doorstroom=${accessToken}`, 'doorstroom=%E0%A4%A', 'doorstroom=']) {
      expect((await refresh(cookie)).body).toMatchObject({ status: 401, code: 'session.required' });
    }
  });

  it('is refused after half an hour without a request', async () => {
    const cookie = cookieOf(await signIn());
    api.clock.advance(30 * MINUTE);
    expect((await refresh(cookie)).status).toBe(401);
  });

  it('counts half an hour from the last request, not from the last refresh', async () => {
    const answer = await signIn();
    api.clock.advance(9 * MINUTE);
    await me(answer.body.accessToken);
    api.clock.advance(29 * MINUTE);
    expect((await refresh(cookieOf(answer))).status).toBe(200);
  });

  it('is refused after twelve hours, however busy the session was', async () => {
    let answer = await signIn();
    for (let hours = 0; hours < 11.75; hours += 0.25) {
      api.clock.advance(15 * MINUTE);
      answer = await refresh(cookieOf(answer));
    }
    expect(answer.status).toBe(200);
    api.clock.advance(15 * MINUTE);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
    expect((await me(answer.body.accessToken)).status).toBe(401);
  });
});

describe('signing out', () => {
  it('acts on the next request, access tokens included, and takes the cookie away', async () => {
    const answer = await signIn();
    const out = await api.request.delete('/api/session').set('Cookie', cookieOf(answer));
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']).toEqual([expect.stringMatching(/^doorstroom=; Max-Age=0; Path=\/;/)]);
    expect((await me(answer.body.accessToken)).status).toBe(401);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });

  it('is done also where there is nothing to end', async () => {
    expect((await api.request.delete('/api/session')).status).toBe(204);
  });
});

describe('requests that another site has the browser send', () => {
  const foreign: Record<string, string>[] = [
    { Origin: 'https://evil.test' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN },
  ];

  it.each(foreign)('are refused with %o', async (headers) => {
    expect((await signIn({}, headers)).body.code).toBe('access.forbidden');
    const cookie = cookieOf(await signIn());
    expect((await api.request.post('/api/session/refresh').set({ Cookie: cookie, ...headers })).status).toBe(403);
    expect((await api.request.delete('/api/session').set({ Cookie: cookie, ...headers })).status).toBe(403);
    expect((await refresh(cookie)).status).toBe(200);
  });

  it('are told from those of our own page', async () => {
    for (const headers of [{ Origin: ORIGIN }, { 'Sec-Fetch-Site': 'same-origin' }, { Origin: api.url }])
      expect((await signIn({}, headers)).status).toBe(200);
  });
});

it('over https the cookie belongs to this very host and travels encrypted only', async () => {
  const secure = await startTestApp({ origin: 'https://doorstroom.test' });
  try {
    const { email } = await secure.makeUser({ role: 'coordinator' });
    const answer = await secure.request.post('/api/session').send({ email, password: PASSWORD });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-doorstroom=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect((await secure.request.post('/api/session/refresh').set('Cookie', cookieOf(answer))).status).toBe(200);
  } finally {
    await secure.close();
  }
});

function signIn(changed: { email?: string; password?: string } = {}, headers: Record<string, string> = {}) {
  return api.request
    .post('/api/session')
    .set(headers)
    .send({ email: user.email, password: PASSWORD, ...changed });
}

function refresh(cookie: string) {
  return api.request.post('/api/session/refresh').set('Cookie', cookie);
}

function me(token: string) {
  return api.request.get('/api/me').set('Authorization', `Bearer ${token}`);
}

function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  const cookies = headers['set-cookie'];
  return Array.isArray(cookies) ? String(cookies[0]).split(';', 1).join() : '';
}

function tokenIn(cookie: string): string {
  return cookie.slice(cookie.indexOf('=') + 1);
}
