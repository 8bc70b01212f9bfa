import { readConfig } from '#server/config.ts';
import { openUpToDate } from '#server/db/open.ts';
import { rebuild } from '#server/trajectories/rebuild.ts';
import { parseCommandLine } from './command.ts';

const USAGE = `rebuild [--check]

  --check   changes nothing, lists what is not as the steps say, and ends with code 1 where there is any`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, { check: { type: 'boolean', default: false } });
  if (!parsed) return;
  const { check } = parsed.values;
  const { prisma, close } = await openUpToDate(readConfig());
  try {
    const { participants, trajectories, differences, differencesFound } = await rebuild(prisma, { check });
    for (const difference of differences) console.log(difference);
    if (differencesFound > differences.length) console.log(`and ${differencesFound - differences.length} more`);
    console.log(
      `${trajectories} trajectories of ${participants} participants: ${differencesFound} differences ${check ? 'found' : 'mended'}.`,
    );
    if (check && differencesFound > 0) process.exitCode = 1;
  } finally {
    await close();
  }
}
