import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemDocument } from '#shared/contract/problem.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';

let api: TestApp;
let worker: Agent;

beforeAll(async () => {
  api = await startTestApp();
  worker = await api.as('case-worker');
});
afterAll(() => api.close());

describe('a problem', () => {
  it('is a document with a stable code, the id of the request and nothing to keep', async () => {
    const answer = await api.request.get('/api/me');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    const { requestId, ...rest } = ProblemDocument.parse(answer.body);
    expect(rest).toEqual({ type: '/problems/session.required', title: 'Sign in first', status: 401, code: 'session.required' });
    expect(answer.headers['x-request-id']).toBe(requestId);
    expect((await api.request.get('/api/me').set('X-Request-Id', 'mine')).headers['x-request-id']).not.toBe('mine');
  });

  it('names every field at fault, says what is wrong with it and what to do', async () => {
    const answer = await worker
      .post('/participants')
      .send({ birthDate: '2025-02-31', gender: 'q', reference: 7, workerId: 'x', firstName: ' ', lastName: 'a\u0000b', extra: 1 });
    expect(answer.body).toMatchObject({ status: 422, code: 'request.invalid' });
    expect(answer.body.fields).toEqual([
      { path: 'body.reference', code: 'type', message: 'must be text' },
      { path: 'body.firstName', code: 'too-short', message: 'must have at least 1 characters' },
      { path: 'body.lastName', code: 'text.not-storable', message: 'text without control characters' },
      { path: 'body.birthDate', code: 'format.date', message: 'must be a day that exists, as YYYY-MM-DD' },
      { path: 'body.gender', code: 'choice', message: 'must be one of f, m, x' },
      { path: 'body.workerId', code: 'format.uuid', message: 'must be a uuid' },
      { path: 'body.municipality', code: 'required', message: 'must be given' },
      { path: 'body.extra', code: 'unknown', message: 'not known here; leave it out' },
    ]);
  });

  it('names fields within the details of a step, and the types there are where the type is wrong', async () => {
    const post = (body: object) =>
      worker.post('/trajectories/0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11/steps').set('If-Match', '"1"').send(body);
    const details = { workForm: 'slavery', setting: 'public', more: 1 };
    expect(paths(await post({ type: 'placement.started', occurredOn: '0202-01-01', details }))).toEqual([
      'body.occurredOn date.out-of-range',
      'body.details.workForm choice',
      'body.details.more unknown',
    ]);
    expect((await post({ type: 'nonsense', occurredOn: '2026-01-01' })).body.fields).toEqual([
      { path: 'body.type', code: 'choice', message: expect.stringContaining('must be one of referral.received, intake.held') },
    ]);
    expect(paths(await post({}))).toEqual(['body.type required']);
    expect(paths(await worker.post('/participants').send([]))).toEqual(['body type']);
  });

  it('names query parameters that are wrong, unknown or given twice', async () => {
    expect(paths(await worker.get('/participants?limit=NaN&stage=nowhere&nonsense=1'))).toEqual([
      'query.limit type',
      'query.stage choice',
      'query.nonsense unknown',
    ]);
    expect(paths(await worker.get('/participants?limit=-1'))).toEqual(['query.limit too-small']);
    expect(paths(await worker.get('/participants?limit=1&limit=2'))).toEqual(['query.limit repeated']);
    expect(paths(await worker.get('/participants?limit[]=1'))).toEqual(['query.limit[] unknown']);
    expect(paths(await worker.get('/me?x=1'))).toEqual(['query.x unknown']);
    expect(paths(await worker.get('/participants?__proto__=1'))).toEqual(['query.__proto__ unknown']);
  });

  it('does not grow with what was sent', async () => {
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key${index}`, 1]));
    const answer = await worker.post('/participants').send(keys);
    expect(answer.status).toBe(422);
    expect(answer.body.fields.length).toBeLessThanOrEqual(100);
    const long = await worker.post('/participants').send({ ['x'.repeat(100_000)]: 1 });
    expect(long.text.length).toBeLessThan(1_000);
  });
});

describe('a body', () => {
  const post = (type: string, body: string | Buffer) =>
    worker
      .post('/participants')
      .set('Content-Type', type)
      .serialize((raw) => raw)
      .send(body);

  it('must be JSON, and say so', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'multipart/form-data', 'nonsense']) {
      expect((await post(type, '{}')).body).toMatchObject({ status: 415, code: 'request.media-type' });
    }
    expect((await post('application/json; charset=utf-8', '{}')).status).toBe(422);
    expect((await post('application/json; charset=latin1', '{}')).status).toBe(415);
    expect((await worker.post('/participants').set('Content-Encoding', 'compress').send({})).status).toBe(415);
  });

  it('must be well formed', async () => {
    for (const body of ['{', '{"a":1,}', 'nonsense', "{'a':1}", '{"a":\u0000}'])
      expect((await post('application/json', body)).body).toMatchObject({ status: 400, code: 'request.malformed' });
    expect((await post('application/json', Buffer.from([0x22, 0xff, 0xfe, 0x22]))).body.code).toBe('request.malformed');
    expect(
      (await worker.post('/participants').set('Content-Encoding', 'gzip').set('Content-Type', 'application/json').send('{}')).status,
    ).toBe(400);
  });

  it('may be at most 1 MB', async () => {
    const answer = await worker.post('/participants').send({ firstName: 'x'.repeat(1_000_000) });
    expect(answer.body).toMatchObject({ status: 413, code: 'request.too-large' });
  });

  it('that is missing, empty or not an object is answered with what must be there', async () => {
    expect(paths(await worker.post('/participants'))).toEqual(['body.municipality required']);
    for (const body of ['null', '"text"', '7', '[]', 'true']) expect(paths(await post('application/json', body))).toEqual(['body type']);
  });

  it('cannot reach the prototypes of objects, and may not be nested without end', async () => {
    expect(paths(await post('application/json', '{"__proto__":{"municipality":"BEK"},"constructor":1}'))).toEqual([
      'body.municipality required',
      'body.__proto__ unknown',
      'body.constructor unknown',
    ]);
    expect(paths(await post('application/json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`))).toEqual(['body too-deep']);
  });

  it('of a stranger is not even looked at', async () => {
    expect((await api.request.post('/api/participants').set('Content-Type', 'application/json').send('{')).status).toBe(401);
    expect((await (await api.as('steering-group')).post('/participants').set('Content-Type', 'application/json').send('{')).status).toBe(
      403,
    );
  });

  it('is ignored where the route has none', async () => {
    expect((await api.request.delete('/api/session').send({ a: 1 })).status).toBe(204);
  });
});

