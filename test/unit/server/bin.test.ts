import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '#server/root.ts';

let root: string;

// An installation in small, with a build that says that it ran and what it was made from.
const FAKE_VITE = `
  import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  const source = readFileSync('server/cli.ts', 'utf8');
  if (source.includes('oops')) { console.error('this is where it is wrong'); process.exit(1); }
  const folder = process.argv[process.argv.indexOf('--outDir') + 1];
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/cli.js', 'console.log("ran", ' + JSON.stringify(source) + ', ...process.argv.slice(2))');
  appendFileSync('builds', process.argv.includes('--ssr') ? 'server ' : 'client ');`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'doorstroom-bin-'));
  put('package.json', '{"type":"module"}');
  put('vite.config.ts', '');
  put('server/cli.ts', 'first');
  put('prisma/schema.prisma', '');
  put('prisma/generated/client.ts', '');
  put('node_modules/vite/package.json', '{"type":"module"}');
  put('node_modules/vite/bin/vite.js', FAKE_VITE);
  cpSync(join(ROOT, 'server', 'bin.mjs'), join(root, 'server', 'bin.mjs'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function doorstroom(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'server', 'bin.mjs'), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return { status, said: stdout.trim(), complained: stderr };
}

function builds(): string {
  return existsSync(join(root, 'builds')) ? readFileSync(join(root, 'builds'), 'utf8').trim() : '';
}

describe('doorstroom', () => {
  it('builds what is not built, runs it with what was asked, and does not build it again', () => {
    expect(doorstroom('start', '--now')).toMatchObject({ status: 0, said: 'ran first start --now' });
    expect(builds()).toBe('client server');
    expect(doorstroom('migrate')).toEqual({ status: 0, said: 'ran first migrate', complained: '' });
    expect(builds()).toBe('client server');
  });

  it('builds again when a source changed, not when only its time did', () => {
    doorstroom();
    utimesSync(join(root, 'server', 'cli.ts'), new Date(), new Date(Date.now() + 60_000));
    doorstroom();
    expect(builds()).toBe('client server');
    put('server/cli.ts', 'second');
    expect(doorstroom().said).toBe('ran second');
    put('shared/new.ts', '');
    doorstroom();
    expect(builds()).toBe('client server client server client server');
  });

  it('shows what is wrong when a build fails, and tries again next time', () => {
    put('server/cli.ts', 'oops');
    const failed = doorstroom();
    expect(failed.status).toBe(1);
    expect(failed.complained).toContain('this is where it is wrong');
    put('server/cli.ts', 'mended');
    expect(doorstroom().said).toBe('ran mended');
  });

  it('runs the build as it is where the sources were left out', () => {
    doorstroom();
    for (const path of ['vite.config.ts', 'server/cli.ts', 'node_modules']) rmSync(join(root, path), { recursive: true });
    expect(doorstroom('start')).toMatchObject({ status: 0, said: 'ran first start' });
  });
});
