import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { OperatorError } from '#server/operator-error.ts';

/**
 * A file that is there whole or not at all: written aside, for its owner alone, forced to the disk and moved into place.
 * @param isGood is asked of the file written aside; what it throws leaves nothing behind
 */
export async function writeFileWhole<T>(
  file: string,
  write: (to: Writable) => Promise<T>,
  isGood: (draft: string, written: T) => Promise<void>,
): Promise<T> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  const to = createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true });
  try {
    const written = await write(to);
    await isGood(draft, written);
    await rename(draft, file);
    await flushFolder(dirname(file));
    return written;
  } catch (error) {
    await rm(draft, { force: true });
    throw explained(error, file);
  }
}

/** So that the new name outlives a power cut too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such folder',
  EACCES: 'this user may not write there',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would be larger than is allowed',
  EROFS: 'that disk may only be read',
};

function explained(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ? new OperatorError(`${file} cannot be written: ${REASONS[code]}.`, { cause: error }) : error;
}
