import { z } from 'zod';

/** What the project takes from others, decided by people (docs/security/dependencies.json). */
export const AllowList = z.strictObject({
  /** What a package may be under at all. */
  licences: z.array(z.string()),
  /** Each package that package.json names, and what it is for. */
  direct: z.record(z.string(), z.string()),
  /** Each package in the lockfile, with the licences under which it is there. */
  packages: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Packages that may run a program while they are installed, and why. */
  installScripts: z.record(z.string(), z.string()),
  /** Binaries for other machines than the one that made the lockfile, of tools that no office runs: npm noted no hash of them. */
  withoutIntegrity: z.array(z.string()),
  /** Packages that state no licence in package.json, with the one in their LICENSE file. */
  licenceFromFile: z.record(z.string(), z.string()),
});
export type AllowList = z.infer<typeof AllowList>;

export const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});
export type Lockfile = z.infer<typeof Lockfile>;

const Names = z.record(z.string(), z.string());
export const Manifest = z.object({ dependencies: Names, devDependencies: Names });
export type Manifest = z.infer<typeof Manifest>;

/** What is in the lockfile and was never agreed to, each with its remedy; nothing when all is well. */
export function objectionsTo(lockfile: Lockfile, manifest: Manifest, allowed: AllowList): string[] {
  const entries = entriesOf(lockfile, allowed);
  return [
    ...new Set([
      ...entries.flatMap((entry) => objectionsToEntry(entry, allowed)),
      ...toManifest(manifest, allowed),
      ...toRest(entries, allowed),
    ]),
  ];
}

/** The list as the lockfile would have it: what people wrote stays, new packages come in, gone ones go. */
export function updated(lockfile: Lockfile, manifest: Manifest, allowed: AllowList): AllowList {
  const entries = entriesOf(lockfile, allowed);
  const names = [...new Set(entries.map(({ name }) => name))].sort();
  const licencesOf = (name: string): string | string[] => {
    const [first = UNKNOWN, ...others] = [...new Set(entries.filter((entry) => entry.name === name).map(({ licence }) => licence))].sort();
    return others.length > 0 ? [first, ...others] : first;
  };
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();
  return {
    ...allowed,
    direct: Object.fromEntries(direct.map((name) => [name, allowed.direct[name] ?? ''])),
    packages: Object.fromEntries(names.map((name) => [name, licencesOf(name)])),
  };
}

/** What a package is called: its folder, unless it was put there under another name. */
export function nameOf(place: string, { name }: { name?: string | undefined }): string {
  return name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

type Entry = Lockfile['packages'][string] & { name: string; licence: string };

const UNKNOWN = 'unknown';

function entriesOf({ packages }: Lockfile, { licenceFromFile }: AllowList): Entry[] {
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, entry]) => {
      const name = nameOf(place, entry);
      return { ...entry, name, licence: entry.license ?? licenceFromFile[name] ?? UNKNOWN };
    });
}

function objectionsToEntry(entry: Entry, allowed: AllowList): string[] {
  const { name, licence } = entry;
  const agreed = [allowed.packages[name] ?? []].flat();
  const objections: string[] = [];
  if (!allowed.licences.includes(licence))
    objections.push(`${name} is under ${licence}, which nobody agreed to: leave it out, or ask whether that will do`);
  if (agreed.length === 0) objections.push(`${name} (${licence}) is not on the list: leave it out, or read it and run ${UPDATE}`);
  else if (!agreed.includes(licence))
    objections.push(`${name} is under ${licence} and was taken under ${agreed.join(', ')}: read what changed, then run ${UPDATE}`);
  if (entry.link || (entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/')))
    objections.push(`${name} comes from ${entry.resolved ?? 'a link'}: take a published version from the registry`);
  if (entry.integrity === undefined && !(entry.dev && entry.optional && allowed.withoutIntegrity.includes(name)))
    objections.push(`${name} has no integrity hash in the lockfile: remove its entry and run npm install`);
  if (entry.integrity !== undefined && !entry.integrity.startsWith('sha512-'))
    objections.push(`${name} is held by ${entry.integrity.split('-')[0]} only: remove its entry and run npm install`);
  if (entry.hasInstallScript && allowed.installScripts[name] === undefined)
    objections.push(`${name} runs a program when it is installed: leave it out, or read that program and say in installScripts why it may`);
  return objections;
}

function toManifest({ dependencies, devDependencies }: Manifest, { direct }: AllowList): string[] {
  return Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, version]) => [
    ...(direct[name] ? [] : [`${name} is named in package.json without a reason: say in direct what it is for`]),
    ...(/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version) ? [] : [`${name}: "${version}" is a range; pin the exact version`]),
  ]);
}

/** What is allowed and not there is how a name comes in again unseen. */
function toRest(entries: readonly Entry[], allowed: AllowList): string[] {
  const present = new Set(entries.map(({ name }) => name));
  const { direct, packages, installScripts, licenceFromFile, withoutIntegrity } = allowed;
  const named = [...Object.keys({ ...direct, ...packages, ...installScripts, ...licenceFromFile }), ...withoutIntegrity];
  return named
    .filter((name) => !present.has(name))
    .map((name) => `${name} is on the list and no longer used: run ${UPDATE}, or take it out`);
}

const UPDATE = 'npm run check:dependencies -- --update';
