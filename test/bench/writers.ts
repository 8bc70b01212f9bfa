import { randomBytes, randomUUID } from 'node:crypto';
import { auditChain } from '#server/audit/append.ts';
import type { Transaction } from '#server/db/client.ts';
import { recordStep } from '#server/trajectories/record-step.ts';
import { stepLine } from './audited-step.ts';
import type { BenchDatabase } from './database.ts';
import { median, print } from './measure.ts';
import { OFFICES, WORKER } from './region.ts';

const WRITERS = 20;
const ROUNDS = 8;
const STEPS_A_ROUND = 200;

/**
 * Twenty people of one municipality log steps that all move the same rows of the summary (an end, in one month, from one state), with
 * and without the summary, in turn: what the meeting at its rows costs. A region with too few of them running is not measured.
 */
export async function benchWriters({ prisma, writes }: BenchDatabase): Promise<void> {
  const running = await prisma.trajectory.findMany({
    where: { municipalityCode: OFFICES[0], stage: { notIn: ['ended'] } },
    take: 2 * (ROUNDS + 1) * STEPS_A_ROUND,
    orderBy: { code: 'asc' },
  });
  if (running.length < 2 * (ROUNDS + 1) * STEPS_A_ROUND) return;
  const chain = auditChain({ secret: randomBytes(32).toString('hex') });
  const worker = { id: WORKER, role: 'case-worker', municipalities: OFFICES } as const;
  const deed = { type: 'trajectory.ended', occurredOn: '2026-11-20', details: { reason: 'withdrew' }, note: null } as const;
  const record = ({ id, version }: { id: string; version: number }, isCounted: boolean) =>
    writes(worker, async (tx) => {
      const doing = {
        tx: isCounted ? tx : withoutSummary(tx),
        actor: { id: WORKER, name: 'Bench' },
        reach: OFFICES,
        now: new Date(),
        newId: randomUUID,
      };
      const trajectory = await recordStep(doing, id, version, deed);
      await chain.append(tx, stepLine(trajectory, deed.type));
    });
  const throughput: { counted: number[]; plain: number[] } = { counted: [], plain: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of round % 2 ? (['counted', 'plain'] as const) : (['plain', 'counted'] as const)) {
      const files = running.splice(0, STEPS_A_ROUND);
      const start = performance.now();
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          for (let file = files.shift(); file; file = files.shift()) await record(file, kind === 'counted');
        }),
      );
      if (round > 0) throughput[kind].push((STEPS_A_ROUND / (performance.now() - start)) * 1000);
    }
  }
  const ratio = median(throughput.counted) / median(throughput.plain);
  print(
    `${WRITERS} writers in one municipality (steps/s)`,
    { 'with summary': median(throughput.counted), without: median(throughput.plain), ratio },
    { holds: ratio >= 0.8, text: 'at least 0.8 of it' },
  );
}

/** The transaction, in which nothing is added to the summary. */
export function withoutSummary(tx: Transaction): Transaction {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (name !== '$executeRaw') return Reflect.get(target, name, receiver);
      return (query: { sql?: string }, ...rest: unknown[]) =>
        query.sql?.includes('insert into tally') ? Promise.resolve(0) : Reflect.apply(target.$executeRaw, target, [query, ...rest]);
    },
  });
}
