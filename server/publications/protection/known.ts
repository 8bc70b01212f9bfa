import type { Answer, Column, OpenProgramme, Programme, Row, Solver } from './solver.ts';
import type { Interval, System } from './system.ts';

/** Of one question. */
const SECONDS = 5;
/** More than anything true. */
const FAR = 50;
/** How far from a whole number the solver may be for it to be meant. */
const NEAR = 1e-4;

/**
 * What an attacker knows: of every cell that hangs together with a new one, in whatever publication, the interval that was published, and all ties.
 * Asked again and again for whole numbers that could be behind it all, it remembers the least and the greatest found of each cell.
 */
export class Known {
  /** The cells, by their place in the system. */
  readonly cells: readonly number[];
  readonly #columnOf: ReadonlyMap<number, number>;
  readonly #programme: Programme;
  readonly #fractional: OpenProgramme;
  readonly #whole: OpenProgramme;
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;
  readonly #solver: Solver;
  /** The world that was found last: what is looked for next sets out from it, so that nothing stays where it happened to be. */
  #world: Float64Array | undefined;
  readonly #watchers: ((numberOf: (cell: number) => number) => void)[] = [];

  constructor(system: System, intervalOf: (cell: number) => Interval | null, solver: Solver) {
    this.cells = hangingTogether(system);
    this.#columnOf = new Map(this.cells.map((cell, column) => [cell, column]));
    // What is hidden could be any number: this is far enough to be sure that it is not known.
    const far = FAR + Math.max(0, ...system.cells.map(({ truth }) => truth));
    const columns = this.cells.map((cell): Column => {
      const interval = intervalOf(cell);
      return { low: interval?.low ?? 0, high: interval?.high ?? far };
    });
    const rows = system.ties.flatMap(({ terms, relation }): Row[] => {
      const row = terms.flatMap(({ cell, sign }) => {
        const column = this.#columnOf.get(cell);
        return column === undefined ? [] : [{ column, coefficient: sign }];
      });
      return row.length === 0 ? [] : [{ terms: row, low: relation === '=' ? 0 : Number.NEGATIVE_INFINITY, high: 0 }];
    });
    this.#programme = { columns, rows: [...rows, ...system.sumsToDate.flatMap((sum) => this.#nearPublished(sum, system, intervalOf))] };
    this.#solver = solver;
    this.#fractional = solver.open(this.#programme);
    this.#whole = solver.open(this.#programme);
    this.#least = new Float64Array(columns.length).fill(Number.POSITIVE_INFINITY);
    this.#greatest = new Float64Array(columns.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Who knows how the rounding goes about it knows that a sum of quarters is as near to the truth as each of them. */
  #nearPublished(sum: readonly number[], { cells }: System, intervalOf: (cell: number) => Interval | null): Row[] {
    let value = 0;
    let truth = 0;
    let away = 0;
    const terms: Row['terms'][number][] = [];
    for (const cell of sum) {
      const interval = intervalOf(cell);
      const column = this.#columnOf.get(cell);
      if (interval?.value === null || !interval || interval.high === null || interval.low === interval.high || column === undefined)
        return [];
      value += interval.value;
      truth += cells[cell]?.truth ?? 0;
      away = Math.max(away, interval.high - interval.value);
      terms.push({ column, coefficient: 1 });
    }
    return Math.abs(value - truth) <= away ? [{ terms, low: value - away, high: value + away }] : [];
  }

  close(): void {
    this.#fractional.close();
    this.#whole.close();
  }

  has(cell: number): boolean {
    return this.#columnOf.has(cell);
  }

  /** The least that some whole numbers which fit everything known give it; infinite before any were found. */
  least(cell: number): number {
    return this.#least[this.#columnOf.get(cell) ?? -1] ?? Number.POSITIVE_INFINITY;
  }

  greatest(cell: number): number {
    return this.#greatest[this.#columnOf.get(cell) ?? -1] ?? Number.NEGATIVE_INFINITY;
  }

  width(cell: number): number {
    return Math.max(0, this.greatest(cell) - this.least(cell));
  }

  /** Told of every set of whole numbers that is found. */
  watch(watcher: (numberOf: (cell: number) => number) => void): void {
    this.#watchers.push(watcher);
  }

  /** Whether these numbers fit everything known; if so they are remembered. */
  offer(numberOf: (cell: number) => number): boolean {
    return this.#remember(Float64Array.from(this.cells, numberOf));
  }

