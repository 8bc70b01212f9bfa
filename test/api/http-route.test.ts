import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auditChain } from '#server/audit/append.ts';
import { asActor } from '#server/db/as-actor.ts';
import { openPostgresql } from '#server/db/client.ts';
import type { Actor } from '#server/http/actor.ts';
import { reach } from '#server/http/actor.ts';
import { contractsWithout } from '#server/http/completeness.ts';
import { type Dependencies, SIGN_IN_LIMITS } from '#server/http/dependencies.ts';
import { createLog } from '#server/http/log.ts';
import { problemHandler } from '#server/http/problems.ts';
import { requestIds } from '#server/http/request-id.ts';
import { type Handled, route } from '#server/http/route.ts';
import { apiRouter } from '#server/http/router.ts';
import { Problem } from '#shared/contract/problem.ts';
import { defineRoute } from '#shared/contract/route.ts';
import { listen, ORIGIN, SECRET } from '../setup/api.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

const Thing = z.object({ name: z.string() });

const readThing = defineRoute({
  id: 'readThing',
  method: 'GET',
  path: '/things/:id',
  tag: 't',
  summary: '',
  permission: 'public',
  responses: { 200: Thing },
  errors: [],
});
const changeThing = defineRoute({
  id: 'changeThing',
  method: 'PATCH',
  path: '/things/:id',
  tag: 't',
  summary: '',
  permission: 'steps.import',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ name: z.string() }),
  responses: { 200: Thing },
  etag: true,
  ifMatch: true,
  errors: [],
});
const fileOfThings = defineRoute({
  id: 'fileOfThings',
  method: 'GET',
  path: '/things.csv',
  tag: 't',
  summary: '',
  permission: 'public',
  responses: { 200: { download: 'text/csv' } },
  errors: [],
});
const takeThings = defineRoute({
  id: 'takeThings',
  method: 'POST',
  path: '/things',
  tag: 't',
  summary: '',
  permission: 'public',
  body: { stream: 'text/csv' },
  responses: { 200: Thing, 201: Thing },
  errors: [],
});

const WORKER: Actor = { userId: randomUUID(), name: 'W', role: 'case-worker', municipalities: ['BEK'], sessionId: randomUUID() };
const ADMINISTRATOR: Actor = { ...WORKER, role: 'administrator' };
const THING = `/api/things/${randomUUID()}`;

let database: TestDatabase;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  for (const close of closing) await close();
  await database.close();
});

describe('a handler', () => {
  it('answers with the version as ETag, and is given the one in If-Match', async () => {
    const seen: number[] = [];
    const api = await serve(
      route(changeThing, ({ version, body }) => {
        seen.push(version);
        return { body, version: version + 1 };
      }),
    );
    for (const tag of ['"3"', 'W/"3"', ' "3" ']) {
      const answer = await api.patch(THING).set('If-Match', tag).send({ name: 'x' });
      expect(answer.headers.etag).toBe('"4"');
    }
    expect(seen).toEqual([3, 3, 3]);
  });

  it('is not called without a version to change, nor with one that cannot be', async () => {
    const api = await serve(route(changeThing, ({ body }) => ({ body, version: 1 })));
    const patch = () => api.patch(THING).send({ name: 'x' });
    expect((await patch()).body).toMatchObject({ status: 428, code: 'version.required' });
    expect((await patch().set('If-Match', '*')).body).toMatchObject({ status: 428, code: 'version.required' });
    for (const tag of ['3', '"x"', '"3", "4"', '"-1"', '""', '"3.5"', '"99999999999"', '"2147483648"', "'3'"]) {
      expect((await patch().set('If-Match', tag)).body).toMatchObject({
        status: 422,
        fields: [{ path: 'header.if-match', code: 'format' }],
      });
    }
  });

  it('that throws leaves nothing behind of what it wrote', async () => {
    const api = await serve(
      route(changeThing, async ({ db }) => {
        await db.municipality.create({ data: { code: 'HALF', name: 'Half' } });
        throw new Problem('participant.reference-taken');
      }),
      { actor: ADMINISTRATOR },
    );
    expect((await api.patch(THING).set('If-Match', '"1"').send({ name: 'x' })).status).toBe(409);
    expect(await database.prisma.municipality.count()).toBe(0);
  });

  it('that fails is answered with the request id alone, and the log says why', async () => {
    const logged: string[] = [];
    const api = await serveLogged(
      logged,
      route(readThing, () => Promise.reject(new Error('the plumbing broke'))),
    );
    const answer = await api.get(THING);
    expect(answer.body).toEqual({
      type: '/problems/server.failed',
      title: expect.any(String),
      status: 500,
      code: 'server.failed',
      requestId: answer.headers['x-request-id'],
    });
    expect(logged.join()).toContain('the plumbing broke');
    expect(logged.join()).toContain(answer.headers['x-request-id']);
  });

  it('whose statement fails puts no value of it in the log', async () => {
    const logged: string[] = [];
    const api = await serveLogged(
      logged,
      route(changeThing, async ({ db }) => {
        await db.municipality.create({ data: { code: 'SECRET', name: 'Vandersmissen' } });
        await db.municipality.create({ data: { code: 'SECRET', name: 'Vandersmissen' } });
        return { body: { name: '' }, version: 1 };
      }),
      ADMINISTRATOR,
    );
    expect((await api.patch(THING).set('If-Match', '"1"').send({ name: 'x' })).status).toBe(500);
    expect(logged.join()).toContain('P2002');
    expect(logged.join()).not.toMatch(/Vandersmissen|SECRET/);
  });

  it.each([
    ['more than its contract says', { name: 'x', insz: '85.07.30-033.28' }],
    ['less', {}],
    ['something else', { name: 1 }],
  ])('that answers %s is found out', async (_what, body) => {
    const logged: string[] = [];
    // Over the wire anything is possible; the compiler is told what it wants to hear.
    const handled = route(readThing, () => ({ body: JSON.parse(JSON.stringify(body)) }));
    expect((await (await serveLogged(logged, handled)).get(THING)).status).toBe(500);
    expect(logged.join()).toMatch(/readThing answered 200/);
    expect((await (await serve(handled, { isAnswerChecked: false })).get(THING)).status).toBe(200);
  });
});

