import { basename } from 'node:path';
import { sealKeys } from '#server/audit/seal.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { backupSecretOf, type Config, readConfig } from '#server/config.ts';
import type { Direct } from '#server/db/direct.ts';
import { explainedOpening, openAsOwner } from '#server/db/open.ts';
import { OperatorError } from '#server/operator-error.ts';
import { secretId } from '#server/recovery/back-up.ts';
import { backupKey } from '#server/recovery/backup-key.ts';
import { checkBackup } from '#server/recovery/check-backup.ts';
import { restoreBackup } from '#server/recovery/restore-backup.ts';
import { fillProjections } from '#server/trajectories/fill-projections.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { auditOf } from './with-database.ts';

const USAGE = `restore FILE [--replace NAME]

  FILE             a backup; it is read to its end before anything is touched
  --replace NAME   throws away what the database holds; NAME is that of the database, or of the data folder, to show that it is meant`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, { replace: { type: 'string' } }, true);
  if (!parsed) return;
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`Name one file.\n\nUsage: doorstroom ${USAGE}`);
  const config = readConfig();
  const { replace } = parsed.values;
  if (replace !== undefined && replace !== nameOf(config))
    throw new OperatorError(`--replace ${replace}: this database is called ${nameOf(config)}. Nothing was changed.`);
  const key = await backupKey(backupSecretOf(config));
  const checked = await checkBackup(file, key);
  const { manifest } = checked;
  const database = await openAsOwner(config);
  try {
    const migrated = await restoreBackup({ source: database.source, file, key, checked, canReplace: replace !== undefined });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored: ${rows} rows in ${manifest.tables.length} tables, each table equal to the backup by count and SHA-256.`);
    if (migrated.length > 0) console.log(`Brought up to this version: ${migrated.join(', ')}`);
    const isSameSecret = manifest.secretId === secretId(config.secret);
    if (!isSameSecret)
      console.warn(
        'The backup was made under another DOORSTROOM_SECRET: INSZ numbers cannot be read, nor the audit log be verified, until that secret is set again.',
      );
    await fillProjections(database.prisma);
    const projections = await rebuild(database.prisma, { check: true });
    console.log(`${projections.trajectories} trajectories compared with their steps: ${projections.differencesFound} differences.`);
    if (projections.differencesFound > 0) {
      console.warn(`${projections.differences.join('\n')}\nThe backup was like that. Run: doorstroom rebuild`);
      process.exitCode = 1;
    }
    if (isSameSecret) await verifyLog(database.reads, config);
    // Not anchored: the file may hold what was written after the backup, and is put aside by hand (docs/operators/audit.md).
    await auditOf(config, database).audit.write({ action: 'shell.restore', details: { tables: manifest.tables.length, rows } });
  } catch (error) {
    throw explainedOpening(error);
  } finally {
    await database.close();
  }
}

/** By its seals alone: the anchor remembers what was written after the backup too, and would miss it. */
async function verifyLog(reads: Direct, config: Config): Promise<void> {
  const { lines, badPlacesFound } = await verifyChain(reads, sealKeys(config));
  console.log(`${lines} lines of the audit log verified by their seals: ${badPlacesFound} places wrong.`);
  if (badPlacesFound === 0) return;
  console.warn('The backup was like that. Run: doorstroom audit verify --no-anchor');
  process.exitCode = 1;
}

function nameOf({ databaseOwnerUrl, databaseUrl = databaseOwnerUrl, dataFolder }: Config): string {
  return databaseUrl ? decodeURIComponent(new URL(databaseUrl).pathname.slice(1)) : basename(dataFolder);
}
