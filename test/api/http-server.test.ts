import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer, PATIENCE } from '#server/http/http-server.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';

let api: TestApp;
let worker: Agent;

beforeAll(async () => {
  api = await startTestApp({ patience: { headers: 400, body: 1_200, idle: 400, linger: 400 } });
  worker = await api.as('case-worker');
});
afterAll(() => api.close());

describe('a client that is slow on purpose', () => {
  it.each([
    ['stops in the middle of its headers', 'GET /api/about HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['says nothing at all', ''],
    ['stops in the middle of a body', `${post('/api/session')}Content-Length: 1000\r\n\r\n{"email":`],
    ['stops in the middle of a chunk', `${post('/api/session')}Transfer-Encoding: chunked\r\n\r\n5\r\n{"em`],
    ['keeps back a body that nobody asked for', `${post('/api/participants')}Content-Length: 1000\r\n\r\n{`],
  ])('is cut off when it %s', async (_what, bytes) => {
    const socket = await opened();
    socket.write(bytes || ' ');
    await ended(socket);
  });

  it('is cut off when it drips, byte by byte, a body that never ends', async () => {
    const socket = await opened();
    socket.write(`${post('/api/session')}Content-Length: 100000\r\n\r\n`);
    const drip = setInterval(() => socket.write('x'), 100);
    await ended(socket);
    clearInterval(drip);
  });

  it('is cut off when a file stops coming, and nothing of it is stored', async () => {
    const socket = await opened();
    const authorization = `Authorization: Bearer ${worker.token}\r\n`;
    socket.write(
      `POST /api/imports HTTP/1.1\r\nHost: x\r\n${authorization}Content-Type: text/csv\r\nContent-Length: 9999\r\n\r\nparticipant,`,
    );
    await ended(socket);
    expect(await api.db.participant.count()).toBe(0);
  });

  it('holds up nobody else', async () => {
    const slow = await Promise.all(Array.from({ length: 50 }, opened));
    for (const socket of slow) socket.write('GET /api/about HTTP/1.1\r\nX: ');
    expect((await api.request.get('/api/about')).status).toBe(200);
    await Promise.all(slow.map(ended));
  });
});

describe('a client that takes its time for a reason', () => {
  it('may send a file for longer than any other body', async () => {
    const pieces = 8;
    async function* slowly() {
      yield Buffer.from('participant,municipality,step,occurred_on,programme\n');
      for (let piece = 0; piece < pieces; piece++) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        yield Buffer.from(`SLOW-${piece},BEK,referral.received,2026-01-05,twe\n`);
      }
    }
    const sent = request(`${api.url}/api/imports?dryRun=true`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${worker.token}`, 'Content-Type': 'text/csv' },
    });
    const [[answer]] = await Promise.all([once(sent, 'response'), pipeline(slowly(), sent)]);
    expect(JSON.parse(await text(answer))).toMatchObject({ rows: pieces, rejected: [] });
  });
});

describe('the server that an office runs', () => {
  it('has a limit for everything that a client can draw out', () => {
    const server = httpServer();
    expect(server.headersTimeout).toBe(PATIENCE.headers);
    expect(server.requestTimeout).toBeGreaterThan(0);
    expect(server.maxHeadersCount).toBe(100);
    for (const limit of Object.values(PATIENCE)) expect(limit).toBeLessThanOrEqual(30_000);
    server.close();
  });
});

describe('a request of two minds, which a proxy may read otherwise than we', () => {
  const GET = 'GET /api/about HTTP/1.1\r\n';
  it.each([
    ['with a length and in chunks', `${post('/api/session')}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['with two lengths', `${post('/api/session')}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}{}`],
    ['with a length that is no number', `${post('/api/session')}Content-Length: +4\r\n\r\n{}{}`],
    ['in chunks and something after', `${post('/api/session')}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['with a blank before the colon', `${post('/api/session')}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['with a header that goes on in the next line', `${GET}Host: x\r\nX: a\r\n b: c\r\n\r\n`],
    ['with a line break alone in a header', `${GET}Host: x\r\nX: a\rContent-Length: 3\r\n\r\n`],
    ['with a NUL in a header', `${GET}Host: x\r\nX: a\u0000b\r\n\r\n`],
    ['without a host', `${GET}\r\n`],
    ['with a chunk of no size', `${post('/api/session')}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ])('%s is refused, and its connection closed', async (_what, bytes) => {
    const answer = await said(`${bytes}GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('the name under which the server is addressed', () => {
  const PATHS = ['/', '/aanmelden', '/healthz', '/readyz', '/api/docs', '/api/openapi.json', '/nonsense.txt', '/api/nonsense'];

  it('comes back in no answer, whatever a stranger calls it', async () => {
    const routes = ROUTES.map(
      ({ method, path }) => [method, `/api${path.replace(/:\w+/g, '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11')}`] as const,
    );
    for (const [method, path] of [...PATHS.map((each) => ['GET', each] as const), ...routes]) {
      const lies =
        'Host: evil.test\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: evil.test\r\nForwarded: host=evil.test\r\nOrigin: http://evil.test\r\n';
      const answer = await said(`${method} ${path} HTTP/1.1\r\n${lies}Accept: text/html\r\nConnection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 \d{3} /);
      expect(answer, path).not.toContain('evil.test');
    }
    const absolute = await said('GET http://evil.test/api/about HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n');
    expect(absolute).not.toContain('evil.test');
  });
});

function post(path: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
}

async function opened(): Promise<Socket> {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Until the other side has closed the connection; the test's own time runs out where it does not. */
async function ended(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

/** What the server answers to bytes as they are, until it closes the connection. */
async function said(bytes: string): Promise<string> {
  const socket = await opened();
  // Not ended on our side: the server lets go of whoever hangs up, before an answer that waits for the database.
  socket.write(bytes);
  return text(socket).catch(() => '');
}
