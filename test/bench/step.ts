import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { asActor } from '#server/db/as-actor.ts';
import { recordStep } from '#server/trajectories/record-step.ts';
import { loadFile, loadStatement, tallyStatement, writeStatement } from '#server/trajectories/store.ts';
import { asHistoryStep, changeOf, historyOf, LAST, type TrajectoryFile } from '#server/trajectories/trajectory-file.ts';
import { replay } from '#shared/trajectory/history.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import type { BenchDatabase } from './database.ts';
import { median, print, quantile, timesInTurn } from './measure.ts';
import { OFFICES, WORKER } from './region.ts';

const STEP: Step = { type: 'evaluation.held', occurredOn: '2026-11-20', details: { kind: 'other' } };
const ACTOR = { id: WORKER, name: 'Bench' };

/** Recording a step as the product does it, against the very statements it sends, ready made, over plain pg in one transaction. */
export async function benchStep(database: BenchDatabase & { url: string }): Promise<void> {
  const runs = 300;
  const running = await database.prisma.trajectory.findMany({
    where: { stage: { not: 'ended' } },
    take: 2 * (runs + runs / 10),
    orderBy: { id: 'asc' },
  });
  const half = running.length / 2;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const ready = await Promise.all(running.slice(half).map(async ({ id }) => statementsOf(await fileOf(database, id))));
  const [product, plain] = await timesInTurn(
    runs,
    (run) => {
      const { id = '', version = 0 } = running[run] ?? {};
      return asActor(database.prisma, 'system', (tx) =>
        recordStep({ tx, actor: ACTOR, reach: OFFICES, now: new Date(), newId: randomUUID }, id, version, { ...STEP, note: null }),
      );
    },
    async (run) => {
      await client.query('begin');
      for (const { text, values } of ready[run] ?? []) await client.query(text, values);
      await client.query('commit');
    },
  );
  await client.end();
  const ratio = median(product) / median(plain);
  print(
    'log a step (ms), PostgreSQL',
    { product: median(product), p95: quantile(product, 0.95), 'plain pg': median(plain), ratio },
    { holds: ratio <= 4, text: 'at most 4 times plain pg' },
  );
}

async function fileOf({ prisma }: BenchDatabase, id: string): Promise<TrajectoryFile> {
  const file = await loadFile(prisma, id, 'all');
  if (!file) throw new Error(`no trajectory ${id}`);
  return file;
}

function statementsOf(file: TrajectoryFile) {
  const id = randomUUID();
  const result = replay(file.referralMunicipality, [...historyOf(file.steps), asHistoryStep({ id, step: STEP, order: LAST })]);
  if (!result.legal) throw new Error(result.reason);
  const at = new Date().toISOString();
  const change = changeOf(file, result.taken, {
    at,
    steps: [{ id, step: STEP, rank: null, note: null, recordedAt: at, recordedBy: WORKER }],
    withdrawals: [],
  });
  const statements = [loadStatement(file.id, OFFICES), writeStatement([change])];
  return change.tallies.length > 0 ? [...statements, tallyStatement(change.tallies)] : statements;
}
