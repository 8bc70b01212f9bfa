import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { readFlows } from '#server/figures/read-flows.ts';
import { readIncidence } from '#server/figures/read-incidence.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readRouteComparison } from '#server/figures/read-route-comparison.ts';
import { readStateOccupation } from '#server/figures/read-state-occupation.ts';
import { readSurvival } from '#server/figures/read-survival.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { ComparisonQuery, IncidenceQuery, StateOccupationQuery, SurvivalQuery } from '#shared/contract/curves.ts';
import { FigureQuery } from '#shared/contract/figures.ts';
import type { BenchDatabase } from './database.ts';
import { COUNT_FLOORS, CURVE_FLOORS, type Floor } from './floors.ts';
import { longestPause, median, print, timesInTurn } from './measure.ts';
import { WORKER } from './region.ts';

const COUNTS = { inflow: readInflow, flows: readFlows, occupancy: readOccupancy, outflow: readOutflow, throughflow: readThroughflow };
const SPAN = { from: '2017-01-01', to: '2026-10-31' };
const SCOPE = { reach: 'all', today: '2026-11-23', now: new Date('2026-11-23T12:00:00Z') } as const;

type Read = (tx: Transaction, ask: Readonly<Record<string, string>>) => Promise<unknown>;

const CURVES: Readonly<Record<string, Read>> = {
  incidence: (tx, ask) => readIncidence(tx, IncidenceQuery.parse(ask), SCOPE),
  survival: (tx, ask) => readSurvival(tx, SurvivalQuery.parse(ask), SCOPE),
  'state-occupation': (tx, ask) => readStateOccupation(tx, StateOccupationQuery.parse(ask), SCOPE),
  'comparison.routes': (tx, ask) => readRouteComparison(tx, ComparisonQuery.parse(ask), SCOPE),
};

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
  /** The longest time in which the server did nothing else; on the embedded database that is the database's own work too. */
  readonly pause: number;
  /** What the figure may take: counts the whole answer, curves in the database. */
  readonly promise: number;
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
  for (const floor of COUNT_FLOORS) {
    const read = COUNTS[floor.figure as keyof typeof COUNTS];
    const query = FigureQuery.parse({ ...SPAN, ...floor.ask });
    measured.push(await measure(database, send, { runs, floor, promise: floor.ask.by ? 50 : 10 }, (tx) => read(tx, query, SCOPE)));
  }
  for (const floor of CURVE_FLOORS) {
    const read = CURVES[floor.figure];
    if (!read) throw new Error(`No such curve: ${floor.figure}`);
    measured.push(await measure(database, send, { runs: Math.ceil(runs / 4), floor, promise: 400 }, (tx) => read(tx, floor.ask)));
  }
  return measured;
}

type Measurement = { readonly runs: number; readonly floor: Floor; readonly promise: number };

async function measure(
  { reads }: BenchDatabase,
  send: Send,
  { runs, floor: { figure, ask, sql }, promise }: Measurement,
  read: (tx: Transaction) => Promise<unknown>,
): Promise<Measured> {
  const waits: number[] = [];
  let pause = 0;
  const statements = typeof sql === 'string' ? [sql] : sql;
  const [answer, floor] = await timesInTurn(
    runs,
    async () => {
      let waited = 0;
      const watch = (milliseconds: number) => (waited += milliseconds);
      const longest = await longestPause(() => reads<unknown>(COORDINATOR, (tx) => read(watched(tx, watch))));
      pause = Math.max(pause, longest);
      waits.push(waited);
    },
    async () => {
      for (const statement of statements) await send(statement, statement.includes('$1') ? [SPAN.from, SPAN.to] : []);
    },
    // The first figure finds everything cold, the compiler too.
    Math.ceil(runs / 4),
  );
  const name = [figure, ...Object.entries(ask).map(([key, value]) => `${key} ${value}`)].join(' ');
  return { name, promise, answer: median(answer), database: median(waits), floor: median(floor), pause };
}

export function printFigures({ kind }: BenchDatabase, measured: readonly Measured[]): void {
  for (const { name, answer, database, floor, pause, promise } of measured) {
    const isCurve = promise > 50;
    const took = isCurve ? database : answer;
    const text = isCurve ? `at most ${promise} ms in the database, 50 in the server` : `at most ${promise} ms`;
    const holds = took <= promise && (!isCurve || answer - database <= 50);
    print(
      `${name} (ms)`,
      { answer, 'in the database': database, floor, ratio: database / floor, 'longest pause': pause },
      kind === 'postgresql' ? { holds, text } : undefined,
    );
  }
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
