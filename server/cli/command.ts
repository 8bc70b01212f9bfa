import { type ParseArgsConfig, parseArgs } from 'node:util';
import { OperatorError } from '#server/operator-error.ts';

/** The command line was not understood. */
export class UsageError extends OperatorError {
  override name = 'UsageError';
}

/**
 * `parseArgs` of Node for a command: unknown options end in a message with the usage, and `--help` in the usage alone.
 *
 * @param usage what stands after `doorstroom`, and a line on each option
 */
export function parseCommandLine<const Options extends ParseArgsConfig['options']>(
  usage: string,
  args: readonly string[],
  options: Options,
  allowPositionals = false,
) {
  if (args.includes('--help')) {
    console.log(`Usage: doorstroom ${usage}`);
    return undefined;
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\nUsage: doorstroom ${usage}`);
  }
}
