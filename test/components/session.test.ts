import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// The server is the boundary here: its answers are played at `fetch`, everything on this side is real.
type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Call = { path: string; method: string; headers: Headers; body: string | null };

const lies = { id: '0b5ad3a5-0000-4000-8000-000000000001', name: 'Lies Janssens', role: 'case-worker', municipalities: ['BEK'] };
const hilde = { ...lies, id: '0b5ad3a5-0000-4000-8000-000000000002', name: 'Hilde Vos' };

let calls: Call[];
let answer: (call: Call) => Answer | Promise<Answer> | Error;

beforeEach(() => {
  calls = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = {
      path,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : null,
    };
    calls.push(call);
    const given = await answer(call);
    if (given instanceof Error) throw given;
    return new Response(given.body === undefined ? null : JSON.stringify(given.body), {
      status: given.status,
      headers: given.headers ?? {},
    });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The modules hold the session in memory, so each test takes them anew. */
async function freshClient() {
  vi.resetModules();
  const session = await import('#client/api/session.ts');
  const { request, requestVersioned } = await import('#client/api/request.ts');
  const { ApiProblem } = await import('#client/api/problem.ts');
  return { ...session, request, requestVersioned, ApiProblem };
}

const signedIn = (accessToken: string, user = lies): Answer => ({ status: 200, body: { accessToken, expiresIn: 600, user } });
const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, requestId: 'r-1', ...more },
});

describe('a session', () => {
  it('is taken up again from the cookie when the page loads', async () => {
    answer = () => signedIn('one');
    const client = await freshClient();
    await client.resume();
    expect(client.getSession()).toEqual({ status: 'signed-in', user: lies });
  });

  it('is not there when the cookie no longer holds', async () => {
    answer = () => problem(401, 'session.required');
    const client = await freshClient();
    await client.resume();
    expect(client.getSession().status).toBe('signed-out');
  });

  it('is not thought over because the server is away', async () => {
    answer = () => new Error('network');
    const client = await freshClient();
    await client.resume();
    expect(client.getSession().status).toBe('unreachable');
  });

  it('keeps the token out of every storage', async () => {
    answer = () => signedIn('secret-token');
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    expect(JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie).not.toContain('secret-token');
  });
});

