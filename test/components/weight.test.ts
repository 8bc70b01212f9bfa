// @vitest-environment node
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

let chunks: Chunks;

beforeAll(async () => {
  // Vitest says `test`, and React would come along with all its warnings.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({ logLevel: 'silent', build: { write: false, sourcemap: false } });
  const outputs = Array.isArray(built) ? built : [built];
  const all = outputs.flatMap((output) => ('output' in output ? output.output : [])).filter((part) => part.type === 'chunk');
  chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
}, 60_000);

/** JavaScript, gzipped, that must have come before these modules run. */
function weight(...modules: string[]): number {
  return [...chunksFor(...modules)].reduce((sum, fileName) => sum + gzipSync(chunks.get(fileName)?.code ?? '').length, 0);
}

/** The chunks of these modules and all that those import. */
function chunksFor(...modules: string[]): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (fileName: string) => {
    const chunk = chunks.get(fileName);
    if (!chunk || needed.has(fileName)) return;
    needed.add(fileName);
    chunk.imports.forEach(need);
  };
  for (const module of modules) need(chunkOf(module));
  return needed;
}

function chunkOf(module: string): string {
  const found = [...chunks.values()].find(({ moduleIds, isEntry }) =>
    module === 'entry' ? isEntry : moduleIds.some((id) => id.endsWith(module)),
  );
  if (!found) throw new Error(`no chunk holds ${module}`);
  return found.fileName;
}

describe('the JavaScript that a person waits for', () => {
  it('is at most 130 kB before signing in', () => {
    expect(weight('entry', '/sign-in/sign-in-screen.tsx')).toBeLessThanOrEqual(130_000);
  });

  it('is at most 270 kB in all before any screen can be used', () => {
    expect(screens().length).toBeGreaterThan(5);
    const tooHeavy = screens()
      .map((screen) => ({ screen, bytes: weight('entry', '/shell/frame.tsx', screen) }))
      .filter(({ bytes }) => bytes > 270_000);
    expect(tooHeavy).toEqual([]);
  });

  it('comes in at most ten files, because a browser fetches six at a time', () => {
    const tooMany = screens()
      .map((screen) => ({ screen, files: chunksFor('entry', '/shell/frame.tsx', screen).size }))
      .filter(({ files }) => files > 10);
    expect(tooMany).toEqual([]);
  });
});

function screens(): string[] {
  return [...chunks.values()].flatMap(({ moduleIds }) => moduleIds.filter((id) => id.endsWith('-screen.tsx')));
}
