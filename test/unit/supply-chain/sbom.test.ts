import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '#server/root.ts';

// The part of the CycloneDX 1.5 schema that an npm application uses; strict, because that schema takes no other members.
const License = z.union([
  z.strictObject({ license: z.union([z.strictObject({ id: z.string() }), z.strictObject({ name: z.string() })]) }),
  z.strictObject({ expression: z.string() }),
]);
const Component = z.strictObject({
  'bom-ref': z.string().min(1),
  type: z.enum(['application', 'library', 'framework']),
  name: z.string().min(1),
  version: z.string(),
  scope: z.enum(['required', 'optional', 'excluded']),
  author: z.string().optional(),
  description: z.string().optional(),
  purl: z.string().startsWith('pkg:npm/'),
  properties: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  externalReferences: z.array(z.strictObject({ type: z.enum(['vcs', 'website', 'issue-tracker', 'distribution']), url: z.string() })),
  hashes: z
    .array(z.strictObject({ alg: z.enum(['SHA-512', 'SHA-256', 'SHA-1']), content: z.string().regex(/^[a-f0-9]{40,128}$/) }))
    .optional(),
  licenses: z.array(License).optional(),
});
const Bom = z.strictObject({
  $schema: z.literal('http://cyclonedx.org/schema/bom-1.5.schema.json'),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.5'),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.int().min(1),
  metadata: z.strictObject({
    timestamp: z.iso.datetime(),
    lifecycles: z.array(z.strictObject({ phase: z.enum(['design', 'pre-build', 'build', 'post-build']) })),
    tools: z.array(z.strictObject({ vendor: z.string(), name: z.string(), version: z.string() })),
    component: Component,
  }),
  components: z.array(Component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

const folder = mkdtempSync(join(tmpdir(), 'doorstroom-sbom-'));
let bom: z.infer<typeof Bom>;

beforeAll(() => {
  const file = join(folder, 'sbom.json');
  const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist', 'cli.mjs');
  execFileSync(process.execPath, [tsx, join(ROOT, '.ci', 'write-sbom.ts'), file], { cwd: tmpdir() });
  bom = Bom.parse(JSON.parse(readFileSync(file, 'utf8')));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bill of materials of a release', () => {
  it('is of this application, in the form of CycloneDX 1.5, each reference to something that is there', () => {
    expect(bom.metadata.component).toMatchObject({ name: 'doorstroom', type: 'application' });
    const refs = [bom.metadata.component, ...bom.components].map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set(refs);
    expect(bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref))).toEqual([]);
  });

  it('holds every package that is installed for production, each by its hash, and none for development only', () => {
    const Lock = z.object({
      packages: z.record(z.string(), z.looseObject({ version: z.string(), dev: z.boolean().optional(), integrity: z.string().optional() })),
    });
    const { packages } = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
    const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const listed = new Map(bom.components.map(({ name, version, hashes }) => [`${name}@${version}`, hashes?.[0]?.content]));
    const places = Object.entries(packages).filter(([place]) => place !== '' && existsSync(join(ROOT, place)));
    const production = places.filter(([, { dev }]) => !dev);
    expect(production.length).toBeGreaterThan(200);
    for (const [place, { version, integrity = '' }] of production) {
      expect(listed.get(`${nameOf(place)}@${version}`), place).toBe(
        Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
      );
    }
    const names = new Set(production.map(([place, { version }]) => `${nameOf(place)}@${version}`));
    expect([...listed.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});
