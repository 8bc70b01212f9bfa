import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type ServerProcess, startServer } from '../setup/server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'doorstroom-'));
const running: ServerProcess[] = [];

beforeAll(async () => {
  // The first start also builds and makes the database, which no test here is about.
  await (await startServer(settings())).stop();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.kill();
});
afterAll(() => rmSync(folder, { recursive: true }));

function settings(others: Record<string, string> = {}): Record<string, string> {
  return { DOORSTROOM_DATA: folder, DOORSTROOM_DEMO: 'accounts', ...others };
}

async function start(): Promise<ServerProcess> {
  const server = await startServer(settings());
  running.push(server);
  return server;
}

/** As a browser asks for a page. */
function visit(url: string): Promise<Response> {
  return fetch(url, { headers: { accept: 'text/html' } });
}

function run(args: readonly string[], others: Record<string, string> = {}) {
  return runCommand(args, settings(others));
}

describe('a start', () => {
  it('says where it answers, and answers there with the screen and the API', async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const page = await visit(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    expect(await (await fetch(`${url}/api/about`)).json()).toMatchObject({ name: 'Doorstroom', mode: 'demo' });
  });

  it('is refused while another process has the data folder, which goes on undisturbed', async () => {
    const { url } = await start();
    const second = await run(['start']);
    expect(second.code).toBe(1);
    expect(second.output).toContain('is in use by another Doorstroom');
    expect(second.output).not.toContain('    at ');
    expect((await fetch(`${url}/api/about`)).status).toBe(200);
  });

  it('comes back after a process that was killed', async () => {
    await (await startServer(settings())).kill();
    expect((await visit((await start()).url)).status).toBe(200);
  });

  it('names the setting when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address?.port);
    expect(await run(['start'], { PORT: port })).toEqual({ code: 1, output: expect.stringContaining(`PORT: ${port}`) });
    other.close();
  });

  it('names every setting that is wrong, without a stack', async () => {
    const { code, output } = await run(['start'], { PORT: 'x', DOORSTROOM_MODE: 'production' });
    expect(code).toBe(1);
    expect(output).toContain('PORT');
    expect(output).not.toContain('    at ');
  });

  it('says that a PostgreSQL does not answer', async () => {
    const DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
    const { code, output } = await run(['start'], { DATABASE_URL, DOORSTROOM_MODE: 'demo' });
    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL: the database cannot be opened');
  });
});

describe('a start that fails', () => {
  const SECRET = 'canary-Zq7Zq7Xw4Xw4Lp2Lp2Mn9Mn9Kt5Kt5';
  it.each([
    ['a server that is not there', 'postgresql://els:canary-pw@127.0.0.1:1/nothing'],
    ['a host that does not exist', 'postgresql://els:canary-pw@nowhere.invalid/nothing'],
    ['an address that cannot be read', 'postgresql://els:canary-pw%zz@127.0.0.1:1/nothing'],
    ['a port that cannot be', 'postgresql://els:canary-pw@127.0.0.1:99999/nothing'],
    ['another kind of address', 'mysql://els:canary-pw@127.0.0.1/nothing'],
  ])('on %s prints no password and no secret', async (_what, DATABASE_URL) => {
    const { code, output } = await run(['start'], { DATABASE_URL, DOORSTROOM_SECRET: SECRET, DOORSTROOM_MODE: 'demo' });
    expect(code).toBe(1);
    expect(output).not.toBe('');
    expect(output).not.toContain('canary');
  });

  it('on settings that are wrong prints none of their values', async () => {
    const wrong = {
      DOORSTROOM_SECRET: 'canary',
      DATABASE_URL: 'canary',
      DOORSTROOM_ORIGIN: 'canary',
      PORT: 'canary',
      DOORSTROOM_MODE: 'canary',
    };
    const { code, output } = await run(['start'], wrong);
    expect(code).toBe(1);
    expect(output).not.toContain('canary');
  });
});

describe('a stop', () => {
  it('exits with 0, also while a client keeps its connection open', async () => {
    const server = await startServer(settings());
    const { port } = new URL(server.url);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    const before = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - before).toBeLessThan(10_000);
    idle.destroy();
  });
});

describe('the command line', () => {
  it('lists its commands', async () => {
    const { code, output } = await run(['--help']);
    expect(code).toBe(0);
    expect(output).toMatch(/start .*\n.*migrate /);
  });

  it('refuses what it does not know, with the way to ask', async () => {
    expect(await run(['dance'])).toMatchObject({ code: 2, output: expect.stringContaining('There is no command dance') });
    expect(await run(['start', '--fast'])).toMatchObject({ code: 2, output: expect.stringContaining('Usage: doorstroom start') });
  });

  it('migrates', async () => {
    expect(await run(['migrate'])).toEqual({ code: 0, output: 'The embedded database is up to date.\n' });
  });
});