describe('a role', () => {
  it('without the permission is refused before the input is looked at', async () => {
    const api = await serve(
      route(changeThing, ({ body }) => ({ body, version: 1 })),
      { actor: { ...WORKER, role: 'coordinator' } },
    );
    expect((await api.patch('/api/things/nonsense').send({ nonsense: 1 })).body).toMatchObject({ status: 403, code: 'access.forbidden' });
  });

  it('reaches its own municipalities, all of them, or none', () => {
    expect(reach(WORKER, 'trajectory.read')).toEqual(['BEK']);
    expect(reach({ ...WORKER, role: 'coordinator' }, 'trajectory.read')).toBe('all');
    expect(reach({ ...WORKER, role: 'steering-group' }, 'trajectory.read')).toEqual([]);
  });
});

describe('a download', () => {
  const serveFile = (content: () => AsyncIterable<string>) =>
    serve(route(fileOfThings, () => ({ download: { filename: 'things.csv', content: content() } })));

  it('is sent as it is made', async () => {
    const api = await serveFile(async function* () {
      yield 'a,b\n';
      yield '1,é\n';
    });
    const answer = await api.get('/api/things.csv');
    expect(answer.text).toBe('a,b\n1,é\n');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=things.csv',
      'cache-control': 'no-store',
    });
  });

  it('that fails at once is a problem, and one that fails halfway is cut off', async () => {
    const atOnce = await serveFile(async function* () {
      if (ORIGIN) throw new Problem('resource.not-found');
      yield '';
    });
    expect((await atOnce.get('/api/things.csv')).body).toMatchObject({ status: 404, code: 'resource.not-found' });
    const halfway = await serveFile(async function* () {
      yield 'a,b\n'.repeat(100_000);
      throw new Error('halfway');
    });
    await expect(halfway.get('/api/things.csv')).rejects.toThrow(/aborted|socket hang up/);
  });

  it('lets go of what it reads from when its reader goes away', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const api = await serveFile(async function* () {
      try {
        for (;;) yield 'x'.repeat(100_000);
      } finally {
        release();
      }
    });
    const answer = await fetch(api.get('/api/things.csv').url);
    await answer.body?.cancel();
    await released;
  });
});

