import type { GateReport, Publication } from '#shared/contract/publications.ts';
import { Known } from './known.ts';
import type { Random } from './round.ts';
import type { Solver } from './solver.ts';
import { type Cell, type Interval, isTrue, type System } from './system.ts';

/** A count of 0 to 4 is of so few that it is about somebody. */
const FEW = 4;
/** Between the least and the greatest that a small count can be there must be at least this much. */
const WIDTH = 3;
/** Attempts in vain to widen many counts at once, before another way is tried. */
const IN_VAIN = 2;

type Reasons = Publication['reasons'];

export interface Verdict {
  readonly report: Omit<GateReport, 'milliseconds'>;
  readonly reasons: Reasons;
}

/**
 * The attack on everything published: of every cell that hangs together with a new one, what can its true value be, given all intervals, of all
 * publications, and all ties? Whole numbers only: a corner of the linear relaxation is not a possible truth.
 *
 * To know that a count is not given away, it is enough to show two possible worlds in which it differs by enough. So many counts are pushed
 * apart at once; what is still narrow then is solved exactly, each on its own.
 */
export function attack(
  system: System,
  published: ReadonlyMap<number, Interval>,
  { solver, random, onProgress = () => {} }: { solver: Solver; random: Random; onProgress?: (done: number, of: number) => void },
): Verdict {
  const { cells, ties } = system;
  const known = new Known(
    system,
    (index) => published.get(index) ?? cells[index]?.published ?? { value: null, low: 0, high: null },
    solver,
  );
  try {
    const sensitive = known.cells.filter((index) => isSensitive(cells[index]));
    const lines = watchLines(system, known);
    const isTruthPossible = known.offer((index) => cells[index]?.truth ?? 0);
    known.offer((index) => published.get(index)?.value ?? cells[index]?.published?.value ?? Number.NaN);
    const narrow = () => sensitive.filter((index) => known.width(index) < WIDTH);
    const tell = () => onProgress(sensitive.length - narrow().length, sensitive.length);
    if (!isTruthPossible && known.most(new Map()) === Number.NEGATIVE_INFINITY) return contradiction(system, known.cells, sensitive);
    for (const near of [0, 1, 3, 1]) {
      for (const [period, among] of neighbourhoods(system, known.cells, near)) {
        widen(among, known, random, () => narrow().filter((index) => cells[index]?.period === period));
        tell();
      }
    }
    widen(known.cells, known, random, narrow);
    for (const index of narrow()) {
      if (known.width(index) < WIDTH) known.most(new Map([[index, 1]]));
      if (known.width(index) < WIDTH) known.most(new Map([[index, -1]]));
      tell();
    }
    const outside = known.cells.filter((index) =>
      !isTruthPossible || (cells[index]?.earlierTruths.length ?? 0) > 0 ? isOutside(index, cells[index], known) : false,
    );
    const recovered = sensitive.filter((index) => known.width(index) === 0);
    const tight = sensitive.filter((index) => known.width(index) > 0 && known.width(index) < WIDTH);
    const oneCategory = lines.provable();
    const name = (problem: Reasons[number]['problem']) => (index: number) => reason(problem, cells[index]);
    const reasons = [
      ...recovered.flatMap(name('recovered')),
      ...tight.flatMap(name('narrow')),
      ...outside.flatMap(name('outside')),
      ...oneCategory.flatMap(name('one-category')),
    ];
    return {
      report: {
        isSafe: reasons.length === 0,
        ...sizes(system, known.cells, sensitive),
        recovered: recovered.length,
        narrow: tight.length,
        outside: outside.length,
        oneCategory: oneCategory.length,
        leastWidth: sensitive.length === 0 ? null : Math.min(...sensitive.map((index) => known.width(index))),
      },
      reasons,
    };
  } finally {
    known.close();
  }

  function sizes({ cells }: System, attacked: readonly number[], sensitive: readonly number[]) {
    const added = attacked.filter((index) => cells[index]?.isNew).length;
    return { cells: added, earlierCells: attacked.length - added, sensitive: sensitive.length };
  }

  /** Nothing fits what is published: whoever looks sees that it is wrong, and where. */
  function contradiction(system: System, attacked: readonly number[], sensitive: readonly number[]): Verdict {
    const wrong = new Set(ties.filter((tie) => !isTrue(tie, cells)).flatMap(({ terms }) => terms.map(({ cell }) => cell)));
    const named = attacked.filter((index) => wrong.has(index));
    return {
      report: {
        isSafe: false,
        ...sizes(system, attacked, sensitive),
        recovered: 0,
        narrow: 0,
        outside: Math.max(1, named.length),
        oneCategory: 0,
        leastWidth: sensitive.length === 0 ? null : 0,
      },
      reasons: named.flatMap((index) => reason('outside', cells[index])),
    };
  }
}

