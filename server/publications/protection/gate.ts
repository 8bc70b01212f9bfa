import type { GateReport, Publication } from '#shared/contract/publications.ts';
import { Known } from './known.ts';
import type { Random } from './round.ts';
import type { Solver } from './solver.ts';
import { type Cell, type Interval, isTrue, type System } from './system.ts';

/** A count of 0 to 4 is of so few that it is about somebody. */
const FEW = 4;
/** Between the least and the greatest that a small count can be there must be at least this much. */
const WIDTH = 3;
/** Attempts to widen all at once before each is looked at alone. */
const TRIES = 40;

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
    const isPossible = widen(narrow, known, random, () => onProgress(sensitive.length - narrow().length, sensitive.length));
    if (!isPossible) return contradiction(system, known.cells, sensitive);

    for (const index of narrow()) {
      if (known.width(index) < WIDTH) known.most(new Map([[index, 1]]));
      if (known.width(index) < WIDTH) known.most(new Map([[index, -1]]));
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

/** Pushes narrow cells up and down together, at random, as long as that helps. False where nothing fits what is known. */
function widen(narrow: () => number[], known: Known, random: Random, onProgress: () => void): boolean {
  let left = narrow();
  let idle = 0;
  for (let attempt = 0; attempt < TRIES && left.length > 0 && idle < 6; attempt++) {
    // Mostly upwards: a small count has nothing below it.
    const up = attempt % 3 === 2 ? -1 : 1;
    if (!known.push(new Map(left.map((index) => [index, up * (0.5 + random())])))) return false;
    const now = narrow();
    idle = now.length < left.length ? 0 : idle + 1;
    left = now;
    onProgress();
  }
  return known.cells.length === 0 || Number.isFinite(known.least(known.cells[0] ?? -1)) || Number.isFinite(known.most(new Map()));
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
