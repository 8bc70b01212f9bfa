import type { GateReport, Publication, PublicationMethod, PublicationPeriod } from '#shared/contract/publications.ts';
import { cellId } from './cell-key.ts';
import type { CountedTable, LedgerCell } from './counted.ts';
import { attack, type Verdict } from './gate.ts';
import { type ProtectedTable, publishedTables } from './published.ts';
import { type Random, type Reach, roundJointly } from './round.ts';
import { loadSolver } from './solver.ts';
import { suppressJointly } from './suppress.ts';
import { type Bond, bondOf, buildSystem, type Interval, isTrue, keptBond, type Origin, type System } from './system.ts';

export interface ToProtect {
  readonly period: PublicationPeriod;
  readonly method: PublicationMethod;
  readonly base: number;
  readonly tables: readonly CountedTable[];
  /** Everything published before, in that order, withdrawn or not. */
  readonly ledger: readonly LedgerCell[];
}

export interface Protected {
  readonly tables: readonly ProtectedTable[];
  /** What goes into the ledger once it is published; empty where no values were found. */
  readonly cells: readonly Omit<LedgerCell, 'publicationId' | 'period'>[];
  readonly releasedTies: Publication['releasedTies'];
  readonly report: GateReport;
  /** Why it may not be published, for the coordinator alone. */
  readonly reasons: Publication['reasons'];
  readonly isSafe: boolean;
}

/** What is being done, and how far. */
export interface Progress {
  readonly phase: 'protecting' | 'attacking';
  readonly done: number;
  readonly of: number;
}

type ReleaseReason = Publication['releasedTies'][number]['reason'];

/** Values that give something away by an unlucky draw are drawn again; what is no matter of luck is not tried for ever. */
const DRAWS = 5;

/**
 * Protects the tables of a period and attacks the result together with everything published before. Where data put right since leave no additive values,
 * or would show a true one to be impossible, the oldest tie that no longer holds is let go, and that is said in the publication.
 *
 * Pure but for the clock and the solver: `random` is what chance there is.
 */
export async function protect(
  asked: ToProtect,
  { random, onProgress = () => {} }: { random: Random; onProgress?: (progress: Progress) => void },
): Promise<Protected> {
  const start = performance.now();
  const solver = await loadSolver();
  const released = new Map<Bond, { origins: readonly Origin[]; reason: ReleaseReason }>();
  for (let draw = 1; ; ) {
    const system = buildSystem(asked, new Set(released.keys()));
    onProgress({ phase: 'protecting', done: 0, of: system.cells.filter(({ isNew }) => isNew).length });
    const letGo = (reason: ReleaseReason, held: Held | null): boolean => {
      if (held) released.set(held.bond, { origins: held.origins, reason });
      return held !== null;
    };
    // Exact values would show at once that a tie no longer holds.
    if (asked.method === 'suppression' && letGo('no-additive-solution', oldest(brokenTies(system)))) continue;
    const values = asked.method === 'suppression' ? suppressJointly(system, { solver, random }) : nearest(system);
    if (!values && letGo('no-additive-solution', oldest([...brokenTies(system), ...doubtfullyKept(system)]))) continue;
    const some = values ?? rounded(system, { reach: 1, withSums: true }) ?? rounded(system, { reach: 1, withSums: false });
    if (!some && letGo('no-additive-solution', oldest(heldTies(system)))) continue;
    if (!some) return finish(system, new Map(), noSolution(system));

    const verdict = attack(system, some, { solver, random, onProgress: (done, of) => onProgress({ phase: 'attacking', done, of }) });
    if (verdict.report.isSafe) return finish(system, some, verdict);
    if (verdict.report.outside > 0 && letGo('true-value-outside', oldest([...brokenTies(system), ...doubtfullyKept(system)]))) continue;
    if (draw++ >= DRAWS) return finish(system, some, verdict);
  }

  function nearest(system: System): ReadonlyMap<number, Interval> | null {
    return rounded(system, { reach: 0, withSums: true }) ?? rounded(system, { reach: 0, withSums: false });
  }

  function rounded(system: System, demand: { reach: Reach; withSums: boolean }): ReadonlyMap<number, Interval> | null {
    return roundJointly(system, { base: asked.base, ...demand, solver, random });
  }

  function finish(system: System, intervals: ReadonlyMap<number, Interval>, { report, reasons }: Verdict): Protected {
    const cells = [...intervals].flatMap(([index, interval]) => {
      const cell = system.cells[index];
      return cell ? [{ table: cell.table, key: cell.key, ...interval, truth: cell.truth }] : [];
    });
    const byId = new Map(cells.map(({ table, key, value, low, high }) => [cellId(asked.period, table, key), { value, low, high }]));
    return {
      tables: publishedTables(asked.period, asked.tables, byId),
      cells,
      releasedTies: releasedTies(system),
      report: { ...report, milliseconds: Math.round(performance.now() - start) },
      reasons,
      isSafe: report.isSafe,
    };
  }

  /** Each table that was let go once, whatever leaned on it. */
  function releasedTies(system: System): Publication['releasedTies'] {
    const all = [...released.values()].flatMap(({ origins, reason }) => origins.map((origin) => ({ ...origin, reason })));
    const known = new Map([...correctedSince(system, asked), ...all].map((tie) => [`${tie.period} ${tie.table}`, tie]));
    return [...known.values()];
  }
}

