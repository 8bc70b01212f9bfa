import { setTimeout as wait } from 'node:timers/promises';
import type { Running } from '#server/main.ts';

/** Starts, says so on the terminal, and stops in order on SIGTERM or Ctrl-C; a second signal does not wait. */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  const stopRequested = new Promise<void>((resolve) => {
    let isAsked = false;
    const ask = () => {
      if (isAsked) process.exit(1);
      isAsked = true;
      resolve();
    };
    process.on('SIGTERM', ask);
    process.on('SIGINT', ask);
  });
  const running = await start();
  console.log(announcement(running));
  await stopRequested;
  // Whoever told us to stop will not wait longer either. What is cut then is as if the process was killed: nothing of it is stored.
  await Promise.race([running.stop(), wait(PATIENCE)]);
  // Whatever timer or idle connection is left has nothing more to say.
  process.exit(0);
}

/** Milliseconds, of the ten seconds that are promised. */
const PATIENCE = 9_000;

function announcement({ url, about, setupLink }: Running): string {
  const ready = `Doorstroom luistert op ${url}`;
  if (setupLink)
    return [ready, '', 'Nog niemand kan aanmelden. De eerste beheerder begint hier, één keer en binnen 24 uur:', `  ${setupLink}`].join(
      '\n',
    );
  if (!('demoAccounts' in about)) return ready;
  const accounts = about.demoAccounts.map(
    ({ email, role, municipalities }) => `  ${email.padEnd(28)} ${[role, ...municipalities].join(' ')}`,
  );
  return [ready, '', `Demo-accounts, wachtwoord ${about.demoPassword}:`, ...accounts].join('\n');
}
