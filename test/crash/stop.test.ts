import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, type ServerProcess, startServer } from '../setup/server-process.ts';
import { signIn, type Worker } from '../setup/worker.ts';

let folder: string;
let server: ServerProcess;
let worker: Worker;
const settings = () => ({ DOORSTROOM_DATA: folder, DOORSTROOM_DEMO: 'accounts' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-stop-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  server = await startServer(settings());
  worker = await signIn(server);
});
afterEach(() => server.kill());

const HEADER = 'participant,municipality,step,occurred_on,programme\n';

describe('a server that is told to stop', () => {
  it('takes nothing new, finishes what is under way, ends with 0 and lets go of its folder', async () => {
    const upload = begin('/imports', 'text/csv', HEADER);
    const form = begin('/participants', 'application/json', '{"municipality":');
    await Promise.all([upload.isTaken, form.isTaken]);
    const stopped = server.stop();
    await untilRefused(server.url);
    form.end(`"${worker.municipality}"}`);
    upload.end(`P1,${worker.municipality},referral.received,2026-01-05,twe\n`);
    expect(await form.status).toBe(201);
    expect(await upload.status).toBe(200);
    expect(await stopped).toBe(0);
    expect(await runCommand(['rebuild', '--check'], settings())).toMatchObject({
      code: 0,
      output: expect.stringContaining(' 0 differences'),
    });
  });

  it('waits ten seconds at most for who does not finish, and stores nothing of it', async () => {
    const upload = begin('/imports', 'text/csv', `${HEADER}P2,${worker.municipality},referral.received,2026-01-05,twe\n`);
    await upload.isTaken;
    const before = performance.now();
    const [code, status] = await Promise.all([server.stop(), upload.status]);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect([code, status]).toEqual([0, 'cut']);
  });

  it('cuts an import that would take longer, which then was not there', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `L${index},${worker.municipality},referral.received,2026-01-05,twe\n`);
    const upload = begin('/imports', 'text/csv', HEADER + rows.join(''));
    upload.end('');
    await upload.isTaken;
    await wait(1_500);
    const before = performance.now();
    const [code, status] = await Promise.all([server.stop(), upload.status]);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect([code, status]).toEqual([0, 'cut']);
    const check = await runCommand(['rebuild', '--check'], settings());
    expect(check).toMatchObject({ code: 0, output: expect.stringMatching(/^[0-9]{1,2} trajectories .* 0 differences/) });
  });

  it('ends at once when it is told twice', async () => {
    const upload = begin('/imports', 'text/csv', HEADER);
    await upload.isTaken;
    const stopped = server.stop();
    await untilRefused(server.url);
    const before = performance.now();
    await server.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await stopped).toBe(1);
    expect(await upload.status).toBe('cut');
  });
});

/** A request of which the body comes in parts; `isTaken` when the server has begun to read it. */
function begin(path: string, type: string, first: string) {
  const sending = request(`${server.url}/api${path}`, {
    method: 'POST',
    headers: { ...worker.token, 'Content-Type': type, 'Transfer-Encoding': 'chunked', Expect: '100-continue' },
  });
  const status = new Promise<number | 'cut'>((resolve) => {
    sending.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.once('error', () => resolve('cut'));
  });
  const isTaken = once(sending, 'continue').then(() => sending.write(first));
  sending.flushHeaders();
  return { isTaken, status, end: (rest: string) => sending.end(rest) };
}

async function untilRefused(url: string): Promise<void> {
  for (;;) {
    const isListening = await fetch(`${url}/healthz`, { headers: { Connection: 'close' } }).then(
      () => true,
      () => false,
    );
    if (!isListening) return;
    await wait(10);
  }
}
