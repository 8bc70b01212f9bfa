import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { pino } from 'pino';
import { createApp } from '#server/app.ts';
import { type Dependencies, SIGN_IN_LIMITS } from '#server/http/dependencies.ts';
import type { BenchDatabase } from './database.ts';

/** The whole product on a database that is measured, as an office runs it, and its settings. */
export function productOn(
  { prisma, reads, writes }: BenchDatabase,
  origin = 'http://localhost',
): { app: RequestListener; config: Dependencies['config'] } {
  const config = { mode: 'production', origin, secret: randomBytes(32).toString('hex'), previousSecrets: [], hasPasswords: true } as const;
  const app = createApp({
    config,
    db: prisma,
    reads,
    writes,
    clock: () => new Date(),
    newId: randomUUID,
    randomBytes,
    log: pino({ level: 'silent' }),
    signInLimits: SIGN_IN_LIMITS,
    protecting: { begin: () => undefined },
    isAnswerChecked: false,
  });
  return { app, config };
}