describe('a request', () => {
  it('carries the token, fills the path, leaves empty filters out and quotes the version', async () => {
    answer = ({ path }) => (path === '/api/session' ? signedIn('one') : { status: 200, body: {} });
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    await client.request<Route>('PATCH', '/things/:id', {
      params: { id: 'a b' },
      query: { q: '', limit: 50, by: ['x', 'y'] },
      body: { a: 1 },
      ifMatch: 7,
    });
    const call = calls.at(-1);
    expect(call?.path).toBe('/api/things/a%20b?limit=50&by=x%2Cy');
    expect(call?.headers.get('Authorization')).toBe('Bearer one');
    expect(call?.headers.get('If-Match')).toBe('"7"');
    expect(call?.body).toBe('{"a":1}');
  });

  it('reads the version from the ETag', async () => {
    answer = () => ({ status: 200, body: { name: 'x' }, headers: { ETag: '"7"' } });
    const client = await freshClient();
    expect(await client.requestVersioned<Plain>('GET', '/plain')).toEqual({ data: { name: 'x' }, version: '7' });
  });

  it('is sent again, once, after the token was renewed', async () => {
    answer = ({ path, headers }) => {
      if (path === '/api/session') return signedIn('old');
      if (path === '/api/session/refresh') return signedIn('new');
      return headers.get('Authorization') === 'Bearer new' ? { status: 200, body: { ok: true } } : problem(401, 'session.required');
    };
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    expect(await client.request<Plain>('GET', '/plain')).toEqual({ ok: true });
    expect(calls.map(({ path }) => path)).toEqual(['/api/session', '/api/plain', '/api/session/refresh', '/api/plain']);
  });

  it('shares one renewal with those that were refused at the same time', async () => {
    answer = ({ path, headers }) => {
      if (path === '/api/session') return signedIn('old');
      if (path === '/api/session/refresh') return signedIn('new');
      return headers.get('Authorization') === 'Bearer new' ? { status: 200, body: {} } : problem(401, 'session.required');
    };
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    await Promise.all([1, 2, 3, 4].map(() => client.request<Plain>('GET', '/plain')));
    expect(calls.filter(({ path }) => path === '/api/session/refresh')).toHaveLength(1);
  });

  it('waits while the person signs in again, and then goes on', async () => {
    let isOver = true;
    answer = ({ path }) => {
      if (path === '/api/session') return signedIn('again');
      if (path === '/api/session/refresh') return problem(401, 'session.required');
      return isOver ? problem(401, 'session.required') : { status: 200, body: { saved: true } };
    };
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    const saving = client.request<Plain>('GET', '/plain');
    await vi.waitFor(() => expect(client.getSession().status).toBe('expired'));
    isOver = false;
    await client.signIn({ email: 'a@b.be', password: 'x' });
    expect(await saving).toEqual({ saved: true });
  });

  it('that waited is refused when the person signs out instead', async () => {
    answer = ({ path, method }) => {
      if (path === '/api/session' && method === 'POST') return signedIn('one');
      if (path === '/api/session') return { status: 204 };
      return problem(401, 'session.required');
    };
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    const saving = client.request<Plain>('GET', '/plain');
    const refused = expect(saving).rejects.toMatchObject({ code: 'session.required' });
    await vi.waitFor(() => expect(client.getSession().status).toBe('expired'));
    await client.signOut();
    await refused;
    expect(client.getSession()).toEqual({ status: 'signed-out', user: null, hasLeft: true });
  });

  it('that began elsewhere is ended there too: signing out goes on where the server says', async () => {
    const assign = vi.fn();
    vi.stubGlobal('location', { assign });
    answer = ({ method }) => (method === 'DELETE' ? { status: 200, body: { continueAt: '/api/session/oidc/end' } } : signedIn('one'));
    const client = await freshClient();
    await client.resume();
    await client.signOut();
    expect(assign).toHaveBeenCalledExactlyOnceWith('/api/session/oidc/end');
    expect(client.getSession().status).toBe('signed-out');
  });

  it('long ago means that an unattended screen is covered when its session is over', async () => {
    answer = ({ path }) => {
      if (path === '/api/session') return signedIn('one');
      return path === '/api/session/refresh' ? problem(401, 'session.required') : { status: 200, body: {} };
    };
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    vi.useFakeTimers();
    await client.request<Plain>('GET', '/plain');
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(client.getSession().status).toBe('signed-in');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.getSession().status).toBe('expired');
  });

  it('gives the next person nothing of the one before', async () => {
    const signIns = [signedIn('one', lies), signedIn('two', hilde)];
    const assign = vi.fn();
    vi.stubGlobal('location', { assign });
    answer = ({ path }) =>
      path === '/api/session' ? (signIns.shift() ?? problem(500, 'server.failed')) : problem(401, 'session.required');
    const client = await freshClient();
    await client.signIn({ email: 'a@b.be', password: 'x' });
    await client.signIn({ email: 'c@d.be', password: 'x' });
    expect(assign).toHaveBeenCalledWith('/');
  });
});

describe('a refusal', () => {
  it('carries its code, its fields and what the contract adds', async () => {
    answer = () => problem(422, 'request.invalid', { fields: [{ path: 'body.email', code: 'format', message: 'no' }] });
    const client = await freshClient();
    const error = await client.request<Plain>('GET', '/plain').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'request.invalid', status: 422, requestId: 'r-1', fields: [{ path: 'body.email' }] });
  });

  it('says how long to wait', async () => {
    answer = () => problem(429, 'request.throttled', { retryAfter: 42 });
    const client = await freshClient();
    await expect(client.signIn({ email: 'a@b.be', password: 'x' })).rejects.toMatchObject({ code: 'request.throttled', retryAfter: 42 });
  });

  it('is told from a proxy that answers in place of the server', async () => {
    answer = () => ({ status: 502, headers: { 'Content-Type': 'text/html' } });
    const client = await freshClient();
    await expect(client.request<Plain>('GET', '/plain')).rejects.toMatchObject({ code: 'client.unreachable' });
  });
});

type Base = { id: string; summary: string; tag: string; permission: 'public'; errors: []; responses: { 200: null } };
type Plain = Base & { method: 'GET'; path: '/plain' };
type Route = Base & {
  method: 'PATCH';
  path: '/things/:id';
  ifMatch: true;
  params: import('zod').ZodObject<{ id: import('zod').ZodString }>;
  query: import('zod').ZodObject<{ q: import('zod').ZodString; limit: import('zod').ZodNumber; by: import('zod').ZodString }>;
  body: import('zod').ZodObject<{ a: import('zod').ZodNumber }>;
};
