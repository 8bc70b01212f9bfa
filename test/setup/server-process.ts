import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const BIN = join(import.meta.dirname, '..', '..', 'server', 'bin.mjs');

/** The product as an office runs it: a process of its own, from the build, told what it needs by its environment. */
export interface ServerProcess {
  readonly url: string;
  /** What it said on the terminal so far, line by line. */
  readonly printed: readonly string[];
  /** As a power failure of the process: nothing is finished, nothing said goodbye to. */
  kill(): Promise<void>;
  /** As a service manager does: SIGTERM. Resolves to the exit code. */
  stop(): Promise<number | null>;
}

export type Settings = Record<string, string>;

/** Resolves when the server says that it answers. @throws with what it printed when it ends before */
export async function startServer(settings: Settings): Promise<ServerProcess> {
  const child = run(['start'], settings);
  const printed: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const note = (line: string) => {
      printed.push(line);
      const address = /^Doorstroom luistert op (http:\S+)/u.exec(line)?.[1];
      if (address) resolve(address);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', note);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it answered:\n${printed.join('\n')}`)));
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!running.has(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    printed,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
  };
}

/** A command of the shell, to its end. */
export async function runCommand(args: readonly string[], settings: Settings): Promise<{ code: number | null; output: string }> {
  const child = run(args, settings);
  let output = '';
  child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (output += piece.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

function run(args: readonly string[], settings: Settings): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  // Nothing of the test's own environment but what a program needs to run.
  const child = spawn(process.execPath, [BIN, ...args], { env: { PATH, HOME, PORT: '0', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** A test that fails half-way leaves no server behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
