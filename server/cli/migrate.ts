import { readConfig } from '#server/config.ts';
import { openUpToDate } from '#server/db/open.ts';
import { parseCommandLine } from './command.ts';

export async function run(args: readonly string[]): Promise<void> {
  if (!parseCommandLine('migrate', args, {})) return;
  const { close, kind, applied } = await openUpToDate(readConfig());
  await close();
  console.log(applied.length > 0 ? `Applied to the ${kind} database: ${applied.join(', ')}` : `The ${kind} database is up to date.`);
}
