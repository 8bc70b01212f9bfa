import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, findPostgresql, startCluster } from '../setup/cluster.ts';
import { runCommand, type ServerProcess, type Settings, startServer } from '../setup/server-process.ts';
import { signIn, type Worker } from '../setup/worker.ts';

const bin = findPostgresql();
const REQUESTS = 200;

describe.skipIf(!bin)('a PostgreSQL that goes away (skipped where there is no pg_ctl)', () => {
  let folder: string;
  let cluster: Cluster;
  let settings: Settings;
  let server: ServerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doorstroom-restart-'));
    cluster = await startCluster(bin ?? '');
    settings = {
      DATABASE_URL: await cluster.makeDatabase(),
      DOORSTROOM_DATA: folder,
      DOORSTROOM_MODE: 'demo',
      DOORSTROOM_DEMO: 'accounts',
    };
    server = await startServer(settings);
  });
  afterAll(async () => {
    await server.kill();
    await cluster.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['fast', 'immediate'] as const)(
    'stopped in the %s way under 200 requests: 503s alone, back within 10 seconds, no acknowledged step lost',
    async (how) => {
      const worker = await signIn(server);
      const desks = await Promise.all([1, 2, 3].map(async () => new Desk(worker, await worker.open())));
      let sent = 0;
      const seen: Response[] = [];
      let isOver = false;
      const busy = desks
        .flatMap((desk) => [desk.write.bind(desk), desk.read.bind(desk)])
        .map(async (ask) => {
          while (!isOver) {
            sent++;
            const answer = await ask();
            seen.push(answer);
            if (answer.status === 503) await wait(20);
          }
        });
      await until(() => seen.length >= REQUESTS / 4);

      await cluster.stop(how);
      expect(await timeUntil(server, 503)).toBeLessThan(2_000);
      const whenAway = sent;
      await until(() => sent >= whenAway + REQUESTS / 2);
      await cluster.start();
      expect(await timeUntil(server, 200)).toBeLessThan(10_000);
      const whenBack = sent;
      await until(() => sent >= whenBack + REQUESTS / 4);
      isOver = true;
      await Promise.all(busy);

      expect(seen.length).toBeGreaterThanOrEqual(REQUESTS);
      const others = seen.filter(({ status }) => ![200, 201, 503].includes(status));
      expect(await Promise.all(others.map(async (answer) => [answer.status, await answer.text()]))).toEqual([]);
      const refused = seen.filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      for (const { headers } of refused) expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
      for (const desk of desks) await desk.expectAllKept();
    },
  );

  it('answers when it does not, and serves again when it does', async () => {
    const worker = await signIn(server);
    const { id } = await worker.open();
    await cluster.pause();
    try {
      expect(await timeUntil(server, 503)).toBeLessThan(2_000);
      const before = performance.now();
      const answer = await worker.read(`/trajectories/${id}`);
      expect([answer.status, Math.round(performance.now() - before)]).toEqual([503, expect.toSatisfy((ms: number) => ms < 20_000)]);
    } finally {
      await cluster.resume();
    }
    expect(await timeUntil(server, 200)).toBeLessThan(10_000);
    expect((await worker.read(`/trajectories/${id}`)).status).toBe(200);
  });

  it('leaves steps, stays and figures in agreement', async () => {
    expect(await server.stop()).toBe(0);
    expect(await runCommand(['rebuild', '--check'], settings)).toMatchObject({
      code: 0,
      output: expect.stringContaining(' 0 differences'),
    });
  });
});

/** Somebody who records one step after the other, and one that was not acknowledged again under the same id. */
class Desk {
  readonly #acknowledged: string[] = [];
  readonly #worker: Worker;
  readonly #id: string;
  #version: number;
  #step = randomUUID();

  constructor(worker: Worker, { id, version }: { id: string; version: number }) {
    this.#worker = worker;
    this.#id = id;
    this.#version = version;
  }

  read(): Promise<Response> {
    return this.#worker.read(`/trajectories/${this.#id}`);
  }

  async write(): Promise<Response> {
    const answer = await this.#worker.record(this.#id, this.#version, this.#step);
    if (answer.status === 201 || answer.status === 200) {
      this.#acknowledged.push(this.#step);
      this.#version = (await answer.clone().json()).version;
      this.#step = randomUUID();
    }
    return answer;
  }

  async expectAllKept(): Promise<void> {
    const kept = await this.#worker.stepIds(this.#id);
    expect(this.#acknowledged.length).toBeGreaterThan(0);
    expect(this.#acknowledged.filter((step) => !kept.includes(step))).toEqual([]);
  }
}

/** Milliseconds until `/readyz` says so. */
async function timeUntil({ url }: ServerProcess, status: number): Promise<number> {
  const start = performance.now();
  await until(async () => (await fetch(`${url}/readyz`)).status === status);
  return performance.now() - start;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > 60_000) throw new Error('it did not come to that within a minute');
    await wait(5);
  }
}
