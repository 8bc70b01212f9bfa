import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor } from '#server/db/as-actor.ts';
import { openDatabase } from '#server/db/client.ts';
import { asAdministrator, databaseAt } from '../setup/postgresql-template.ts';
import { runCommand, type Settings, startServer } from '../setup/server-process.ts';
import { signIn, type Worker } from '../setup/worker.ts';

const { CRASH_CYCLES = '20', TEST_DATABASE_URL } = process.env;
const KILLS = Number(CRASH_CYCLES);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const demo = () => ({ DOORSTROOM_DATA: folder, DOORSTROOM_MODE: 'demo', DOORSTROOM_DEMO: 'accounts' });

describe('killed while it writes', () => {
  it('loses no acknowledged step on the embedded database nor the line of it, and stays equal to the rebuild', () => survives(demo()));

  it.skipIf(!TEST_DATABASE_URL)('loses no acknowledged step on PostgreSQL nor the line of it, and stays equal to the rebuild', async () => {
    const server = TEST_DATABASE_URL ?? '';
    const name = `doorstroom_kill_${randomBytes(5).toString('hex')}`;
    await asAdministrator(server, (client) => client.query(`create database ${name}`));
    try {
      // A folder of its own: the anchor in it remembers where the log of one database ends.
      await survives({ ...demo(), DOORSTROOM_DATA: join(folder, 'postgresql'), DATABASE_URL: databaseAt(server, name) });
    } finally {
      await asAdministrator(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    }
  });
});

it('refuses a second start on the same data folder, and the first goes on', async () => {
  const first = await startServer(demo());
  try {
    const second = await runCommand(['start'], demo());
    expect(second.code).not.toBe(0);
    expect(second.output).toContain(folder);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  } finally {
    expect(await first.stop()).toBe(0);
  }
}, 60_000);

/** A step that the server said it recorded, and in answer to which request. */
interface Receipt {
  step: string;
  requestId: string;
}
/** By trajectory. */
type Acknowledged = Map<string, Receipt[]>;

async function survives(settings: Settings): Promise<void> {
  const acknowledged: Acknowledged = new Map();
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startServer(settings);
    const worker = await signIn(server);
    const trajectories = await Promise.all([1, 2, 3].map(() => worker.open()));
    const writing = trajectories.map(({ id, version }) => writeUntilKilled(worker, id, version, acknowledged));
    // By what was acknowledged and not by the clock, so that a slow machine is killed in the middle of its writing too.
    const enough = count(acknowledged) + randomInt(1, 25);
    while (count(acknowledged) < enough) await wait(1);
    await wait(randomInt(0, 10));
    await server.kill();
    await Promise.all(writing);
  }
  const server = await startServer(settings);
  const worker = await signIn(server);
  const kept = new Map<string, string[]>();
  for (const [id, receipts] of acknowledged) {
    const steps = await worker.stepIds(id);
    expect(receipts.filter(({ step }) => !steps.includes(step))).toEqual([]);
    kept.set(id, steps);
  }
  expect(await server.stop()).toBe(0);
  await expectOneLineEach(settings, acknowledged, kept);
  const check = await runCommand(['rebuild', '--check'], settings);
  expect(check.output).not.toBe('');
  expect(check.code, check.output).toBe(0);
  expect(await runCommand(['audit', 'verify'], settings)).toMatchObject({
    code: 0,
    output: expect.stringContaining('The audit log is whole'),
  });
}

/** Of each step that was acknowledged one line by its request, and of each that is kept, heard or unheard, one in all. */
async function expectOneLineEach(
  { DATABASE_URL, DOORSTROOM_DATA = '' }: Settings,
  acknowledged: Acknowledged,
  kept: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const database = await openDatabase({ dataFolder: DOORSTROOM_DATA, ...(DATABASE_URL && { databaseUrl: DATABASE_URL }) });
  const lines = await asActor(database.prisma, 'system', (tx) =>
    tx.audit.findMany({ where: { action: 'recordStep', outcome: 'done' }, select: { requestId: true, subjectId: true } }),
  ).finally(() => database.close());
  for (const [id, receipts] of acknowledged) {
    const about = lines.filter(({ subjectId }) => subjectId === id).map(({ requestId }) => requestId);
    for (const { requestId } of receipts) expect(about.filter((each) => each === requestId)).toEqual([requestId]);
    // The first step, the referral, came with the opening of the trajectory.
    expect(about).toHaveLength((kept.get(id)?.length ?? 0) - 1);
  }
}

function count(acknowledged: Acknowledged): number {
  return [...acknowledged.values()].flat().length;
}

async function writeUntilKilled(worker: Worker, id: string, version: number, acknowledged: Acknowledged): Promise<void> {
  const mine: Receipt[] = [];
  acknowledged.set(id, mine);
  for (;;) {
    const step = randomUUID();
    const answer = await worker.record(id, version + mine.length, step).catch(() => undefined);
    if (!answer) return;
    expect(answer.status).toBe(201);
    mine.push({ step, requestId: answer.headers.get('X-Request-Id') ?? '' });
  }
}