describe('an address', () => {
  it('that leads nowhere is a 404', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/nonsense',
      '/api/participants/',
      '/API/me',
      '/api/Me',
      '/api/%E0%A4%A',
      '/api/participants/%',
      '/api/..%2f..%2fetc/passwd',
      '/nonsense',
      '/api/__proto__',
    ]) {
      expect((await api.request.get(path).set('Authorization', `Bearer ${worker.token}`)).body).toMatchObject({ status: 404 });
    }
  });

  it('with an id that cannot be one is the 404 of somebody else’s', async () => {
    const somebodyElses = await worker.get('/participants/0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11');
    for (const id of ['1', 'null', '0b8e8a3c', "'", '%00', 'x'.repeat(5_000)]) {
      const { requestId: _id, ...answer } = (await worker.get(`/participants/${id}`)).body;
      expect({ ...answer, requestId: somebodyElses.body.requestId }).toEqual(somebodyElses.body);
    }
  });

  it('says which methods it takes', async () => {
    const answer = await worker.delete('/participants');
    expect(answer.body).toMatchObject({ status: 405, code: 'request.method' });
    expect(answer.headers.allow).toBe('GET, POST, HEAD');
    expect((await api.request.options('/api/me')).status).toBe(405);
    expect((await api.request.put('/api/session')).headers.allow).toBe('POST, DELETE');
  });
});

describe('every answer', () => {
  it('carries the headers that hold a browser to our own address', async () => {
    for (const path of ['/api/me', '/api/about', '/api/docs', '/healthz', '/nonsense', '/api/nonsense']) {
      const { headers } = await api.request.get(path);
      const policy =
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';manifest-src 'self';frame-ancestors 'none';base-uri 'none';form-action 'self';object-src 'none';require-trusted-types-for 'script';trusted-types 'none'";
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      for (const absent of ['x-powered-by', 'server', 'access-control-allow-origin', 'strict-transport-security'])
        expect(headers[absent]).toBeUndefined();
    }
  });

  it('of the API is not kept by browsers and proxies', async () => {
    for (const path of ['/about', '/me', '/participants']) expect((await worker.get(path)).headers['cache-control']).toBe('no-store');
  });

  it('over https tells the browser to come back over https', async () => {
    const secure = await startTestApp({ origin: 'https://doorstroom.test' });
    try {
      const { headers } = await secure.request.get('/api/about');
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    } finally {
      await secure.close();
    }
  });
});

