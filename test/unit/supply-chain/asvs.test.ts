import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#server/root.ts';

const ROWS = readFileSync(join(ROOT, 'docs', 'security', 'asvs.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, number = '', , proof = ''] = line.split('|').map((cell) => cell.trim());
    const [, file, name] = /^`([^`]+)`: (.+)$/.exec(proof) ?? [];
    return { number, proof, file, name };
  });

describe('the list of what is verified', () => {
  it('has each requirement once, with a proof or an honest not', () => {
    expect(ROWS.length).toBeGreaterThan(40);
    expect(new Set(ROWS.map(({ number }) => number)).size).toBe(ROWS.length);
    for (const { number, file, proof } of ROWS) expect(Boolean(file) || /^not: .{20}/.test(proof), number).toBe(true);
  });

  it('names tests that are there', () => {
    const missing = ROWS.filter(({ file, name }) => file && name && !holds(file, name));
    expect(missing).toEqual([]);
  });

  it('counts itself rightly', () => {
    const proved = ROWS.filter(({ file }) => file).length;
    expect(readFileSync(join(ROOT, 'docs', 'security', 'asvs.md'), 'utf8')).toContain(
      `${proved} are proved by a test, ${ROWS.length - proved} are not.`,
    );
  });
});

function holds(file: string, name: string): boolean {
  const path = join(ROOT, file);
  return existsSync(path) && readFileSync(path, 'utf8').includes(`'${name}'`);
}

describe('what is claimed elsewhere', () => {
  it.each(['SECURITY.md', 'docs/privacy/dpia.md'])('in %s names files that are there', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const named = [...text.matchAll(/(?:`|\()((?:test|server|shared|client|docs)\/[\w./-]+\.(?:tsx?|json|md))/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
