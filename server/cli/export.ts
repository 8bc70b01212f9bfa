import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportSteps } from '#server/exchange/export-steps.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `export [FILE]

  FILE    where the CSV goes; without it, standard output. It holds names, birth dates and notes of everybody: keep it safe`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, {}, true);
  if (!parsed) return;
  const [file, ...others] = parsed.positionals;
  if (others.length > 0) throw new UsageError(`Name one file.\n\nUsage: doorstroom ${USAGE}`);
  await withDatabase(async ({ prisma, audit }) => {
    await audit.write({ action: 'shell.export', kind: 'export' });
    const content = Readable.from(exportSteps(prisma, { actor: 'system', reach: 'all', seesIdentity: true }), { objectMode: false });
    // Only the owner of the file may read it.
    await (file === undefined
      ? pipeline(content, process.stdout, { end: false })
      : pipeline(content, createWriteStream(file, { mode: 0o600 })));
  });
}
