import { createHash, hkdfSync, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** What backups are sealed with, out of what the operator keeps. */
export interface BackupKey {
  /** Tells keys apart, in the open in each file: eight hexadecimal digits that do not lead back to the key. */
  readonly id: string;
  /** A key for one file alone, bound to every byte of its header. */
  forFile(header: Uint8Array): Buffer;
}

// 64 MB and a fifth of a second: nothing for a backup, much for whoever stole a file and guesses at a passphrase.
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

/** @param secret at least 32 bytes (server/config.ts) */
export async function backupKey(secret: string): Promise<BackupKey> {
  const master = Buffer.from(await derive(secret, 'doorstroom backup 1', 32, COST));
  const part = (salt: Uint8Array, purpose: string, length: number) => Buffer.from(hkdfSync('sha256', master, salt, purpose, length));
  return {
    id: part(new Uint8Array(), 'id', 4).toString('hex'),
    forFile: (header) => part(createHash('sha256').update(header).digest(), 'file', 32),
  };
}

const derive = promisify<string, string, number, typeof COST, Uint8Array>(scrypt);