describe('a body that is streamed', () => {
  it('arrives unread and may be larger than a JSON body', async () => {
    const api = await serve(
      route(takeThings, async ({ body }) => ({ status: 200 as const, body: { name: String((await text(body)).length) } })),
    );
    const answer = await api.post('/api/things').set('Content-Type', 'text/csv').send('x'.repeat(3_000_000));
    expect(answer.body).toEqual({ name: '3000000' });
  });

  it('is answered also by a handler that stops reading it halfway', async () => {
    const api = await serve(
      route(takeThings, async ({ body }) => {
        await once(body, 'data');
        body.destroy();
        throw new Problem('import.unreadable');
      }),
    );
    for (let time = 0; time < 5; time++) {
      const answer = await api.post('/api/things').set('Content-Type', 'text/csv').send('x'.repeat(3_000_000));
      expect(answer.body.code).toBe('import.unreadable');
    }
  });

  it('that is cut off is no whole body', async () => {
    expect(await cutOff((body) => text(body).catch((error: unknown) => error))).toMatchObject({ code: 'request.malformed' });
  });

  it('may be cut off while nobody reads it', async () => {
    // It may be over before the handler, which waits for its transaction, looks at it.
    expect(await cutOff((body) => finished(body).catch((error: unknown) => error))).toMatchObject({ code: 'request.malformed' });
  });

  /** What a handler makes of a body of which a part arrives and no more. */
  async function cutOff(read: (body: Readable) => Promise<unknown>): Promise<unknown> {
    let end: (outcome: unknown) => void = () => {};
    const ended = new Promise((resolve) => {
      end = resolve;
    });
    const api = await serve(
      route(takeThings, async ({ body }) => {
        end(await read(body));
        return { status: 200 as const, body: { name: '' } };
      }),
    );
    const { hostname, port } = new URL(api.post('/api/things').url);
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\na,b\n', () =>
        socket.end(),
      );
    });
    return ended;
  }

  it('must be of the type that the contract names, and not compressed', async () => {
    const api = await serve(route(takeThings, () => ({ status: 200 as const, body: { name: '' } })));
    expect((await api.post('/api/things').send({ a: 1 })).body.code).toBe('request.media-type');
    expect((await api.post('/api/things').set('Content-Type', 'text/csv').set('Content-Encoding', 'gzip').send('x')).body.code).toBe(
      'request.media-type',
    );
  });
});

describe('a database that is not there', () => {
  it('is a 503 that says when to come back', async () => {
    const gone = await openPostgresql('postgresql://nobody:x@127.0.0.1:9/nothing');
    closing.push(() => gone.close());
    const api = await serve(
      route(readThing, async ({ db }) => ({ body: { name: String(await db.municipality.count()) } })),
      { db: gone.prisma },
    );
    const answer = await api.get(THING);
    expect(answer.body).toMatchObject({ status: 503, code: 'database.unavailable', retryAfter: 5 });
    expect(answer.headers['retry-after']).toBe('5');
    const writing = await serve(
      route(changeThing, async ({ db, body }) => ({ body: { ...body, name: String(await db.municipality.count()) }, version: 1 })),
      { db: gone.prisma },
    );
    expect((await writing.patch(THING).set('If-Match', '"1"').send({ name: 'x' })).status).toBe(503);
  });
});

describe('the list of contracts', () => {
  const handled = route(readThing, () => ({ body: { name: '' } }));

  it('says which have no handler, and takes none twice and none that it does not know', () => {
    expect(contractsWithout([readThing, takeThings], [handled])).toEqual(['takeThings']);
    expect(() => contractsWithout([readThing], [handled, handled])).toThrow('readThing');
    expect(() => contractsWithout([takeThings], [handled])).toThrow('readThing');
  });
});

type Options = { isAnswerChecked?: boolean; actor?: Actor; db?: TestDatabase['prisma']; write?: (line: string) => void };

function serveLogged(logged: string[], handled: Handled, actor = WORKER) {
  return serve(handled, { actor, write: (line) => void logged.push(line) });
}

async function serve(handled: Handled, { isAnswerChecked = true, actor = WORKER, db = database.prisma, write = () => {} }: Options = {}) {
  const log = createLog({ write });
  const config = { mode: 'demo', origin: ORIGIN, secret: SECRET, previousSecrets: [], hasPasswords: true } as const;
  const dependencies: Dependencies = {
    config,
    db,
    reads: (actor, work) => asActor(db, actor, work),
    writes: (actor, work) => asActor(db, actor, work),
    clock: () => new Date(),
    newId: randomUUID,
    randomBytes,
    log,
    signInLimits: SIGN_IN_LIMITS,
    protecting: { begin: () => undefined },
    isAnswerChecked,
  };
  const app = express().use(requestIds(randomUUID));
  app.use(
    '/api',
    apiRouter([handled], { dependencies, authenticate: () => Promise.resolve(actor), auditChain: auditChain({ secret: SECRET }) }),
  );
  const { url, close } = await listen(app.use(problemHandler(log)));
  closing.push(close);
  return supertest(url);
}
