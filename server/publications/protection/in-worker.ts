import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Message } from './message.ts';
import type { Progress, Protected, ToProtect } from './protect.ts';

/** Of JavaScript; the solver's own memory comes on top and is smaller (bench:publications). */
const MEGABYTES = 256;

let running: Promise<unknown> = Promise.resolve();

/**
 * `protect` in a thread of its own, so that requests go on being answered: the solver leaves nothing else a turn. One at a time, the others wait; each
 * thread ends with what it did, and gives its memory back.
 *
 * @throws the signal's reason when it is aborted, also while it waits; whatever went wrong in the thread
 */
export async function protectPublication(
  asked: ToProtect,
  { onProgress = () => {}, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<Protected> {
  const turn = running.then(() => inThread(asked, onProgress, signal));
  running = turn.catch(() => {});
  return turn;
}

async function inThread(asked: ToProtect, onProgress: (progress: Progress) => void, signal: AbortSignal | undefined): Promise<Protected> {
  signal?.throwIfAborted();
  const { file, options } = program();
  const thread = new Worker(file, { ...options, workerData: asked, resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } });
  const stop = () => void thread.terminate();
  try {
    return await new Promise<Protected>((resolve, reject) => {
      signal?.addEventListener('abort', stop);
      thread.on('message', (message: Message) => ('result' in message ? resolve(message.result) : onProgress(message.progress)));
      thread.on('error', reject);
      thread.on('exit', (code) =>
        reject(signal?.aborted ? signal.reason : new Error(`The protection of a publication ended early (${code})`)),
      );
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

/** The thread's program: beside the built server; or the source itself, which Node can only read once tsx has taught the thread to. */
function program(): { file: URL | string; options: WorkerOptions } {
  if (import.meta.url.endsWith('.ts')) {
    const tsx = import.meta.resolve('tsx/esm/api');
    const source = new URL('./worker.ts', import.meta.url).href;
    return { file: `import('${tsx}').then(({ register }) => { register(); return import('${source}'); })`, options: { eval: true } };
  }
  const places = ['./protection-worker.js', '../protection-worker.js'].map((place) => new URL(place, import.meta.url));
  const file = places.find((place) => existsSync(fileURLToPath(place)));
  if (!file) throw new Error('protection-worker.js is missing beside the server: Doorstroom is not installed completely');
  return { file, options: {} };
}
