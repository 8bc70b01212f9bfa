import { createHash } from 'node:crypto';
import type { SignInLimits } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';

/** Keeps accounts by e-mail address at sign-in, and by another name where somebody is known already. */
export type AccountThrottle = {
  /**
   * Counts an attempt before its outcome is known, so that guesses sent all at once are counted too.
   *
   * @throws Problem request.throttled while the account must wait
   */
  begin(account: string): void;
  succeed(account: string): void;
};

/**
 * Slows down guessing at one account: after a few wrong attempts each further one must wait, twice as long every time up to a
 * limit. Never a lock-out, and the same for accounts that do not exist. Kept in memory: a restart forgives.
 */
export function accountThrottle({ freeAttempts, firstWait, longestWait }: SignInLimits, clock: () => Date): AccountThrottle {
  const accounts = new Map<string, { attempts: number; notBefore: number }>();

  const begin = (account: string) => {
    const key = keyOf(account);
    const now = clock().getTime();
    const { attempts, notBefore } = accounts.get(key) ?? { attempts: 0, notBefore: 0 };
    if (now < notBefore) throw new Problem('request.throttled', { retryAfter: Math.ceil((notBefore - now) / 1000) });
    const wait = attempts + 1 < freeAttempts ? 0 : Math.min(longestWait, firstWait * 2 ** (attempts + 1 - freeAttempts));
    // Put in anew, so that the map stays in order of last use and the oldest is the one to be forgotten.
    accounts.delete(key);
    accounts.set(key, { attempts: attempts + 1, notBefore: now + wait });
    if (accounts.size > MOST_ACCOUNTS) accounts.delete(accounts.keys().next().value ?? key);
  };

  return { begin, succeed: (account) => void accounts.delete(keyOf(account)) };
}

const MOST_ACCOUNTS = 10_000;

/** Not the address itself: what people type into that box, passwords included, has no place in memory. */
function keyOf(account: string): string {
  return createHash('sha256').update(account).digest('base64');
}
