import { UsageError } from './cli/command.ts';
import { lastWords } from './cli/last-words.ts';
import { OperatorError } from './operator-error.ts';

// A command is a file in server/cli/ that exports `run: Run`, and a line here. It is loaded when it is asked for only,
// so that each starts as fast as what it needs.
const COMMANDS: readonly Command[] = [
  { name: 'start', summary: 'serve the application until it is told to stop', load: () => import('./cli/start.ts') },
  { name: 'migrate', summary: 'bring the database up to this version', load: () => import('./cli/migrate.ts') },
  { name: 'import', summary: 'take over steps from a CSV file', load: () => import('./cli/import.ts') },
  { name: 'export', summary: 'write all steps to a CSV file', load: () => import('./cli/export.ts') },
  { name: 'backup', summary: 'write everything to an encrypted file, or check such a file', load: () => import('./cli/backup.ts') },
  { name: 'restore', summary: 'put back what a backup holds', load: () => import('./cli/restore.ts') },
  {
    name: 'setup-link',
    summary: 'make a link with which a user sets password and second factor',
    load: () => import('./cli/setup-link.ts'),
  },
  { name: 'rebuild', summary: 'derive stays, milestones and tallies anew from the steps', load: () => import('./cli/rebuild.ts') },
  { name: 'insz', summary: 'put every INSZ under the newest secret', load: () => import('./cli/insz.ts') },
  { name: 'audit', summary: 'verify the audit log, or print where it ends', load: () => import('./cli/audit.ts') },
];

type Command = { name: string; summary: string; load(): Promise<{ run: Run }> };
type Run = (args: readonly string[]) => Promise<void>;

// Node would print the error whole: its message, and with it values of the database.
process.on('uncaughtException', (error) => {
  console.error(lastWords(error));
  process.exit(1);
});

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.find((candidate) => candidate.name === name);

if (command) {
  try {
    const { run } = await command.load();
    await run(args);
  } catch (error) {
    console.error(error instanceof OperatorError ? error.message : lastWords(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
} else {
  const isHelp = name === undefined || name === '--help' || name === '-h' || name === 'help';
  (isHelp ? console.log : console.error)(isHelp ? help() : `There is no command ${name}.\n\n${help()}`);
  process.exitCode = isHelp ? 0 : 2;
}

function help(): string {
  const width = Math.max(...COMMANDS.map((each) => each.name.length));
  const lines = COMMANDS.map((each) => `  ${each.name.padEnd(width)}  ${each.summary}`);
  return [
    'Usage: doorstroom <command> [options]',
    '',
    ...lines,
    '',
    'doorstroom <command> --help tells more. Settings are environment variables: see README.md.',
  ].join('\n');
}
