import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { OperatorError } from '#server/operator-error.ts';
import type { BackupKey } from './backup-key.ts';
import { open, seal } from './sealed-stream.ts';

// A backup file: one line in the open that says what it is, then its content, packed and sealed under a key bound to that line.

export const Header = z.object({
  format: z.literal(1),
  /** Of Doorstroom. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  database: z.enum(['postgresql', 'embedded']),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  keyId: z.string(),
  salt: z.string(),
});
export type Header = z.infer<typeof Header>;

const BEGINNING = 'Doorstroom backup ';
const LONGEST_HEADER = 1024 * 1024;

export async function writeBackup(
  to: Writable,
  about: Omit<Header, 'format' | 'keyId' | 'salt'>,
  key: BackupKey,
  content: AsyncIterable<string>,
): Promise<void> {
  const header: Header = { format: 1, ...about, keyId: key.id, salt: randomBytes(16).toString('base64url') };
  const line = Buffer.from(`${BEGINNING}${JSON.stringify(header)}\n`);
  await pipeline(
    Readable.from(content, { objectMode: false }),
    createGzip({ level: 1 }),
    async function* (packed: AsyncIterable<Buffer>) {
      yield line;
      yield* seal(packed, key.forFile(line));
    },
    to,
  );
}

/**
 * Calls `read` with the lines of a backup. They are those that were written, up to where an error is thrown: whoever must know the
 * whole file first, reads it twice.
 *
 * @throws OperatorError where it is no backup, was made with another key, or is not as it was written
 */
export async function readBackup<T>(file: string, key: BackupKey, read: (lines: AsyncIterable<string>) => Promise<T>): Promise<T> {
  const { header, line } = await headerOf(file);
  if (header.keyId !== key.id) {
    throw new OperatorError(
      `The file was made with another key (${header.keyId}; the key given is ${key.id}). Set DOORSTROOM_BACKUP_KEY, or where there was none, DOORSTROOM_SECRET, to what it was then.`,
    );
  }
  const sealed = createReadStream(file, { start: line.byteLength });
  const results: T[] = [];
  await pipeline(
    sealed,
    (pieces: AsyncIterable<Buffer>) => open(pieces, key.forFile(line)),
    createGunzip(),
    async (content: AsyncIterable<Buffer>) => {
      results.push(await read(linesOf(content)));
    },
  );
  const [result] = results;
  if (result === undefined) throw new Error('a pipeline that ends has run to its end');
  return result;
}

/** What a file says of itself, before its key is known. @throws OperatorError where it is none of ours */
export async function headerOf(file: string): Promise<{ header: Header; line: Buffer }> {
  const line = await firstLine(file);
  const text = line.toString('utf8');
  if (!text.startsWith(BEGINNING) || !text.endsWith('\n')) throw new OperatorError(`${file} is not a backup of Doorstroom.`);
  const header = Header.safeParse(parsed(text.slice(BEGINNING.length)));
  if (!header.success)
    throw new OperatorError(`${file} has a header that this version of Doorstroom does not read; it is damaged, or from a newer one.`);
  return { header: header.data, line };
}

async function firstLine(file: string): Promise<Buffer> {
  const handle = await openFile(file).catch((error: unknown) => {
    throw new OperatorError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
    return buffer.subarray(0, buffer.subarray(0, bytesRead).indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cut at line feeds alone: readline would also cut at other signs that end lines, which names may hold. */
async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const piece of content) {
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield Buffer.concat([rest, piece.subarray(from, end)]).toString('utf8');
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
