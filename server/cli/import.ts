import { randomInt, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Importing, importSteps } from '#server/exchange/import-steps.ts';
import { countsOf } from '#server/exchange/report-counts.ts';
import { systemUser } from '#server/exchange/system-user.ts';
import { OperatorError } from '#server/operator-error.ts';
import type { ImportReport } from '#shared/contract/exchange.ts';
import { Problem } from '#shared/contract/problem.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `import FILE [options]

  FILE                      a CSV of steps (docs/, or an export); - reads standard input
  --dry-run                 checks everything and stores nothing
  --partial                 takes whole trajectories that are right and lists what is wrong with the others
  --create-municipalities   makes municipalities that do not exist; the text given becomes code and name`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(
    USAGE,
    args,
    {
      'dry-run': { type: 'boolean', default: false },
      partial: { type: 'boolean', default: false },
      'create-municipalities': { type: 'boolean', default: false },
    },
    true,
  );
  if (!parsed) return;
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`Name one file.\n\nUsage: doorstroom ${USAGE}`);
  const { values } = parsed;
  const choices = { isDryRun: values['dry-run'], isPartial: values.partial, canCreateMunicipalities: values['create-municipalities'] };
  await withDatabase(async ({ prisma, config, audit }) => {
    const importing: Importing = {
      db: prisma,
      actor: 'system',
      recordedBy: await systemUser(prisma, config.mode === 'demo'),
      reach: 'all',
      clock: () => new Date(),
      newId: randomUUID,
      random: (below) => randomInt(below),
      note: (tx, stored) => audit.append(tx, { action: 'shell.import', details: countsOf(stored) }),
    };
    const bytes: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
    const report = await importSteps(importing, bytes, choices).catch(explained);
    console.log(describe(report, choices.isDryRun));
    if (report.rejectedRows > 0) process.exitCode = 1;
  });
}

function explained(error: unknown): never {
  throw error instanceof Problem ? new OperatorError(error.message, { cause: error }) : error;
}

function describe(report: ImportReport, isDryRun: boolean): string {
  const { rows, participants, trajectories, steps, alreadyThere, municipalities, rejected, rejectedRows, applied } = report;
  return [
    `${rows} rows: ${participants} participants, ${trajectories} trajectories and ${steps} steps to add; ${alreadyThere} steps were there already.`,
    ...(municipalities.length > 0 ? [`Municipalities made: ${municipalities.join(', ')}`] : []),
    ...(rejectedRows > 0
      ? [`${rejectedRows} rows refused:`, ...rejected.map(({ line, code, message }) => `  line ${line}  ${code}  ${message}`)]
      : []),
    ...(rejectedRows > rejected.length ? [`  and ${rejectedRows - rejected.length} more`] : []),
    applied
      ? 'Stored.'
      : isDryRun
        ? 'Nothing was stored: a dry run.'
        : 'Nothing was stored. Mend the rows, or take the right trajectories with --partial.',
  ].join('\n');
}
