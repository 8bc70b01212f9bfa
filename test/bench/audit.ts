import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Prisma } from '#prisma/generated/client.ts';
import { auditChain } from '#server/audit/append.ts';
import type { AuditLine } from '#server/audit/line.ts';
import { sealKeys } from '#server/audit/seal.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { benchAuditedStep } from './audited-step.ts';
import { type BenchDatabase, onPostgresql } from './database.ts';
import { median, print, timesInTurn } from './measure.ts';
import { fillRegion } from './region.ts';

/** `npm run bench:audit`: what the log costs who writes, alone and twenty at once, and how fast it is verified. On PostgreSQL only. */
const { values } = parseArgs({ options: { trajectories: { type: 'string', default: '100000' } } });
const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
if (!server) throw new Error('BENCH_DATABASE_URL is not set');

await onPostgresql(server, async (database) => {
  await fillRegion(database, Number(values.trajectories));
  await database.prisma.$executeRaw`analyze`;
  await benchAuditedStep(database);
  await database.prisma.$executeRaw`create table loose (like audit including defaults)`;
  await database.prisma.$executeRaw`create sequence loose_number`;
  const secrets = { secret: randomBytes(32).toString('hex'), previousSecrets: [] };
  // The lines of the steps above were sealed under another secret.
  await database.prisma.$executeRaw`alter table audit disable trigger audit_append_only`;
  await database.prisma.$executeRaw`delete from audit`;
  await database.prisma.$executeRaw`update audit_head set sequence = 0, seal = ''`;
  const chain = auditChain(secrets);
  for (const writers of [1, 20]) await benchAppend(database, chain.append, writers);
  const start = performance.now();
  const { lines, badPlacesFound } = await verifyChain(database.reads, sealKeys(secrets));
  const seconds = (performance.now() - start) / 1000;
  print('verify the log', { lines, 'bad places': badPlacesFound, 'lines/s': Math.round(lines / seconds) });
});

async function benchAppend({ prisma }: BenchDatabase, append: (tx: Transaction, line: AuditLine) => Promise<void>, writers: number) {
  const together = (write: (tx: Transaction) => Promise<unknown>) => () =>
    Promise.all(Array.from({ length: writers }, () => asActor(prisma, 'system', write)));
  const [chained, loose] = await timesInTurn(
    Math.round(1_000 / writers),
    together((tx) => append(tx, aLine())),
    together((tx) => tx.$executeRaw(looseStatement(aLine()))),
  );
  const [per, perLoose] = [median(chained) / writers, median(loose) / writers];
  print(`append, ${writers} at once (ms a line)`, { chained: per, 'the same without chain': perLoose, ratio: per / perLoose });
}

function aLine(): AuditLine {
  return {
    at: new Date(),
    userId: randomUUID(),
    role: 'case-worker',
    action: 'getParticipant',
    kind: 'read',
    outcome: 'done',
    participantId: randomUUID(),
    subject: null,
    reason: null,
    details: null,
    address: '192.0.2.7',
    requestId: randomUUID(),
  };
}

function looseStatement({ at, userId, role, action, kind, outcome, participantId, address, requestId }: AuditLine) {
  return Prisma.sql`insert into loose (sequence, at, user_id, role, action, kind, outcome, participant_id, address, request_id, key_id, seal)
    values (nextval('loose_number'), ${at}, ${userId}::uuid, ${role}, ${action}, ${kind}, ${outcome}, ${participantId}::uuid, ${address},
      ${requestId}, 'x', '')`;
}
