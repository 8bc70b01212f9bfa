import { rebuild } from '#server/trajectories/rebuild.ts';
import { parseCommandLine } from './command.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `rebuild [--check]

  --check   changes nothing, lists what is not as the steps say, and ends with code 1 where there is any`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, { check: { type: 'boolean', default: false } });
  if (!parsed) return;
  const { check } = parsed.values;
  await withDatabase(async ({ prisma, audit }) => {
    const { participants, trajectories, differences, differencesFound } = await rebuild(prisma, { check });
    if (!check) await audit.write({ action: 'shell.rebuild', details: { mended: differencesFound } });
    for (const difference of differences) console.log(difference);
    if (differencesFound > differences.length) console.log(`and ${differencesFound - differences.length} more`);
    console.log(
      `${trajectories} trajectories of ${participants} participants: ${differencesFound} differences ${check ? 'found' : 'mended'}.`,
    );
    if (check && differencesFound > 0) process.exitCode = 1;
  });
}
