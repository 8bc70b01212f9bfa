import type { CellKey } from '#shared/contract/publications.ts';
import { type CountTableId, TABLE_DIMENSIONS } from '#shared/publications/catalogue.ts';
import { cellId, cellsOf, without } from './cell-key.ts';
import type { CountedTable, LedgerCell } from './counted.ts';
import { type Rule, rulesAround, sumsToDate } from './ties.ts';

/**
 * Everything published before and what is to be published, as one system of linear equations over counts (decision 029). What the
 * rounding keeps additive, the suppression protects and the attack solves is this and nothing else.
 */
export interface System {
  readonly cells: readonly Cell[];
  readonly ties: readonly Tie[];
  /** The rows and columns of all tables: a total, and what adds up to it. */
  readonly lines: readonly Line[];
  /** Sums of quarters that the rounding kept, or is to keep, as near to the truth as any cell. */
  readonly sumsToDate: readonly (readonly number[])[];
}

/** One number that the world counts once, in however many publications it stands. */
export interface Cell {
  readonly period: string;
  readonly table: CountTableId;
  readonly key: CellKey;
  /** Of the publication that is being made. */
  readonly isNew: boolean;
  /** What is true as far as is known now; of an earlier publication alone, what was true then. */
  readonly truth: number;
  /** What was true when it was published before, where that was something else. */
  readonly earlierTruths: readonly number[];
  /** What everybody knows of it already. */
  readonly published: Interval | null;
}

export interface Interval {
  /** null where it was hidden. */
  readonly value: number | null;
  readonly low: number;
  /** null without bound. */
  readonly high: number | null;
}

/** Σ sign × cell is 0, or at most 0. */
export interface Tie {
  readonly terms: readonly { readonly cell: number; readonly sign: 1 | -1 }[];
  readonly relation: '=' | '≤';
  /** The tables of other publications that it leans on; none where it lies inside one. */
  readonly origins: readonly Origin[];
  /** Let go: the published values need not keep it. Who knows that it is true all the same can still use it. */
  readonly isReleased?: boolean;
}

export interface Origin {
  readonly period: string;
  readonly table: CountTableId;
}

