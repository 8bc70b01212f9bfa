import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator, databaseAt } from '../setup/postgresql-template.ts';
import { BIN, runCommand, startServer } from '../setup/server-process.ts';

const { TEST_DATABASE_URL = '' } = process.env;
const KEY = randomBytes(32).toString('base64');
const SECRET = randomBytes(32).toString('base64');

let folder: string;
const path = (name: string) => join(folder, name);
const settings = (data: string, others: Record<string, string> = {}) => ({
  DOORSTROOM_DATA: path(data),
  DOORSTROOM_DEMO: 'accounts',
  DOORSTROOM_SECRET: SECRET,
  DOORSTROOM_BACKUP_KEY: KEY,
  ...others,
});
const run = (args: string[], data: string, others: Record<string, string> = {}) => runCommand(args, settings(data, others));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-recover-'));
  await (await startServer(settings('office'))).stop();
  expect(await run(['backup', path('backup')], 'office')).toMatchObject({
    code: 0,
    output: expect.stringContaining('read again and found whole'),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('from the shell', () => {
  it('a backup is a file of its owner, with nothing left beside it', async () => {
    expect((await stat(path('backup'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.startsWith('backup'))).toEqual(['backup']);
  });

  it('is checked on a machine that has nothing but the key', async () => {
    const check = await runCommand(['backup', '--check', path('backup')], { DOORSTROOM_BACKUP_KEY: KEY, DOORSTROOM_DATA: path('none') });
    expect(check).toEqual({
      code: 0,
      output: expect.stringMatching(/^Whole\. Made on .* from a embedded database, with key [0-9a-f]{8}: \d+ rows in \d+ tables\.\n$/),
    });
    expect(await readdir(folder)).not.toContain('none');
  });

  it('is restored on a new machine, where everybody then signs in, and told what the secret of there will not open', async () => {
    const secret = { DOORSTROOM_SECRET: randomBytes(32).toString('base64') };
    const restored = await run(['restore', path('backup')], 'new', secret);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('each table equal to the backup by count and SHA-256') });
    expect(restored.output).toContain('under another DOORSTROOM_SECRET');
    const server = await startServer(settings('new', secret));
    const body = JSON.stringify({ email: 'begeleider@demo.example', password: 'doorstroom-demo-2026' });
    const answer = await fetch(`${server.url}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect(answer.status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it('is refused with another key before a database is touched, into one that is not empty, and under another name', async () => {
    const other = await run(['restore', path('backup')], 'newer', { DOORSTROOM_BACKUP_KEY: randomBytes(32).toString('base64') });
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('made with another key') });
    expect(await readdir(folder)).not.toContain('newer');
    expect(await run(['restore', path('backup')], 'office')).toMatchObject({ code: 1, output: expect.stringContaining('not empty') });
    const misnamed = await run(['restore', path('backup'), '--replace', 'data'], 'office');
    expect(misnamed).toMatchObject({ code: 1, output: expect.stringContaining('called office. Nothing was changed') });
    const replaced = await run(['restore', path('backup'), '--replace', 'office'], 'office');
    expect(replaced).toMatchObject({
      code: 0,
      output: expect.stringContaining('lines of the audit log verified by their seals: 0 places wrong'),
    });
  });

  it('goes through a pipe too', async () => {
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      const { PATH = '' } = process.env;
      execFile(
        process.execPath,
        [BIN, 'backup', '-'],
        { encoding: 'buffer', maxBuffer: 1e8, env: { PATH, ...settings('office') } },
        (error, stdout) => (error ? reject(error) : resolve(stdout)),
      );
    });
    await writeFile(path('piped'), bytes);
    expect(await run(['backup', '--check', path('piped')], 'office')).toMatchObject({ code: 0 });
  });

  it('names the folder that is not there, and leaves nothing half', async () => {
    expect(await run(['backup', path('nowhere/backup')], 'office')).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is no such folder'),
    });
  });

  it.skipIf(!TEST_DATABASE_URL)('leaves the backup of before where the disk is full', async () => {
    const name = `doorstroom_recover_${randomBytes(5).toString('hex')}`;
    await asAdministrator(TEST_DATABASE_URL, (client) => client.query(`create database ${name}`));
    try {
      const DATABASE_URL = databaseAt(TEST_DATABASE_URL, name);
      expect(await run(['restore', path('backup')], 'none', { DATABASE_URL, DOORSTROOM_MODE: 'demo' })).toMatchObject({ code: 0 });
      const before = await readFile(path('backup'));
      const env = settings('none', { DATABASE_URL, DOORSTROOM_MODE: 'demo' });
      const limited = await limitedTo(2, ['backup', path('backup')], env);
      expect(limited).toMatchObject({ code: 1, output: expect.stringContaining('cannot be written') });
      expect(await readFile(path('backup'))).toEqual(before);
      expect((await readdir(folder)).filter((each) => each.endsWith('.part'))).toEqual([]);
    } finally {
      await asAdministrator(TEST_DATABASE_URL, (client) => client.query(`drop database if exists ${name} with (force)`));
    }
  });
});

/** As on a full disk: no file may grow beyond so many blocks of 512 bytes. */
function limitedTo(blocks: number, args: readonly string[], env: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, BIN, ...args],
      { env: { PATH, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    );
  });
}
