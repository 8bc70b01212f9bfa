#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// `doorstroom`: runs the built server, and first builds what is not built or older than its sources, so that `npm start` needs
// no step before it. Plain JavaScript without dependencies, because it runs before anything is built, at every start.

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, 'stamp');
const SOURCES = ['client', 'server', 'shared', 'prisma', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'];

// An installation of the build alone, without its sources, has nothing to compare and nothing to build from.
if (existsSync(join(ROOT, 'vite.config.ts'))) buildIfNeeded();
await import(pathToFileURL(join(DIST, 'server', 'cli.js')).href);

function buildIfNeeded() {
  const stamp = stampOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  console.error('Doorstroom: building…');
  const draft = join(DIST, `draft-${process.pid}`);
  try {
    if (isClientStale()) node('prisma/build/index.js', ['generate']);
    // The screen and the server; the working directory is given, because a command may be called from anywhere.
    node('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--outDir', join(draft, 'client')]);
    node('vite/bin/vite.js', ['build', '--ssr', '--logLevel', 'warn', '--outDir', join(draft, 'server')]);
    for (const part of ['client', 'server']) replaceFolder(join(DIST, part), join(draft, part));
    writeFileSync(STAMP, stamp);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Made aside and moved into place, so that what another process runs meanwhile is never half there; again when that one does the same. */
function replaceFolder(folder, by) {
  for (let attempt = 1; ; attempt++) {
    rmSync(folder, { recursive: true, force: true });
    try {
      return renameSync(by, folder);
    } catch (error) {
      if (attempt === 10 || !['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    }
  }
}

/** Content, not time: a checkout or an unpacked archive changes the times of files that are the same. */
function stampOfSources() {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.flatMap((source) => filesIn(source))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesIn(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  // Prisma's client follows from the schema, which is a source itself; migrations are read where they lie.
  if (path === join('prisma', 'generated') || path === join('prisma', 'migrations')) return [];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function isClientStale() {
  const generated = statSync(join(ROOT, 'prisma', 'generated', 'client.ts'), { throwIfNoEntry: false });
  return !generated || generated.mtimeMs < statSync(join(ROOT, 'prisma', 'schema.prisma')).mtimeMs;
}

/** Quiet when it goes well; all there is to see when not. */
function node(script, args) {
  const program = join(
    dirname(createRequire(import.meta.url).resolve(`${script.split('/')[0]}/package.json`)),
    ...script.split('/').slice(1),
  );
  mkdirSync(DIST, { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status === 0) return;
  console.error(`${stdout}\n${stderr}\nDoorstroom could not be built: see above.`);
  process.exit(1);
}
