import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from './message.ts';
import { protect } from './protect.ts';

/** The thread of in-worker.ts: protects what it was started with, tells how far it is and then what came of it, and ends. */
const port = parentPort;
if (!port) throw new Error('worker.ts runs in a thread only');
const tell = (message: Message) => port.postMessage(message);

const result = await protect(workerData, { random, onProgress: (progress) => tell({ progress }) });
tell({ result });

/** What is added at random must not be foretold by whoever knows some of it. */
function random(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
}
