import { randomUUID } from 'node:crypto';
import type { AuditLine } from '#server/audit/line.ts';
import type { Database } from '#server/db/client.ts';

/** A line of the audit log, of somebody who read a file. */
export function aLine(more: Partial<AuditLine> = {}): AuditLine {
  return {
    at: new Date('2026-11-23T08:00:00.123Z'),
    userId: randomUUID(),
    role: 'case-worker',
    action: 'getParticipant',
    kind: 'read',
    outcome: 'done',
    participantId: randomUUID(),
    subject: { type: 'trajectory', id: randomUUID() },
    reason: 'identity-check',
    details: { asked: ['stage'], found: 3 },
    address: '192.0.2.7',
    requestId: randomUUID(),
    ...more,
  };
}

export interface WrittenLine {
  sequence: bigint;
  userId: string | null;
  role: string | null;
  action: string;
  kind: string;
  outcome: string;
  participantId: string | null;
  address: string | null;
  requestId: string | null;
  details: string | null;
}

/** The lines written after a number, in their order. */
export function linesSince(db: Database, after = 0n): Promise<WrittenLine[]> {
  return db.audit.findMany({ where: { sequence: { gt: after } }, orderBy: { sequence: 'asc' } });
}

/** The number of the last line. */
export async function lastLine(db: Database): Promise<bigint> {
  const { _max } = await db.audit.aggregate({ _max: { sequence: true } });
  return _max.sequence ?? 0n;
}
