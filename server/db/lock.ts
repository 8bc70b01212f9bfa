import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { OperatorError } from '#server/operator-error.ts';

/** Two processes on one embedded database silently lose rows, so a folder has one holder at a time. */
export class FolderInUseError extends OperatorError {
  override name = 'FolderInUseError';

  constructor(folder: string, holder: Holder) {
    super(
      `The data folder ${folder} is in use by another Doorstroom (process ${holder.pid}). Stop that one first, or give this one another folder with DOORSTROOM_DATA.`,
    );
  }
}

/**
 * Takes the folder for this process, also from a holder that died without releasing it.
 *
 * The lock is the highest of numbered files `lock-1`, `lock-2`, …: whoever finds the highest one free or its holder dead makes
 * the next number, which the file system grants to one process only. Nobody ever removes a lock that may be held, so two
 * processes that find the same dead holder cannot remove each other's.
 *
 * @throws FolderInUseError when a living process holds it
 */
export async function lockFolder(folder: string): Promise<{ release(): void }> {
  const me: Holder = { pid: process.pid, startedAt: startOf(process.pid), system: SYSTEM, isReleased: false };
  for (;;) {
    const highest = Math.max(0, ...generations(folder));
    const holder = readHolder(folder, highest);
    if (holder && (await isHeld(fileOf(folder, highest), holder))) throw new FolderInUseError(folder, holder);
    const mine = highest + 1;
    if (!claim(folder, mine, me)) continue;
    const others = generations(folder).filter((generation) => generation !== mine);
    if (others.some((generation) => generation > mine)) {
      rmSync(fileOf(folder, mine), { force: true });
      continue;
    }
    for (const generation of others) rmSync(fileOf(folder, generation), { force: true });
    return hold(folder, mine, me);
  }
}

const Holder = z.object({
  pid: z.number(),
  /** Tells the process from a later one with the same pid; null where the system does not say. */
  startedAt: z.string().nullable(),
  /** The boot and the pid namespace within which the pid means something. */
  system: z.string(),
  isReleased: z.boolean(),
});
type Holder = z.infer<typeof Holder>;

const HEARTBEAT = 2_000;
// A holder in another container cannot be looked up by pid; it is dead when it has not touched its file for this long.
// Long, because the embedded database computes in the holder's only thread.
const SILENCE = 20_000;

const SYSTEM = currentSystem();

function hold(folder: string, generation: number, me: Holder): { release(): void } {
  const file = fileOf(folder, generation);
  const heartbeat = setInterval(() => attempt(() => utimesSync(file, new Date(), new Date())), HEARTBEAT);
  heartbeat.unref();
  const release = () => {
    clearInterval(heartbeat);
    const draft = join(folder, `.lock-${randomUUID()}`);
    attempt(() => {
      writeFileSync(draft, JSON.stringify({ ...me, isReleased: true }));
      renameSync(draft, file);
    });
  };
  return { release };
}

/** On a full disk or in a folder that is gone, saying that we live or stop is no reason to fail: our death says the same. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}

/** Written aside and linked into place: a lock is never seen half written. */
function claim(folder: string, generation: number, me: Holder): boolean {
  const draft = join(folder, `.lock-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    linkSync(draft, fileOf(folder, generation));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

async function isHeld(file: string, holder: Holder): Promise<boolean> {
  if (holder.isReleased) return false;
  if (holder.system === SYSTEM) return holder.startedAt === null ? isRunning(holder.pid) : startOf(holder.pid) === holder.startedAt;
  const seen = lastTouched(file);
  while (Date.now() - seen < SILENCE) {
    await wait(HEARTBEAT / 4);
    if (lastTouched(file) !== seen) return true;
  }
  return false;
}

function readHolder(folder: string, generation: number): Holder | undefined {
  if (generation === 0) return undefined;
  try {
    return Holder.parse(JSON.parse(readFileSync(fileOf(folder, generation), 'utf8')));
  } catch {
    // Removed by a later holder, or cut off by a full disk before it was linked: there is nobody to ask.
    return undefined;
  }
}

function generations(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^lock-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number);
}

function fileOf(folder: string, generation: number): string {
  return join(folder, `lock-${generation}`);
}

function lastTouched(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Clock ticks since boot at which the process began (field 22 of proc(5) stat); null when it is gone, dead but unreaped, or there is no /proc. */
function startOf(pid: number): string | null {
  try {
    // The second field is the program's name in brackets and may hold anything, spaces and brackets included.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' || state === 'X' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function currentSystem(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}
