import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { deriveKey } from '#server/keys.ts';
import { type SealKey, type Secrets, sealKey } from './seal.ts';
import type { Head } from './store.ts';
import type { Remembered } from './verify.ts';

/** Where the chain ended at some moment, as a line outside the database says it, under a key that the database does not hold. */
const AnchorLine = z.strictObject({
  sequence: z.int().positive(),
  seal: z.string().regex(/^[0-9a-f]{64}$/u),
  at: z.iso.datetime(),
  keyId: z.string(),
  mac: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type AnchorLine = z.infer<typeof AnchorLine>;

export function anchorLine({ sequence, seal }: Head, at: Date, key: SealKey): AnchorLine {
  const line = { sequence: Number(sequence), seal: Buffer.from(seal).toString('hex'), at: at.toISOString(), keyId: key.id };
  return { ...line, mac: macOf(line, key).toString('hex') };
}

/** Under the name of the secret, as the lines of the log; the key is another, so that a seal cannot stand in for an anchor. */
export function anchorKeys({ secret, previousSecrets }: Secrets): ReadonlyMap<string, SealKey> {
  return new Map([secret, ...previousSecrets].map((each) => [sealKey(each).id, anchorKey(each)]));
}

export function anchorKey(secret: string): SealKey {
  return { id: sealKey(secret).id, key: deriveKey(secret, 'audit anchor') };
}

/** Adds a line and does not come back before it is on the disk. A line that a crash cut off is ended first, so that it spoils no other. */
export async function appendAnchor(file: string, line: AnchorLine): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const isCutOff = size > 0 && (await bytesOf(handle, size - 1, 1)).toString() !== '\n';
    await handle.write(`${isCutOff ? '\n' : ''}${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The last line that is ours, or undefined where there is none, or no file. */
export async function lastAnchor(file: string, keys: ReadonlyMap<string, SealKey>): Promise<Remembered | undefined> {
  const handle = await openIfThere(file);
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    const tail = await bytesOf(handle, Math.max(0, size - TAIL), Math.min(size, TAIL));
    return tail
      .toString()
      .split('\n')
      .reverse()
      .flatMap((text) => {
        const read = readLine(text, keys);
        return typeof read === 'object' ? [read] : [];
      })[0];
  } finally {
    await handle.close();
  }
}

/** Bytes: some hundred lines. */
const TAIL = 65_536;

export interface AnchorReading {
  readonly lines: AsyncIterable<Remembered>;
  /** What was found so far, while the lines are taken: also how many were cut off by a crash, and which ones are not ours. */
  readonly found: { good: number; unreadable: number; forged: number[] };
}

/** @throws Error ENOENT, while the lines are taken */
export function readAnchors(file: string, keys: ReadonlyMap<string, SealKey>): AnchorReading {
  const found: AnchorReading['found'] = { good: 0, unreadable: 0, forged: [] };
  const lines = async function* () {
    let number = 0;
    for await (const text of createInterface({ input: createReadStream(file) })) {
      number++;
      if (text === '') continue;
      const read = readLine(text, keys);
      if (read === 'unreadable') found.unreadable++;
      else if (read === 'forged') found.forged.push(number);
      else {
        found.good++;
        yield read;
      }
    }
  };
  return { lines: lines(), found };
}

function readLine(text: string, keys: ReadonlyMap<string, SealKey>): Remembered | 'unreadable' | 'forged' {
  const parsed = AnchorLine.safeParse(jsonOf(text));
  if (!parsed.success) return 'unreadable';
  const { mac, ...line } = parsed.data;
  const key = keys.get(line.keyId);
  if (!key || !timingSafeEqual(Buffer.from(mac, 'hex'), macOf(line, key))) return 'forged';
  return { sequence: BigInt(line.sequence), seal: Buffer.from(line.seal, 'hex'), by: 'anchor', at: new Date(line.at) };
}

function macOf({ sequence, seal, at, keyId }: Omit<AnchorLine, 'mac'>, { key }: SealKey): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([sequence, seal, at, keyId]))
    .digest();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bytesOf(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
