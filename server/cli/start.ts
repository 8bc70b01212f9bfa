import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';
import { parseCommandLine } from './command.ts';
import { runUntilStopped } from './until-stopped.ts';

export async function run(args: readonly string[]): Promise<void> {
  if (!parseCommandLine('start', args, {})) return;
  await runUntilStopped(() => start(readConfig()));
}
