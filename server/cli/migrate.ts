import { parseCommandLine } from './command.ts';
import { withDatabase } from './with-database.ts';

export async function run(args: readonly string[]): Promise<void> {
  if (!parseCommandLine('migrate', args, {})) return;
  await withDatabase(async ({ kind, applied }) => {
    console.log(applied.length > 0 ? `Applied to the ${kind} database: ${applied.join(', ')}` : `The ${kind} database is up to date.`);
  });
}