describe('the log', () => {
  it('names the route and never the address, a body, a name or a token', async () => {
    api.logged.length = 0;
    await worker.get('/participants?q=Vandersmissen');
    await worker.get('/participants/0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11');
    await worker.post('/participants').send({ lastName: 'Vandersmissen', municipality: 'BEK', nonsense: 'Vandersmissen' });
    expect(api.logged).toMatchObject([
      { route: 'listParticipants GET /participants', status: 200 },
      { route: 'getParticipant GET /participants/:id', status: 404 },
      { route: 'createParticipant POST /participants', status: 422 },
    ]);
    const text = JSON.stringify(api.logged);
    for (const secret of ['Vandersmissen', '0b8e8a3c', worker.token, worker.user.name, worker.user.id, worker.user.email])
      expect(text).not.toContain(secret);
  });
});

describe('health', () => {
  it('says that the process is up and the database answers', async () => {
    expect((await api.request.get('/healthz')).body).toEqual({ status: 'up' });
    expect((await api.request.get('/readyz')).body).toEqual({ status: 'ready' });
  });
});

describe('what is no proper HTTP', () => {
  it('does not bring the server down', async () => {
    await say('GET /api/me HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    await say('NONSENSE\r\n\r\n');
    await say(`GET /api/me HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect((await api.request.get('/healthz')).status).toBe(200);
  });

  it('such as a body cut off halfway leaves nothing behind', async () => {
    await new Promise<void>((resolve) => {
      const cut = httpRequest(`${api.url}/api/participants`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${worker.token}`, 'Content-Type': 'application/json', 'Content-Length': 1000 },
      });
      cut.on('error', () => resolve());
      cut.write('{"municipality":"BEK"', () => setTimeout(() => cut.destroy(), 50));
    });
    expect(await api.db.participant.count()).toBe(0);
    expect((await api.request.get('/healthz')).status).toBe(200);
  });
});

describe('about', () => {
  it('names the version, and in demo mode the accounts to try, those who only record left out', async () => {
    await api.db.municipality.create({ data: { code: '24008', name: 'Bekkevoort' } });
    expect((await api.request.get('/api/about')).body).toEqual({
      name: 'Doorstroom',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      mode: 'demo',
      signIn: { password: true, singleSignOn: false },
      contacts: { office: null, dpo: null, security: null },
      demoPassword: 'doorstroom-demo-2026',
      demoAccounts: [
        { email: 'begeleider@demo.example', name: 'Els Vermeulen', role: 'case-worker', municipalities: ['Bekkevoort'] },
        { email: 'begeleider2@demo.example', name: 'Karim Bouzidi', role: 'case-worker', municipalities: ['24020'] },
        { email: 'regisseur@demo.example', name: 'Annelies Claessens', role: 'coordinator', municipalities: [] },
        { email: 'stuurgroep@demo.example', name: 'Rik Houben', role: 'steering-group', municipalities: [] },
        { email: 'beheerder@demo.example', name: 'Saskia De Bruyn', role: 'administrator', municipalities: [] },
      ],
    });
  });

  it('names the municipalities to whoever is signed in', async () => {
    await api.makeMunicipality('AAR');
    await api.db.municipality.deleteMany({ where: { code: '24008' } });
    expect((await (await api.as('steering-group')).get('/municipalities')).body.items).toMatchObject([
      { code: 'AAR', name: 'Gemeente AAR' },
      { code: 'BEK', name: 'Gemeente BEK' },
    ]);
    expect((await api.request.get('/api/municipalities')).status).toBe(401);
  });
});

function paths({ body }: { body: { fields?: { path: string; code: string }[] } }): string[] {
  return body.fields?.map(({ path, code }) => `${path} ${code}`) ?? [];
}

/** Sends bytes as they are and waits for the server to end the connection or answer. */
function say(bytes: string): Promise<void> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}
