import { type Header, headerOf, readBackup } from './backup-file.ts';
import type { BackupKey } from './backup-key.ts';
import { type Manifest, readContents } from './contents.ts';

/** What is known of a file that was read to its end. */
export interface CheckedBackup {
  readonly header: Header;
  readonly manifest: Manifest;
}

/**
 * Reads a backup to its end, without a database.
 * @throws OperatorError where it is not whole, or the key is another
 */
export async function checkBackup(file: string, key: BackupKey): Promise<CheckedBackup> {
  const { header } = await headerOf(file);
  return { header, manifest: await readBackup(file, key, (lines) => readContents(lines)) };
}