  /**
   * Looks for whole numbers where sums of these cells are great, while all other cells stay as they are in the world that was found last. What lies between
   * whole numbers is no possible truth and is passed over.
   *
   * @param weightsOf called again and again for what to weigh, until it has nothing more
   */
  pushAmong(cells: readonly number[], weightsOf: () => ReadonlyMap<number, number> | null): void {
    const world = this.#world;
    if (!world) return;
    const columns = cells.flatMap((cell) => this.#columnOf.get(cell) ?? []);
    const placeOf = new Map(columns.map((column, place) => [column, place]));
    const rows = this.#programme.rows.flatMap(({ terms, low, high }): Row[] => {
      const inside = terms.flatMap(({ column, coefficient }) => {
        const place = placeOf.get(column);
        return place === undefined ? [] : [{ column: place, coefficient }];
      });
      if (inside.length === 0) return [];
      const rest = terms.reduce(
        (sum, { column, coefficient }) => (placeOf.has(column) ? sum : sum + coefficient * (world[column] ?? 0)),
        0,
      );
      return [{ terms: inside, low: low - rest, high: high - rest }];
    });
    const part = this.#solver.open({ columns: columns.map((column) => this.#programme.columns[column] ?? { low: 0, high: 0 }), rows });
    try {
      for (let weights = weightsOf(); weights; weights = weightsOf()) {
        const costs = new Float64Array(columns.length);
        for (const [cell, weight] of weights) costs[placeOf.get(this.#columnOf.get(cell) ?? -1) ?? -1] = -weight;
        const { values } = part.minimise(costs, { whole: false, seconds: SECONDS });
        if (values.length !== columns.length || !values.every(isWhole)) continue;
        const other = world.slice();
        for (const [place, column] of columns.entries()) other[column] = Math.round(values[place] ?? 0);
        this.#remember(other);
      }
    } finally {
      part.close();
    }
  }

  /**
   * The greatest that the weighed sum can be over whole numbers; −∞ where nothing fits. Where time runs out the greatest that was found, which is no
   * more than that: a count is rather thought to be given away than not.
   */
  most(weights: ReadonlyMap<number, number>): number {
    const relaxed = this.#solve(weights, false);
    if (relaxed.status === 'infeasible') return Number.NEGATIVE_INFINITY;
    if (relaxed.status === 'optimal' && this.#rememberAnswer(relaxed)) return Math.round(this.#sum(weights, relaxed));
    const whole = this.#solve(weights, true);
    return this.#rememberAnswer(whole) ? Math.round(this.#sum(weights, whole)) : Number.NEGATIVE_INFINITY;
  }

  #solve(weights: ReadonlyMap<number, number>, whole: boolean): Answer {
    const costs = new Float64Array(this.cells.length);
    for (const [cell, weight] of weights) {
      const column = this.#columnOf.get(cell);
      if (column !== undefined) costs[column] = -weight;
    }
    return (whole ? this.#whole : this.#fractional).minimise(costs, { whole, seconds: SECONDS });
  }

  #sum(weights: ReadonlyMap<number, number>, { values }: Answer): number {
    return [...weights].reduce((sum, [cell, weight]) => sum + weight * (values[this.#columnOf.get(cell) ?? -1] ?? 0), 0);
  }

  #rememberAnswer({ values }: Answer): boolean {
    if (values.length !== this.cells.length || !values.every(isWhole)) return false;
    return this.#remember(values.map(Math.round));
  }

  #remember(values: Float64Array): boolean {
    if (!fits(values, this.#programme)) return false;
    this.#world = values;
    for (const [column, value] of values.entries()) {
      this.#least[column] = Math.min(this.#least[column] ?? value, value);
      this.#greatest[column] = Math.max(this.#greatest[column] ?? value, value);
    }
    for (const watcher of this.#watchers) watcher((cell) => values[this.#columnOf.get(cell) ?? -1] ?? 0);
    return true;
  }
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= NEAR;
}

function fits(values: Float64Array, { columns, rows }: Programme): boolean {
  const isIn = (value: number, { low, high }: { low: number; high: number }) => low <= value && value <= high;
  return (
    columns.every((column, index) => isIn(values[index] ?? 0, column)) &&
    rows.every((row) =>
      isIn(
        row.terms.reduce((sum, { column, coefficient }) => sum + coefficient * (values[column] ?? 0), 0),
        row,
      ),
    )
  );
}

/** The cells that ties lead to from a new one, over however many others: what is new can tell nothing of the rest. */
export function hangingTogether({ cells, ties }: System): number[] {
  const root = cells.map((_, index) => index);
  const find = (cell: number): number => {
    let at = cell;
    for (let above = root[at] ?? at; above !== at; above = root[at] ?? at) {
      root[at] = root[above] ?? above;
      at = above;
    }
    return at;
  };
  for (const { terms } of ties) {
    const [first] = terms;
    if (first) for (const { cell } of terms) root[find(cell)] = find(first.cell);
  }
  const reached = new Set(cells.flatMap(({ isNew }, index) => (isNew ? [find(index)] : [])));
  return cells.flatMap((_, index) => (reached.has(find(index)) ? [index] : []));
}
