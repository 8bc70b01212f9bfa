import { randomBytes } from 'node:crypto';
import { OperatorError } from '#server/operator-error.ts';
import { linkFromShell } from '#server/users/link-from-shell.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `setup-link [EMAIL]

  For who forgot the password or lost the phone; ends the sessions of that user. Without an address, as long as nobody can sign in, for
  the first administrator. The link holds for one use, the first one 24 hours, others 72.`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(USAGE, args, {}, true);
  if (!parsed) return;
  const [email, ...others] = parsed.positionals;
  if (others.length > 0) throw new UsageError(`Name one address.\n\nUsage: doorstroom ${USAGE}`);
  await withDatabase(async ({ prisma, config: { origin, hasPasswords }, audit }) => {
    if (!hasPasswords) throw new OperatorError('DOORSTROOM_PASSWORDS: no, and such a link sets a password; set yes to make one');
    if (/:0$/.test(origin)) throw new OperatorError('PORT: 0 takes any port; set DOORSTROOM_ORIGIN, so that the link leads somewhere');
    console.log(await linkFromShell(prisma, { origin, now: new Date(), randomBytes }, email, audit));
  });
}
