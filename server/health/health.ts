import { setTimeout as wait } from 'node:timers/promises';
import { type Response, Router } from 'express';
import type { Database } from '#server/db/client.ts';
import type { DiskRoom } from '#server/db/disk-room.ts';
import { askDatabase } from './store.ts';

/**
 * `/healthz`: the process answers. `/readyz`: the database does too, so that a balancer may send requests here; those that read, where the disk
 * is full.
 */
export function healthRouter(db: Database, disk?: DiskRoom): Router {
  const isAnswering = askOnce(() => askDatabase(db));
  return Router()
    .get('/healthz', (_request, response) => answer(response, 200, 'up'))
    .get('/readyz', async (_request, response) => {
      const room = await disk?.left();
      if (room === 'none') return answer(response, 503, 'disk full');
      if (!(await isAnswering())) return answer(response, 503, 'database does not answer');
      return answer(response, 200, room === 'for-reading' ? 'ready to read only: disk full' : 'ready');
    });
}

/** Milliseconds that the database may take to answer. */
const PATIENCE = 1_000;

/** One question at a time: a database that stands still must not take a connection from the pool with every look at it. */
function askOnce(ask: () => Promise<void>): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;
  return () => {
    asked ??= ask()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asked = undefined;
      });
    return Promise.race([asked, wait(PATIENCE, false, { ref: false })]);
  };
}

function answer(response: Response, code: number, status: string): void {
  response.status(code).set('Cache-Control', 'no-store').json({ status });
}
