import { randomBytes, randomUUID } from 'node:crypto';
import { auditChain } from '#server/audit/append.ts';
import type { AuditLine } from '#server/audit/line.ts';
import { openDatabase, type Transaction } from '#server/db/client.ts';
import { recordStep } from '#server/trajectories/record-step.ts';
import type { BenchDatabase } from './database.ts';
import { median, print, quantile, timesInTurn } from './measure.ts';
import { OFFICES, WORKER } from './region.ts';

const RUNS = 300;

/**
 * Logging a step as it was before anybody was told apart in the database and before the log (the deed in a bare transaction), against
 * now: as the case worker under row-level security, with its line in the log.
 */
export async function benchAuditedStep({ prisma, url }: BenchDatabase & { url: string }): Promise<void> {
  // Connections of its own: a statement that is kept for one role of the database is planned anew for another.
  const { writes, close } = await openDatabase({ databaseUrl: url, dataFolder: '' });

  const running = await prisma.trajectory.findMany({
    where: { stage: { not: 'ended' } },
    take: 2 * (RUNS + RUNS / 10),
    // Not those that the other measurements take, in the order of their ids.
    orderBy: { id: 'desc' },
  });
  const half = running.length / 2;
  const chain = auditChain({ secret: randomBytes(32).toString('hex') });
  const worker = { id: WORKER, role: 'case-worker', municipalities: OFFICES } as const;
  const deed = (tx: Transaction, { id = '', version = 0 }: { id?: string; version?: number } = {}) => {
    const step = { type: 'evaluation.held', occurredOn: '2026-11-20', details: { kind: 'other' }, note: null } as const;
    const actor = { id: WORKER, name: 'Bench' };
    return recordStep({ tx, actor, reach: OFFICES, now: new Date(), newId: randomUUID }, id, version, step);
  };
  const [before, now] = await timesInTurn(
    RUNS,
    (run) => prisma.$transaction((tx) => deed(tx, running[run])),
    (run) =>
      writes(worker, async (tx) => {
        const trajectory = await deed(tx, running[half + run]);
        await chain.append(tx, stepLine(trajectory, 'evaluation.held'));
      }),
  );
  await close();
  const ratio = median(now) / median(before);
  print(
    'log a step (ms): before this log, and now',
    { before: median(before), now: median(now), 'p95 before': quantile(before, 0.95), 'p95 now': quantile(now, 0.95), ratio },
    { holds: ratio <= 1.5, text: 'at most 1.5 times what it was' },
  );
}

/** The line that a recorded step leaves in the audit log. */
export function stepLine({ id, participantId }: { readonly id: string; readonly participantId: string }, step: string): AuditLine {
  return {
    at: new Date(),
    userId: WORKER,
    role: 'case-worker',
    action: 'recordStep',
    kind: 'change',
    outcome: 'done',
    participantId,
    subject: { type: 'trajectory', id },
    reason: null,
    details: { step },
    address: '192.0.2.7',
    requestId: randomUUID(),
  };
}
