import { randomBytes, randomUUID } from 'node:crypto';
import { auditChain } from '#server/audit/append.ts';
import { recordStep } from '#server/trajectories/record-step.ts';
import { stepLine } from './audited-step.ts';
import { type BenchDatabase, onPostgresql } from './database.ts';
import { median, print, quantile, timesInTurn } from './measure.ts';
import { fillRegion, OFFICES, WORKER } from './region.ts';
import { withoutSummary } from './writers.ts';

const SIZE = 10_000;
const RUNS = 300;

/** Indexes that only figures ask for. */
const FIGURE_INDEXES = [
  'stay_known_from_date',
  'stay_known_to_date',
  'stay_known_place',
  'stay_known_visit',
  'milestones_known_referred_on',
  'milestones_known_first_placement_on',
  'milestones_known_first_social_economy_on',
  'milestones_known_first_job_on',
  'step_transferred',
  'profile_recorded_at_idx',
  'withdrawal_withdrawn_at_idx',
];

/**
 * What the figures cost a step: an end, which moves more rows of the summary than any other, as the case worker records it, against the same on
 * a database that keeps neither the summary nor an index for figures.
 */
export async function benchUpkeep(server: string): Promise<void> {
  await onPostgresql(server, (kept) =>
    onPostgresql(server, async (bare) => {
      const endOn = await Promise.all([enderOn(kept), enderOn(bare)]);
      for (const index of FIGURE_INDEXES) await bare.prisma.$executeRawUnsafe(`drop index "${index}"`);
      const [now, without] = await timesInTurn(
        RUNS,
        (run) => endOn[0](run, true),
        (run) => endOn[1](run, false),
      );
      const ratio = median(now) / median(without);
      print(
        'log an end (ms): without summary and indexes, and now',
        { without: median(without), now: median(now), 'p95 without': quantile(without, 0.95), 'p95 now': quantile(now, 0.95), ratio },
        { holds: ratio <= 1.2, text: 'at most 1.2 times what it was' },
      );
    }),
  );
}

async function enderOn(database: BenchDatabase): Promise<(run: number, isCounted: boolean) => Promise<void>> {
  const { prisma, writes } = database;
  await fillRegion(database, SIZE);
  const running = await prisma.trajectory.findMany({
    where: { stage: { not: 'ended' } },
    take: RUNS + RUNS / 10,
    orderBy: { code: 'asc' },
  });
  const chain = auditChain({ secret: randomBytes(32).toString('hex') });
  const worker = { id: WORKER, role: 'case-worker', municipalities: OFFICES } as const;
  const actor = { id: WORKER, name: 'Bench' };
  const deed = { type: 'trajectory.ended', occurredOn: '2026-11-20', details: { reason: 'withdrew' }, note: null } as const;
  return (run, isCounted) => {
    const { id = '', version = 0 } = running[run] ?? {};
    return writes(worker, async (tx) => {
      const doing = { tx: isCounted ? tx : withoutSummary(tx), actor, reach: OFFICES, now: new Date(), newId: randomUUID };
      const trajectory = await recordStep(doing, id, version, deed);
      await chain.append(tx, stepLine(trajectory, deed.type));
    });
  };
}
