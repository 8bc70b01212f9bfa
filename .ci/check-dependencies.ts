import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AllowList, Lockfile, Manifest, objectionsTo, updated } from './dependencies.ts';

// npm run check:dependencies: everything that `npm ci` would bring in, held against what people agreed to. Looks at files only, so
// that it answers the same without a network; known holes are for whoever can ask the registry (`npm audit`).

const ROOT = join(import.meta.dirname, '..');
const LIST = join(ROOT, 'docs', 'security', 'dependencies.json');

const lockfile = Lockfile.parse(read(join(ROOT, 'package-lock.json')));
const manifest = Manifest.parse(read(join(ROOT, 'package.json')));
let allowed = AllowList.parse(read(LIST));

if (process.argv.includes('--update')) {
  allowed = updated(lockfile, manifest, allowed);
  writeFileSync(LIST, `${JSON.stringify(allowed, null, 2)}\n`);
}

const objections = objectionsTo(lockfile, manifest, allowed);
for (const objection of objections) console.error(objection);
if (objections.length > 0) console.error(`\n${objections.length} objections to what is installed: see docs/security/dependencies.json`);
process.exitCode = objections.length > 0 ? 1 : 0;

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