export interface Line {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Something to hold to, by name: ties to certain tables of earlier publications, or that a table still says what it said. */
export type Bond = string;

export function bondOf({ origins }: Tie): Bond {
  return origins.map(({ period, table }) => `${period} ${table}`).join(' + ');
}

export function keptBond({ period, table }: Origin): Bond {
  return `kept ${period} ${table}`;
}

export interface Making {
  readonly period: string;
  readonly tables: readonly CountedTable[];
  /** In the order in which it was published. */
  readonly ledger: readonly LedgerCell[];
}

/** The system, with the bonds that were let go. */
export function buildSystem({ period, tables, ledger }: Making, released: ReadonlySet<Bond> = new Set()): System {
  const cells: Cell[] = [];
  /** Where each number stands that was published last. */
  const latest = new Map<string, number>();
  const published = new Set<string>();
  const ties = new Map<string, Tie>();
  const lines = new Map<string, Line>();
  const sums = new Map<string, readonly number[]>();

  const addPublication = (of: string, added: ReadonlyMap<string, number>) => {
    for (const [id, cell] of added) latest.set(id, cell);
    for (const cell of added.values()) published.add(`${of} ${cells[cell]?.table}`);
    for (const line of linesOf(added, cells)) lines.set(JSON.stringify(line), line);
    const isPublished = (period: string, table: CountTableId) => published.has(`${period} ${table}`);
    for (const rule of rulesAround(of, isPublished)) {
      const tie = toTie(rule, of, latest, new Set(added.values()));
      if (tie) ties.set(JSON.stringify([tie.terms, tie.relation]), tie);
    }
    for (const terms of sumsToDate(of, isPublished)) {
      const sum = terms.flatMap(({ period, table, key }) => latest.get(cellId(period, table, key)) ?? []);
      if (sum.length > 1) sums.set(JSON.stringify(sum), sum);
    }
  };

  for (const publication of publicationsOf(ledger)) {
    const added = new Map<string, number>();
    for (const cell of publication) {
      const id = cellId(cell.period, cell.table, cell.key);
      const before = latest.get(id);
      const known = before === undefined ? undefined : cells[before];
      if (before !== undefined && known && isSameInterval(known.published, cell)) {
        cells[before] = withTruth(known, cell.truth);
        added.set(id, before);
      } else {
        added.set(id, cells.push(fromLedger(cell)) - 1);
      }
    }
    const [first] = publication;
    if (first) addPublication(first.period, added);
  }

  const added = new Map<string, number>();
  for (const table of tables) {
    for (const { key, truth } of cellsOf(table)) {
      const id = cellId(period, table.id, key);
      const before = latest.get(id);
      const known = before === undefined ? undefined : cells[before];
      if (before !== undefined && known && holds(known.published, truth) && !released.has(keptBond({ period, table: table.id }))) {
        cells[before] = { ...withTruth(known, truth), isNew: true };
        added.set(id, before);
      } else {
        added.set(id, cells.push({ period, table: table.id, key, isNew: true, truth, earlierTruths: [], published: null }) - 1);
      }
    }
  }
  addPublication(period, added);

  const isKept = (tie: Tie) => isTrue(tie, cells) || !(tie.isReleased || isVisiblyBroken(tie, cells));
  const others = [...ties.values()].map((tie): Tie => (released.has(bondOf(tie)) ? { ...tie, isReleased: true } : tie)).filter(isKept);
  return { cells, ties: [...[...lines.values()].map(additive), ...others], lines: [...lines.values()], sumsToDate: [...sums.values()] };
}

/** Whether the counts satisfy it as they are now: what a correction since can have broken. */
export function isTrue(tie: Tie, cells: readonly Cell[]): boolean {
  const sum = tie.terms.reduce((sum, { cell, sign }) => sum + sign * (cells[cell]?.truth ?? 0), 0);
  return tie.relation === '=' ? sum === 0 : sum <= 0;
}

function additive({ total, parts }: Line): Tie {
  return { terms: [{ cell: total, sign: -1 }, ...parts.map((cell) => ({ cell, sign: 1 as const }))], relation: '=', origins: [] };
}

/** The ledger by publication, in order. */
function publicationsOf(ledger: readonly LedgerCell[]): LedgerCell[][] {
  const publications = new Map<string, LedgerCell[]>();
  for (const cell of ledger) {
    const publication = publications.get(cell.publicationId);
    if (publication) publication.push(cell);
    else publications.set(cell.publicationId, [cell]);
  }
  return [...publications.values()];
}

function fromLedger({ period, table, key, truth, value, low, high }: LedgerCell): Cell {
  return { period, table, key, isNew: false, truth, earlierTruths: [], published: { value, low, high } };
}

function withTruth(cell: Cell, truth: number): Cell {
  if (truth === cell.truth) return cell;
  return { ...cell, truth, earlierTruths: [...new Set([...cell.earlierTruths, cell.truth])] };
}

function isSameInterval(one: Interval | null, other: Interval): boolean {
  return one !== null && one.value === other.value && one.low === other.low && one.high === other.high;
}

function holds(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && (interval.high === null || truth <= interval.high);
}

/** Every total of a publication with what adds up to it, along each dimension that the total leaves out. */
function linesOf(added: ReadonlyMap<string, number>, cells: readonly Cell[]): Line[] {
  const parts = new Map<string, { total: number; parts: number[] }>();
  for (const index of added.values()) {
    const cell = cells[index];
    if (!cell) continue;
    for (const dimension of TABLE_DIMENSIONS[cell.table]) {
      if (cell.key[dimension] === undefined) continue;
      const total = added.get(cellId(cell.period, cell.table, without(cell.key, dimension)));
      if (total === undefined) continue;
      const name = `${total} ${dimension}`;
      const line = parts.get(name) ?? { total, parts: [] };
      line.parts.push(index);
      parts.set(name, line);
    }
  }
  return [...parts.values()];
}

/** null where it says nothing of this publication. A cell that its table does not have can only be 0. */
function toTie(rule: Rule, of: string, latest: ReadonlyMap<string, number>, own: ReadonlySet<number>): Tie | null {
  const terms = rule.terms.flatMap(({ period, table, key, sign }) => {
    const cell = latest.get(cellId(period, table, key));
    return cell === undefined ? [] : [{ cell, sign, period, table }];
  });
  if (!terms.some(({ cell }) => own.has(cell))) return null;
  const others = new Map(
    terms.filter(({ period }) => period !== of).map(({ period, table }) => [`${period} ${table}`, { period, table }] as const),
  );
  return {
    terms: terms.map(({ cell, sign }) => ({ cell, sign })),
    relation: rule.relation,
    origins: [...others.values()].sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0)),
  };
}

/** Whether the published values contradict it, so that it was let go when they were made. */
function isVisiblyBroken({ terms, relation, origins }: Tie, cells: readonly Cell[]): boolean {
  if (origins.length === 0) return false;
  let value = 0;
  let low = 0;
  let high = 0;
  let areAllRounded = true;
  for (const { cell, sign } of terms) {
    const published = cells[cell]?.published;
    if (!published) return false;
    const top = published.high ?? Number.POSITIVE_INFINITY;
    low += sign === 1 ? published.low : -top;
    high += sign === 1 ? top : -published.low;
    value += sign * (published.value ?? 0);
    areAllRounded &&= published.value !== null && published.low < top;
  }
  if (low > 0 || (relation === '=' && high < 0)) return true;
  return areAllRounded && (relation === '=' ? value !== 0 : value > 0);
}
