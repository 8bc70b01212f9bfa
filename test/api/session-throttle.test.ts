import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';

describe('guessing at one account', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await startTestApp({ signInLimits: { perAddress: 10_000, freeAttempts: 3, firstWait: 1_000, longestWait: 8_000 } });
  });
  afterAll(() => api.close());

  const attempt = (email: string, password: string) => api.request.post('/api/session').send({ email, password });

  it('must wait longer with each wrong attempt, up to a limit, and is open again after it', async () => {
    const { email } = await api.makeUser({ role: 'coordinator' });
    for (let wrong = 0; wrong < 3; wrong++) expect((await attempt(email, 'wrong')).status).toBe(401);
    const waits: number[] = [];
    for (let wrong = 0; wrong < 5; wrong++) {
      const refused = await attempt(email, PASSWORD);
      expect(refused.body).toMatchObject({ status: 429, code: 'request.throttled' });
      expect(refused.headers['retry-after']).toBe(String(refused.body.retryAfter));
      waits.push(refused.body.retryAfter);
      api.clock.advance(refused.body.retryAfter * 1000);
      expect((await attempt(email, 'wrong')).status).toBe(401);
    }
    expect(waits).toEqual([1, 2, 4, 8, 8]);
    api.clock.advance(8_000);
    expect((await attempt(email, PASSWORD)).status).toBe(200);
    expect((await attempt(email, 'wrong')).status).toBe(401);
  });

  it('gains nothing from sending all guesses at once', async () => {
    const { email } = await api.makeUser({ role: 'coordinator' });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, guess) => attempt(email, `guess ${guess}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(17);
  });

  it('looks the same for an account that does not exist', async () => {
    for (let wrong = 0; wrong < 3; wrong++) await attempt('nobody@ocmw.test', 'wrong');
    expect((await attempt('NOBODY@ocmw.test', 'wrong')).status).toBe(429);
  });

  it('holds up nobody else', async () => {
    const [victim, other] = [await api.makeUser({ role: 'coordinator' }), await api.makeUser({ role: 'coordinator' })];
    for (let wrong = 0; wrong < 5; wrong++) await attempt(victim.email, 'wrong');
    expect((await attempt(other.email, PASSWORD)).status).toBe(200);
  });
});

it('guessing at many accounts from one address is stopped, and other addresses are not', async () => {
  const api = await startTestApp({ signInLimits: { perAddress: 3 } });
  try {
    const attempt = (guess: number, address: string) =>
      api.request
        .post('/api/session')
        .set('X-Forwarded-For', address)
        .send({ email: `guess${guess}@ocmw.test`, password: 'wrong' });
    for (let guess = 0; guess < 3; guess++) expect((await attempt(guess, '203.0.113.7')).status).toBe(401);
    const stopped = await attempt(3, '203.0.113.7');
    expect(stopped.body).toMatchObject({ status: 429, code: 'request.throttled', retryAfter: expect.any(Number) });
    expect(stopped.headers['retry-after']).toMatch(/^\d+$/);
    expect((await attempt(4, '203.0.113.8')).status).toBe(401);
  } finally {
    await api.close();
  }
});
