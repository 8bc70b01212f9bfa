import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { readFlows } from '#server/figures/read-flows.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { FigureQuery } from '#shared/contract/figures.ts';
import type { BenchDatabase } from './database.ts';
import { COUNT_FLOORS, type Floor } from './floors.ts';
import { median, print, timesInTurn } from './measure.ts';
import { WORKER } from './region.ts';

const COUNTS = { inflow: readInflow, flows: readFlows, occupancy: readOccupancy, outflow: readOutflow, throughflow: readThroughflow };
const SPAN = { from: '2017-01-01', to: '2026-10-31' };
const SCOPE = { reach: 'all', today: '2026-11-23', now: new Date('2026-11-23T12:00:00Z') } as const;

/** Whoever asks for figures does so under row-level security. */
const COORDINATOR = { id: WORKER, role: 'coordinator', municipalities: [], purpose: 'figures' } as const;

/** What one figure took, in milliseconds at the median. */
export interface Measured {
  readonly name: string;
  /** The whole answer, as the route makes it. */
  readonly answer: number;
  /** Of that, waiting for the database. */
  readonly database: number;
  readonly floor: number;
}

/** Every figure of ten years, unfiltered and by municipality, and the floor for the same numbers, in turn. */
export async function measureFigures(database: BenchDatabase, runs = 20): Promise<Measured[]> {
  const { send, close } = await plainSender(database);
  try {
    return await measureEach(database, send, runs);
  } finally {
    await close();
  }
}

async function measureEach(database: BenchDatabase, send: Send, runs: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { figure, ask, sql } of COUNT_FLOORS) {
    const read = COUNTS[figure as keyof typeof COUNTS];
    const query = FigureQuery.parse({ ...SPAN, ...ask });
    const waits: number[] = [];
    const [answer, floor] = await timesInTurn(
      runs,
      async () => {
        let waited = 0;
        const watch = (milliseconds: number) => (waited += milliseconds);
        await database.reads<unknown>(COORDINATOR, (tx) => read(watched(tx, watch), query, SCOPE));
        waits.push(waited);
      },
      () => send(sql, [SPAN.from, SPAN.to]),
    );
    measured.push({ name: nameOf({ figure, ask }), answer: median(answer), database: median(waits), floor: median(floor) });
  }
  return measured;
}

export function printFigures({ kind }: BenchDatabase, measured: readonly Measured[]): void {
  for (const { name, answer, database, floor } of measured) {
    const most = name.includes('by') ? 50 : 10;
    const promise = kind === 'postgresql' ? { holds: answer <= most, text: `at most ${most} ms` } : undefined;
    print(`${name} (ms)`, { answer, 'in the database': database, floor, ratio: database / floor }, promise);
  }
}

function nameOf({ figure, ask }: Pick<Floor, 'figure' | 'ask'>): string {
  return [figure, ...Object.entries(ask).map(([name, value]) => `${name} ${value}`)].join(' ');
}

/** The transaction, of which every statement tells how long it took. */
function watched(tx: Transaction, tell: (milliseconds: number) => void): Transaction {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (name !== '$queryRaw') return Reflect.get(target, name, receiver);
      return async (query: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]) => {
        const start = performance.now();
        const rows: unknown = await Reflect.apply(target.$queryRaw, target, [query, ...rest]);
        tell(performance.now() - start);
        return rows;
      };
    },
  });
}

type Send = (sql: string, values: unknown[]) => Promise<unknown>;

async function plainSender({ source }: BenchDatabase): Promise<{ send: Send; close: () => Promise<void> }> {
  if (source.kind === 'embedded') {
    const { pglite } = source;
    return { send: (sql: string, values: unknown[]) => pglite.query(sql, values), close: () => Promise.resolve() };
  }
  const client = new pg.Client({ connectionString: source.url });
  await client.connect();
  await client.query('set jit = off');
  return {
    send: (sql: string, values: unknown[]) =>
      client.query({ name: createHash('sha256').update(sql).digest('hex').slice(0, 40), text: sql, values }),
    close: () => client.end(),
  };
}
