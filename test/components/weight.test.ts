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

/** JavaScript, gzipped, that must have come before these modules run: their chunks and all that those import. */
function weight(...modules: string[]): number {
  const needed = new Set<string>();
  const need = (fileName: string) => {
    const chunk = chunks.get(fileName);
    if (!chunk || needed.has(fileName)) return;
    needed.add(fileName);
    chunk.imports.forEach(need);
  };
  for (const module of modules) need(chunkOf(module));
  return [...needed].reduce((sum, fileName) => sum + gzipSync(chunks.get(fileName)?.code ?? '').length, 0);
}

function chunkOf(module: string): string {
  const found = [...chunks.values()].find(({ facadeModuleId, isEntry }) =>
    module === 'entry' ? isEntry : facadeModuleId?.endsWith(module),
  );
  if (!found) throw new Error(`no chunk begins with ${module}`);
  return found.fileName;
}

describe('the JavaScript that a person waits for', () => {
  it('is at most 130 kB before signing in', () => {
    expect(weight('entry', '/sign-in/sign-in-screen.tsx')).toBeLessThanOrEqual(130_000);
  });

  it('is at most 270 kB in all before any screen can be used', () => {
    const screens = [...chunks.values()].flatMap(({ facadeModuleId }) => (facadeModuleId?.endsWith('-screen.tsx') ? [facadeModuleId] : []));
    expect(screens.length).toBeGreaterThan(5);
    const tooHeavy = screens
      .map((screen) => ({ screen, bytes: weight('entry', '/shell/frame.tsx', screen) }))
      .filter(({ bytes }) => bytes > 270_000);
    expect(tooHeavy).toEqual([]);
  });
});