export function isSensitive(cell: Cell | undefined): boolean {
  return cell !== undefined && [cell.truth, ...cell.earlierTruths].some((truth) => truth <= FEW);
}

function reason(problem: Reasons[number]['problem'], cell: Cell | undefined): Reasons {
  return cell ? [{ problem, table: cell.table, period: cell.period, key: cell.key }] : [];
}

/** Each period with its cells, and those of as many periods before and after it: what is near has most to do with it, and little is solved fast. */
function neighbourhoods({ cells }: System, attacked: readonly number[], near: number): Map<string, readonly number[]> {
  const periods = [...new Set(attacked.flatMap((index) => cells[index]?.period ?? []))].sort();
  return new Map(
    periods.map((period, place) => {
      const among = new Set(periods.slice(Math.max(0, place - near), place + near + 1));
      return [period, attacked.filter((index) => among.has(cells[index]?.period ?? ''))];
    }),
  );
}

/** Pushes what is narrow up and down together, at random, as long as that helps. */
function widen(among: readonly number[], known: Known, random: Random, narrow: () => number[]): void {
  let left = narrow();
  if (left.length === 0) return;
  let inVain = -1;
  known.pushAmong(among, () => {
    const before = left.length;
    left = narrow();
    inVain = left.length < before ? 0 : inVain + 1;
    if (left.length === 0 || inVain > IN_VAIN) return null;
    // Mostly upwards: a small count has little below it. Some downwards make room for the others.
    return new Map(left.map((index) => [index, (random() < 0.75 ? 1 : -1) * (0.5 + random())]));
  });
}

function isOutside(index: number, cell: Cell | undefined, known: Known): boolean {
  return [cell?.truth ?? 0, ...(cell?.earlierTruths ?? [])].some(
    (truth) =>
      (truth > known.greatest(index) && truth > known.most(new Map([[index, 1]]))) ||
      (truth < known.least(index) && -truth > known.most(new Map([[index, -1]]))),
  );
}

/**
 * The rows and columns that may turn out to be all in one category: as long as no possible world was found in which the line is empty or has
 * somebody elsewhere. A line with a single category tells nothing that its heading does not.
 */
function watchLines({ lines }: System, known: Known) {
  let open = lines
    .filter(({ total, parts }) => parts.length > 1 && known.has(total))
    .flatMap(({ total, parts }) => parts.map((part) => ({ total, part })));
  known.watch((numberOf) => {
    open = open.filter(({ total, part }) => numberOf(total) > 0 && numberOf(total) === numberOf(part));
  });
  return {
    /** The categories that hold a whole line for certain. */
    provable(): number[] {
      const found: number[] = [];
      for (let line = open.pop(); line; line = open.pop()) {
        const { total, part } = line;
        const elsewhere = new Map([
          [total, 1],
          [part, -1],
        ]);
        if (known.most(elsewhere) <= 0 && known.most(new Map([[total, -1]])) < 0) found.push(part);
      }
      return found;
    },
  };
}
