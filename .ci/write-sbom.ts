import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Lockfile, nameOf } from './dependencies.ts';

// npm run sbom [-- FILE]: what a release is made of (CycloneDX 1.5), from the packages that are installed here.

const ROOT = join(import.meta.dirname, '..');
const file = resolve(process.argv[2] ?? join(ROOT, 'dist', 'sbom.cdx.json'));

const Component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });
const Bom = z.looseObject({
  metadata: z.looseObject({ component: Component }),
  components: z.array(Component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
const Manifest = z.object({ name: z.string() });

const bom = productionOnly(Bom.parse(JSON.parse(writtenByNpm())));
// npm calls the application after the folder in which it lies.
bom.metadata.component.name = Manifest.parse(read('package.json')).name;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
console.log(file);

function writtenByNpm(): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  return execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' });
}

/** npm's own `--omit dev` leaves out what development uses too: React and zod would be missing. */
function productionOnly(whole: z.infer<typeof Bom>): z.infer<typeof Bom> {
  const { packages } = Lockfile.parse(read('package-lock.json'));
  const production = new Set(
    Object.entries(packages).flatMap(([place, entry]) => (entry.dev ? [] : [`${nameOf(place, entry)}@${entry.version}`])),
  );
  const components = whole.components.filter(({ name, version }) => production.has(`${name}@${version}`));
  const refs = new Set([whole.metadata.component, ...components].map((component) => component['bom-ref']));
  const dependencies = whole.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  return { ...whole, components, dependencies };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}
