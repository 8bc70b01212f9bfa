import type { Column, Row, Solver, Term } from './solver.ts';
import type { Cell, Interval, System, Tie } from './system.ts';

/** A number from 0 to just under 1; nobody may be able to foretell it. */
export type Random = () => number;

/** How many multiples further than the nearest two a value may go. */
export type Reach = 0 | 1;

const SECONDS = 20;
/** Going further than the nearest two is dearer than any number of values that could have been nearer. */
const FURTHER = 10_000;

/**
 * Joint controlled rounding (Cox 1987; Fischetti and Salazar-González 1998): every count that is new becomes one of the two multiples of `base`
 * around it — a multiple stays — so that every tie holds for the published values too, those of earlier publications being what they are. As near as
 * possible, give or take chance: with a random cost of up to `base` a cell on its own goes up with the probability r / base, r being what it is
 * above a multiple. So the most likely truth behind a value is no likelier than rounding at random makes it (decision 030).
 *
 * @returns what is published of each new cell; null where the ties leave no such values.
 */
export function roundJointly(
  { cells, ties, sumsToDate }: System,
  { base, reach, withSums, random, solver }: { base: number; reach: Reach; withSums: boolean; random: Random; solver: Solver },
): Map<number, Interval> | null {
  const columns: Column[] = [];
  const costs: number[] = [];
  /** What each cell is in multiples of the base: a constant and columns; null where it was published otherwise than rounded. */
  const expressions = cells.map((cell): Expression | null => {
    if (cell.published) return isRounded(cell.published, base) ? { constant: cell.published.value / base, terms: [] } : null;
    const lower = Math.floor(cell.truth / base);
    const expression: Expression = { constant: lower, terms: [] };
    const choose = (coefficient: 1 | -1, cost: number) => {
      expression.terms.push({ column: columns.push({ low: 0, high: 1 }) - 1, coefficient });
      costs.push(cost);
    };
    const above = cell.truth % base;
    if (above > 0) choose(1, base - 2 * above + (2 * random() - 1) * base);
    if (reach > 0) choose(1, FURTHER);
    if (reach > 0 && lower > 0) choose(-1, FURTHER);
    return expression;
  });
  // What earlier publications say among themselves is as it is.
  const asked = ties.filter(({ terms, isReleased }) => !isReleased && terms.some(({ cell }) => cells[cell]?.isNew));
  const sums = withSums ? sumsToDate.filter((sum) => sum.some((cell) => cells[cell]?.isNew)) : [];
  const rows = [
    ...asked.flatMap((tie) => rowOf(tie, expressions)),
    ...sums.flatMap((sum) => nearTruth(sum, cells, expressions, base, reach)),
  ];
  if (rows.some(({ terms, low, high }) => terms.length === 0 && (low > 0 || high < 0))) return null;
  const programme = solver.open({ columns, rows: rows.filter(({ terms }) => terms.length > 0) });
  try {
    const { status, values } = programme.minimise(Float64Array.from(costs), { whole: true, seconds: SECONDS, gap: 0.01 });
    // The time limit leaves the best found so far, which serves as well; or nothing.
    if (status === 'infeasible' || values.length !== columns.length) return null;
    const results = expressions.map((expression) =>
      expression
        ? base *
          expression.terms.reduce(
            (sum, { column, coefficient }) => sum + coefficient * Math.round(values[column] ?? 0),
            expression.constant,
          )
        : null,
    );
    if (asked.some((tie) => !isKept(tie, results))) return null;
    return publish(cells, results, base, reach);
  } finally {
    programme.close();
  }
}

interface Expression {
  readonly constant: number;
  readonly terms: Term[];
}

function isRounded(interval: Interval, base: number): interval is Interval & { value: number } {
  return interval.value !== null && interval.value % base === 0 && interval.low !== interval.high;
}

/** Ties to what was published otherwise than rounded cannot hold for the published values. */
function rowOf({ terms, relation }: Tie, expressions: readonly (Expression | null)[]): Row[] {
  const sum = total(terms, expressions);
  return sum ? [{ terms: sum.terms, low: relation === '=' ? -sum.constant : Number.NEGATIVE_INFINITY, high: -sum.constant }] : [];
}

/** The sum becomes one of the two multiples around the true one, as if it were a cell. */
function nearTruth(
  sum: readonly number[],
  cells: readonly Cell[],
  expressions: readonly (Expression | null)[],
  base: number,
  reach: Reach,
): Row[] {
  const truth = sum.reduce((truth, cell) => truth + (cells[cell]?.truth ?? 0), 0);
  const published = total(
    sum.map((cell) => ({ cell, sign: 1 })),
    expressions,
  );
  if (!published) return [];
  const { terms, constant } = published;
  return [{ terms, low: Math.floor(truth / base) - reach - constant, high: Math.ceil(truth / base) + reach - constant }];
}

function total(terms: Tie['terms'], expressions: readonly (Expression | null)[]): Expression | null {
  const sums = new Map<number, number>();
  let constant = 0;
  for (const { cell, sign } of terms) {
    const expression = expressions[cell];
    if (!expression) return null;
    constant += sign * expression.constant;
    for (const { column, coefficient } of expression.terms) sums.set(column, (sums.get(column) ?? 0) + sign * coefficient);
  }
  return { constant, terms: [...sums].map(([column, coefficient]) => ({ column, coefficient })) };
}

function isKept({ terms, relation }: Tie, results: readonly (number | null)[]): boolean {
  let sum = 0;
  for (const { cell, sign } of terms) {
    const result = results[cell];
    if (result === null || result === undefined) return true;
    sum += sign * result;
  }
  return relation === '=' ? sum === 0 : sum <= 0;
}

function publish(cells: readonly Cell[], results: readonly (number | null)[], base: number, reach: Reach): Map<number, Interval> {
  const away = base - 1 + base * reach;
  const published = new Map<number, Interval>();
  cells.forEach((cell, index) => {
    if (!cell.isNew) return;
    const value = results[index];
    // Published before, and still true.
    if (cell.published) published.set(index, cell.published);
    else if (value !== null && value !== undefined) published.set(index, { value, low: Math.max(0, value - away), high: value + away });
  });
  return published;
}
