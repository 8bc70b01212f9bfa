import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from '#server/db/lock.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstroom-lock-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process of its own that takes the lock, says how that went, and lives on. */
async function contender(): Promise<{ child: ChildProcess; says: string }> {
  const script = `
    import { lockFolder } from '#server/db/lock.ts';
    const said = await lockFolder(process.argv[1]).then(() => 'held', (error) => error.name);
    console.log(said);
    if (said === 'held') setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, says: String(said).trim() };
}

function holderNow(): Record<string, unknown> {
  const [name] = locks();
  return JSON.parse(readFileSync(join(folder, name ?? ''), 'utf8'));
}

function locks(): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('lock-'));
}

describe('a folder', () => {
  it('has one holder, and a second is told who', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
    lock.release();
  });

  it('is free again after release', async () => {
    for (let round = 0; round < 3; round++) (await lockFolder(folder)).release();
    expect(locks()).toHaveLength(1);
  });

  it('is refused to another process, until that is killed without a chance to release', async () => {
    const { child, says } = await contender();
    expect(says).toBe('held');
    await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await lockFolder(folder)).release();
  });

  it('is taken over when the pid of a dead holder now belongs to another process', async () => {
    (await lockFolder(folder)).release();
    const [name] = locks();
    writeFileSync(join(folder, name ?? ''), JSON.stringify({ ...holderNow(), isReleased: false, startedAt: '1' }));
    (await lockFolder(folder)).release();
  });

  it('goes to exactly one of many processes that find a dead holder at the same time', { timeout: 60_000 }, async () => {
    const { child } = await contender();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const outcomes = await Promise.all(Array.from({ length: 6 }, contender));
    expect(outcomes.map(({ says }) => says).sort()).toEqual([...Array(5).fill('FolderInUseError'), 'held']);
    expect(locks()).toHaveLength(1);
  });
});
