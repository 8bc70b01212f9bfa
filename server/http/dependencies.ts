import type { Logger } from 'pino';
import type { Anchor } from '#server/audit/anchor.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/client.ts';
import type { Direct } from '#server/db/direct.ts';
import type { DiskRoom } from '#server/db/disk-room.ts';
import type { Protecting } from '#server/publications/protecting.ts';

/** What the application is given; nothing in it reads the environment, the clock or the random source by itself. */
export type Dependencies = {
  readonly config: Pick<Config, 'mode' | 'origin' | 'secret' | 'previousSecrets' | 'singleSignOn' | 'hasPasswords'> &
    Partial<Pick<Config, 'contacts'>>;
  readonly db: Database;
  /** The same database for requests that only read (db/direct.ts). */
  readonly reads: Direct;
  /** And for the hottest of those that write. */
  readonly writes: Direct;
  /** Of the embedded database; PostgreSQL looks after its own. */
  readonly disk?: DiskRoom;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly randomBytes: (size: number) => Buffer;
  readonly log: Logger;
  /** Told of lines that were committed to the audit log; a server has one. */
  readonly anchor?: Pick<Anchor, 'touch'>;
  readonly signInLimits: SignInLimits;
  /** Protects publications in the background. */
  readonly protecting: Pick<Protecting, 'begin'>;
  /** Whether every answer is held against its contract before it goes out: in development and tests. */
  readonly isAnswerChecked: boolean;
};

export type SignInLimits = {
  /** Refused attempts from one address within the window. */
  readonly perAddress: number;
  /** Milliseconds. */
  readonly addressWindow: number;
  /** Wrong attempts in a row on one account before each further one must wait. */
  readonly freeAttempts: number;
  /** Milliseconds: the first wait, doubled with each attempt, and the longest. */
  readonly firstWait: number;
  readonly longestWait: number;
};

export const SIGN_IN_LIMITS: SignInLimits = {
  perAddress: 100,
  addressWindow: 15 * 60_000,
  freeAttempts: 10,
  firstWait: 1_000,
  longestWait: 60_000,
};
