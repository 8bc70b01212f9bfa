import { VERSION } from '#server/about/about.ts';
import { backupSecretOf, type Config, readBackupSecret, readConfig } from '#server/config.ts';
import type { OpenDatabase } from '#server/db/client.ts';
import { explainedOpening, openAsOwner } from '#server/db/open.ts';
import { backUp } from '#server/recovery/back-up.ts';
import { backupKey } from '#server/recovery/backup-key.ts';
import { checkBackup } from '#server/recovery/check-backup.ts';
import { type Manifest, refuseDifferences } from '#server/recovery/contents.ts';
import { writeFileWhole } from '#server/recovery/write-file.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { auditOf } from './with-database.ts';

const USAGE = `backup FILE [--no-verify]
       doorstroom backup --check FILE

  FILE          where it goes, encrypted; - writes to standard output
  --no-verify   does not read the file again when it is written
  --check       reads a backup to its end and says what it holds, without a database`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(
    USAGE,
    args,
    { check: { type: 'boolean', default: false }, 'no-verify': { type: 'boolean', default: false } },
    true,
  );
  if (!parsed) return;
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`Name one file.\n\nUsage: doorstroom ${USAGE}`);
  if (parsed.values.check) return check(file);
  await write(file, !parsed.values['no-verify']);
}

async function check(file: string): Promise<void> {
  const { header, manifest } = await checkBackup(file, await backupKey(readBackupSecret()));
  const { createdAt, version, database, keyId } = header;
  console.log(`Whole. Made on ${createdAt} by version ${version} from a ${database} database, with key ${keyId}: ${sizeOf(manifest)}.`);
}

async function write(file: string, isVerified: boolean): Promise<void> {
  const config = readConfig();
  const key = await backupKey(backupSecretOf(config));
  // Not brought up to date first: the backup before an upgrade is one of what is there.
  const opened = await openAsOwner(config);
  const { source, close } = opened;
  try {
    const backingUp = { source, key, version: VERSION, clock: () => new Date(), secret: config.secret };
    const written =
      file === '-'
        ? await backUp(backingUp, process.stdout)
        : await writeFileWhole(
            file,
            (to) => backUp(backingUp, to),
            async (draft, manifest) => {
              if (isVerified)
                refuseDifferences(
                  manifest.tables,
                  (await checkBackup(draft, key)).manifest.tables,
                  'The file that was written is not right',
                );
            },
          );
    await noteBackup(config, opened, written);
    // Standard output may be the backup itself.
    console.warn(
      `${file === '-' ? 'Written' : file}: ${sizeOf(written)}, key ${key.id}${isVerified && file !== '-' ? ', read again and found whole' : ', not read again'}.`,
    );
    if (config.backupKey === undefined)
      console.warn(
        'DOORSTROOM_BACKUP_KEY is not set: whoever restores this needs the DOORSTROOM_SECRET of today. Keep it apart from the backup.',
      );
  } catch (error) {
    throw explainedOpening(error);
  } finally {
    await close();
  }
}

/** In the log of the database that was backed up, so after the backup: the copy does not hold it. */
async function noteBackup(config: Config, opened: OpenDatabase, { tables }: Manifest): Promise<void> {
  // One of an older version has no log yet.
  if (!tables.some(({ name }) => name === 'audit')) return;
  const { audit, settle } = auditOf(config, opened);
  await audit.write({ action: 'shell.backup', details: { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) } });
  await settle();
}

function sizeOf({ tables }: Manifest): string {
  return `${tables.reduce((sum, { rows }) => sum + rows, 0)} rows in ${tables.length} tables`;
}
