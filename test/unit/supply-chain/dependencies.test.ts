import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#server/root.ts';
import { AllowList, Lockfile, Manifest, objectionsTo, updated } from '../../../.ci/dependencies.ts';

const LIST: AllowList = {
  licences: ['MIT'],
  direct: { pg: 'speaks to PostgreSQL' },
  packages: { pg: 'MIT', 'pg-pool': 'MIT' },
  installScripts: {},
  withoutIntegrity: [],
  licenceFromFile: {},
};
const GOOD = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };

describe('what is installed', () => {
  it('is what was agreed to, in this repository', () => {
    const read = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
    const allowed = AllowList.parse(read('docs', 'security', 'dependencies.json'));
    expect(objectionsTo(Lockfile.parse(read('package-lock.json')), Manifest.parse(read('package.json')), allowed)).toEqual([]);
  });

  it('may be what was agreed to, in any place of the tree', () => {
    expect(objections({ 'node_modules/pg/node_modules/pg-pool': GOOD })).toEqual([]);
  });

  it.each([
    ['is on no list', { 'node_modules/evil': GOOD }, 'evil (MIT) is not on the list'],
    ['is on no list, under another that is', { 'node_modules/pg/node_modules/evil': GOOD }, 'evil (MIT) is not on the list'],
    ['goes by another name than its folder', { 'node_modules/pg-pool': { ...GOOD, name: 'evil' } }, 'evil (MIT) is not on the list'],
    ['changed its licence', { 'node_modules/pg-pool': { ...GOOD, license: 'ISC' } }, 'pg-pool is under ISC and was taken under MIT'],
    [
      'is under a licence that nobody agreed to',
      { 'node_modules/pg-pool': { ...GOOD, license: 'AGPL-3.0' } },
      'AGPL-3.0, which nobody agreed to',
    ],
    ['states no licence', { 'node_modules/pg-pool': { ...GOOD, license: undefined } }, 'pg-pool is under unknown'],
    [
      'comes from a repository',
      { 'node_modules/pg-pool': { ...GOOD, resolved: 'git+ssh://git@github.com/a/b.git#1' } },
      'comes from git+ssh',
    ],
    ['comes over plain http', { 'node_modules/pg-pool': { ...GOOD, resolved: 'http://registry.npmjs.org/x.tgz' } }, 'comes from http:'],
    [
      'comes from another registry',
      { 'node_modules/pg-pool': { ...GOOD, resolved: 'https://registry.npmjs.org.evil.test/x.tgz' } },
      'comes from https',
    ],
    ['is a link', { 'node_modules/pg-pool': { ...GOOD, link: true } }, 'comes from a link'],
    ['has no hash', { 'node_modules/pg-pool': { ...GOOD, integrity: undefined } }, 'has no integrity hash'],
    ['has a weak hash', { 'node_modules/pg-pool': { ...GOOD, integrity: 'sha1-x' } }, 'is held by sha1 only'],
    [
      'runs a program at installation',
      { 'node_modules/pg-pool': { ...GOOD, hasInstallScript: true } },
      'runs a program when it is installed',
    ],
  ])('is objected to when it %s', (_what, packages, objection) => {
    expect(objections(packages)).toContainEqual(expect.stringContaining(objection));
  });

  it('may be without a hash only where no office runs it, and by name', () => {
    const binary = { ...GOOD, integrity: undefined, optional: true, dev: true };
    const list = { ...LIST, withoutIntegrity: ['pg-pool'] };
    expect(objections({ 'node_modules/pg-pool': binary }, list)).toEqual([]);
    expect(objections({ 'node_modules/pg-pool': { ...binary, dev: undefined } }, list)).toHaveLength(1);
  });

  it('is named with a reason and an exact version', () => {
    const objectionsOf = (version: string, direct: Record<string, string>) =>
      objectionsTo(
        { packages: { 'node_modules/pg': GOOD } },
        { dependencies: { pg: version }, devDependencies: {} },
        { ...LIST, direct, packages: { pg: 'MIT' } },
      );
    expect(objectionsOf('1.0.0', { pg: 'speaks to PostgreSQL' })).toEqual([]);
    expect(objectionsOf('1.0.0', { pg: '' })).toEqual([expect.stringContaining('without a reason')]);
    for (const range of ['^1.0.0', '*', 'latest', 'git+https://github.com/a/b', '>=1'])
      expect(objectionsOf(range, { pg: 'speaks to PostgreSQL' })).toEqual([expect.stringContaining('pin the exact version')]);
  });

  it('that is gone is taken off the list, so that it cannot come back unseen', () => {
    const list = { ...LIST, packages: { ...LIST.packages, gone: 'MIT' } };
    expect(objections({ 'node_modules/pg-pool': GOOD }, list)).toEqual([expect.stringContaining('gone is on the list and no longer used')]);
    expect(
      updated({ packages: { 'node_modules/pg': GOOD } }, { dependencies: { pg: '1.0.0' }, devDependencies: {} }, list).packages,
    ).toEqual({
      pg: 'MIT',
    });
  });
});

/** Of `pg` and what is given. */
function objections(packages: Lockfile['packages'], list = LIST): string[] {
  const manifest = { dependencies: { pg: '1.0.0' }, devDependencies: {} };
  const others = Object.keys(packages).some((place) => place.endsWith('/pg-pool')) ? {} : { 'node_modules/pg-pool': GOOD };
  return objectionsTo(Lockfile.parse({ packages: { '': {}, 'node_modules/pg': GOOD, ...others, ...packages } }), manifest, list);
}
