import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import autocannon from 'autocannon';
import express from 'express';
import pg from 'pg';
import { listStatement } from '#server/participants/store.ts';
import { signAccessToken, tokenKeys } from '#server/session/tokens.ts';
import { loadStatement } from '#server/trajectories/store.ts';
import type { BenchDatabase } from './database.ts';
import { print } from './measure.ts';
import { productOn } from './product.ts';
import { OFFICES, WORKER } from './region.ts';

interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds, one request after the other: what a user waits, the network apart. */
  readonly p95: number;
  readonly median: number;
}

/** One trajectory and a page of 50 participants over HTTP, against a bare Express route that sends the same query over plain pg. */
export async function benchReads(database: BenchDatabase & { url: string }): Promise<void> {
  const pool = new pg.Pool({ connectionString: database.url, max: 10 });
  const [{ id = '' } = {}] = await database.prisma.trajectory.findMany({ take: 1, skip: 5000, orderBy: { id: 'asc' } });
  const page = listStatement(OFFICES, { words: [] }, { by: 'name', isDescending: false }, undefined, 51);
  const bare = express()
    .get('/api/trajectories/:id', async (request, response) => {
      const { text, values } = loadStatement(request.params.id, OFFICES);
      response.json((await pool.query(text, values)).rows[0].file);
    })
    .get('/api/participants', async (_, response) => {
      response.json((await pool.query(page.text, page.values)).rows.map(({ item }) => item));
    });
  const { product, token } = await signedInOn(database);
  for (const [what, path] of [
    ['one trajectory', `/api/trajectories/${id}`],
    ['a list page of 50', '/api/participants'],
  ] as const) {
    const ours = await load(product, path, token);
    const plain = await load(bare, path, token);
    const ratio = ours.requestsPerSecond / plain.requestsPerSecond;
    print(
      `${what} (requests/s)`,
      { product: ours.requestsPerSecond, 'bare Express + pg': plain.requestsPerSecond, ratio },
      { holds: ratio >= 1 / 3, text: 'at least a third' },
    );
    print(
      `${what} (ms)`,
      { median: ours.median, p95: ours.p95, 'bare p95': plain.p95 },
      { holds: ours.p95 <= 10, text: 'p95 at most 10 ms' },
    );
  }
  await pool.end();
}

async function signedInOn(database: BenchDatabase): Promise<{ product: RequestListener; token: string }> {
  const { app: product, config } = productOn(database);
  const sessionId = randomUUID();
  const now = new Date();
  const later = new Date(now.getTime() + 3_600_000);
  await database.prisma.session.create({ data: { id: sessionId, userId: WORKER, createdAt: now, lastUsedAt: now, expiresAt: later } });
  return { product, token: signAccessToken(tokenKeys(config), { userId: WORKER, sessionId }, now) };
}

async function load(app: RequestListener, path: string, token: string): Promise<Load> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  await autocannon({ url, headers, connections: 4, duration: 2, workers: 1 });
  const many = await autocannon({ url, headers, connections: 10, duration: 8, workers: 1 });
  const waits: number[] = [];
  for (let run = 0; run < 400; run++) {
    const start = performance.now();
    await (await fetch(url, { headers })).arrayBuffer();
    waits.push(performance.now() - start);
  }
  server.close();
  server.closeAllConnections();
  const sorted = waits.toSorted((a, b) => a - b);
  return { requestsPerSecond: many.requests.average, median: sorted[200] ?? Number.NaN, p95: sorted[380] ?? Number.NaN };
}