/** What the values are held to by earlier publications. */
interface Held {
  readonly bond: Bond;
  readonly origins: readonly Origin[];
}

function heldTies({ ties }: Pick<System, 'ties'>): Held[] {
  return ties
    .filter(({ origins, isReleased }) => origins.length > 0 && !isReleased)
    .map((tie) => ({ bond: bondOf(tie), origins: tie.origins }));
}

/** Of those what the counts, as they are now, contradict. */
function brokenTies({ cells, ties }: System): Held[] {
  return heldTies({ ties: ties.filter((tie) => !isTrue(tie, cells)) });
}

/** Tables of which this period was published before, and in which something is no longer what it was, though it could be. */
function doubtfullyKept({ cells }: System): Held[] {
  return cells
    .filter(({ isNew, published, earlierTruths }) => isNew && published && earlierTruths.length > 0)
    .map(({ period, table }) => ({ bond: keptBond({ period, table }), origins: [{ period, table }] }));
}

function oldest(held: readonly Held[]): Held | null {
  const ageOf = ({ origins: [first] }: Held) => first?.period ?? '';
  return [...held].sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : ageOf(a) > ageOf(b) ? 1 : 0))[0] ?? null;
}

/** The tables of which this period was published before with values that are no longer true: they get others. */
function correctedSince({ cells }: System, { period }: ToProtect): Publication['releasedTies'] {
  const placeOf = ({ table, key }: System['cells'][number]) => cellId(period, table, key);
  const before = new Set(cells.filter((cell) => cell.period === period && cell.published).map(placeOf));
  const tables = new Set(cells.filter((cell) => cell.isNew && !cell.published && before.has(placeOf(cell))).map(({ table }) => table));
  return [...tables].map((table) => ({ period, table, reason: 'corrected-since' }));
}

function noSolution({ cells }: System): Verdict {
  const added = cells.filter(({ isNew }) => isNew);
  const tables = new Map(added.filter(({ key }) => Object.keys(key).length === 0).map((cell) => [cell.table, cell]));
  return {
    report: {
      isSafe: false,
      cells: added.length,
      earlierCells: cells.length - added.length,
      sensitive: 0,
      recovered: 0,
      narrow: 0,
      outside: 0,
      oneCategory: 0,
      leastWidth: null,
    },
    reasons: [...tables.values()].map(({ table, period, key }) => ({ problem: 'no-solution', table, period, key })),
  };
}
