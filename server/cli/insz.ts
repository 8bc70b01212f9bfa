import { randomBytes } from 'node:crypto';
import { auditChain } from '#server/audit/append.ts';
import { readConfig } from '#server/config.ts';
import { openUpToDate } from '#server/db/open.ts';
import { inszSeal } from '#server/participants/insz-seal.ts';
import { rotateInsz } from '#server/participants/rotate-insz.ts';
import { parseCommandLine, UsageError } from './command.ts';

const USAGE = `insz rotate

  After DOORSTROOM_SECRET changed, and with the secrets before it in DOORSTROOM_PREVIOUS_SECRETS: puts every INSZ under the new one.
  It may be stopped and started again. When it says that all are under the newest secret, the older ones are no longer needed for them.`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, {}, true);
  if (!parsed) return;
  if (parsed.positionals.join(' ') !== 'rotate') throw new UsageError(`Usage: doorstroom ${USAGE}`);
  const config = readConfig();
  const { prisma: db, close } = await openUpToDate(config);
  try {
    const seal = inszSeal(config, randomBytes);
    const report = await rotateInsz({ db, seal, chain: auditChain(config), now: () => new Date() }, (rotated) => console.error(rotated));
    console.log(`${report.rotated} INSZ put under the newest secret; all ${report.total} are under it now, and each was opened.`);
  } finally {
    await close();
  }
}
