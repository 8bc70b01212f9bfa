import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditAnchor, isBehindAnchor } from '#server/audit/anchor.ts';
import { anchorKey, anchorKeys, anchorLine, appendAnchor, readAnchors } from '#server/audit/anchor-file.ts';
import { auditChain } from '#server/audit/append.ts';
import { sealKeys } from '#server/audit/seal.ts';
import { type Head, readHead } from '#server/audit/store.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { asActor } from '#server/db/as-actor.ts';
import { SECRET } from '../setup/api.ts';
import { aLine } from '../setup/audit.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

const SECRETS = { secret: SECRET, previousSecrets: [] };

let database: TestDatabase;
let folder: string;
let file: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-anchor-'));
  file = join(folder, 'deeper', 'audit-anchor');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const chain = auditChain(SECRETS);
const write = () => asActor(database.prisma, 'system', (tx) => chain.append(tx, aLine()));

function anchorAt(auditAnchorFile = file, logged: unknown[][] = []) {
  const note = (...entry: unknown[]) => void logged.push(entry);
  return auditAnchor({
    config: { ...SECRETS, auditAnchor: auditAnchorFile },
    reads: database.reads,
    clock: () => new Date('2026-11-25T09:00:00Z'),
    log: { info: note, error: note },
  });
}

const anchored = async () =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).sequence);
const end = async () => Number((await database.prisma.auditHead.findUniqueOrThrow({ where: { id: 1 } })).sequence);

async function verified(lines = file) {
  const reading = readAnchors(lines, anchorKeys(SECRETS));
  const { badPlaces } = await verifyChain(database.reads, sealKeys(SECRETS), reading.lines);
  return { bad: badPlaces.map(({ kind }) => kind), ...reading.found };
}

it('says where the log ends, in a file that only its owner reads and in the log of the server, and only when that moved', async () => {
  const logged: unknown[][] = [];
  const anchor = anchorAt(file, logged);
  await write();
  await anchor.settle();
  await anchor.settle();
  await write();
  await write();
  await anchor.settle();
  expect(await anchored()).toEqual([(await end()) - 2, await end()]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(logged).toEqual([
    [expect.objectContaining({ sequence: (await end()) - 2, seal: expect.stringMatching(/^[0-9a-f]{64}$/) }), 'audit.anchor'],
    [expect.objectContaining({ sequence: await end() }), 'audit.anchor'],
  ]);
  expect(await verified()).toEqual({ bad: [], good: 2, unreadable: 0, forged: [] });
});

it('goes on after a restart where it was, and repeats nothing', async () => {
  await write();
  await anchorAt().settle();
  await anchorAt().settle();
  expect(await anchored()).toEqual([await end()]);
});

it('waits a second for more lines to come, whoever touches it meanwhile', async () => {
  const anchor = anchorAt();
  await write();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  anchor.touch();
  await vi.advanceTimersByTimeAsync(900);
  anchor.touch();
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  await vi.advanceTimersByTimeAsync(100);
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await anchored()).toEqual([await end()]));
});

it('remembers no line that was rolled back', async () => {
  await write();
  const before = await end();
  await asActor(database.prisma, 'system', async (tx) => {
    await chain.append(tx, aLine());
    throw new Error('rolled back');
  }).catch(() => undefined);
  await anchorAt().settle();
  expect(await anchored()).toEqual([before]);
});

describe('the file', () => {
  it('that a crash cut off in the middle of a line is gone on with, and verifies', async () => {
    await write();
    await anchorAt().settle();
    await appendFile(file, '{"sequence":12,"se');
    await write();
    await anchorAt().settle();
    expect(await verified()).toEqual({ bad: [], good: 2, unreadable: 1, forged: [] });
  });

  it('with a line of somebody else is told from ours', async () => {
    await write();
    await anchorAt().settle();
    const [line = ''] = (await readFile(file, 'utf8')).split('\n');
    const changed = JSON.stringify({ ...JSON.parse(line), sequence: 1 });
    await appendFile(file, `${changed}\n`);
    expect(await verified()).toEqual({ bad: [], good: 1, unreadable: 0, forged: [2] });
    const foreign = readAnchors(file, anchorKeys({ secret: 'another secret altogether', previousSecrets: [] }));
    await verifyChain(database.reads, sealKeys(SECRETS), foreign.lines);
    expect(foreign.found).toEqual({ good: 0, unreadable: 0, forged: [1, 2] });
  });

  it('of each of two servers on one database verifies', async () => {
    const [one, other] = [anchorAt(file), anchorAt(join(folder, 'other'))];
    await write();
    await Promise.all([one.settle(), other.settle()]);
    await write();
    await other.settle();
    expect(await verified()).toMatchObject({ bad: [], good: 1 });
    expect(await verified(join(folder, 'other'))).toMatchObject({ bad: [], good: 2 });
  });

  it('that cannot be written to stops nothing, is logged, and is caught up with later', async () => {
    const logged: unknown[][] = [];
    await writeFile(join(folder, 'deeper'), 'a file where the folder should be');
    const anchor = anchorAt(file, logged);
    await write();
    await anchor.settle();
    expect(logged.at(-1)).toEqual([{ error: expect.objectContaining({ code: expect.any(String) }) }, 'audit.anchor-failed']);
    await rm(join(folder, 'deeper'));
    await anchor.settle();
    expect(await anchored()).toEqual([await end()]);
  });
});

describe('a start', () => {
  const isBehind = () => isBehindAnchor({ config: { ...SECRETS, auditAnchor: file }, reads: database.reads });

  it('finds nothing wrong without an anchor, or with one that the database holds', async () => {
    expect(await isBehind()).toBe(false);
    await write();
    await anchorAt().settle();
    await write();
    expect(await isBehind()).toBe(false);
  });

  it('finds a database that lost lines, or has others in their place', async () => {
    await write();
    const last = await database.reads('system', readHead);
    const remember = (more: Partial<Head>) => appendAnchor(file, anchorLine({ ...last, ...more }, new Date(), anchorKey(SECRET)));
    await remember({ seal: new Uint8Array(32) });
    expect(await isBehind()).toBe(true);
    await remember({ sequence: last.sequence + 5n });
    expect(await isBehind()).toBe(true);
    await remember({});
    expect(await isBehind()).toBe(false);
  });
});
