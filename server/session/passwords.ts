import { hash, hashRaw, verify } from '@node-rs/argon2';
import { atMost } from './at-most.ts';

/** Argon2id with 19 MiB, two passes, one lane: OWASP's first choice. The algorithm is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Each hash takes 19 MiB and a core for tens of milliseconds: a flood of sign-ins must not take all of either.
const inTurn = atMost(4);

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), COST));
}

/** Takes as long where there is no hash, so that the time does not tell which accounts exist. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const isRight = await inTurn(async () => verify(passwordHash ?? (await nobody()), normal(password)));
  return passwordHash !== undefined && isRight;
}

/** The most hashes that were under way at once so far, for who measures it. */
export function mostHashesAtOnce(): number {
  return inTurn.most;
}

/** Whether it was made at another cost than is asked now, and is to be made anew while the password is at hand. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(`$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`);
}

/** The hash of something that is found by its hash, hence with a salt that is given. */
export function hashSlowly(content: string, salt: Uint8Array): Promise<string> {
  return inTurn(async () => (await hashRaw(content, { ...COST, salt })).toString('base64'));
}

/** The same letters may be typed as different code points, depending on the keyboard. */
function normal(password: string): string {
  return password.normalize('NFC');
}

let hashOfNobody: Promise<string> | undefined;

function nobody(): Promise<string> {
  hashOfNobody ??= hash('nobody has this password', COST);
  return hashOfNobody;
}
