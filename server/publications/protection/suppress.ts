import { isSensitive } from './gate.ts';
import { hangingTogether } from './known.ts';
import type { Random } from './round.ts';
import type { Column, OpenProgramme, Row, Solver, Term } from './solver.ts';
import type { Cell, Interval, System } from './system.ts';

/** What is hidden must be able to be anything from 0 to this. */
const PROTECTED_TO = 5;
/** How far from the truth worlds are looked for. */
const FAR = 25;
/** Dearer than anything that could be gained by it. */
const FORBIDDEN = 10_000;
const SECONDS = 10;
/** Attempts to protect many at once before each is looked at alone. */
const PUSHES = 30;
const ALMOST_NOTHING = 1e-6;

/**
 * Joint complementary suppression: every count of 0 to 4 is hidden, and beside it as little as possible so that it could be anything from 0 to 5 for
 * all that the rest tells, earlier publications included; small counts of those are protected alike, within what was published of them. All
 * else is published as it is. For each count and direction the linear programme of Fischetti and Salazar-González (2000, 2001) is solved in turn: the
 * cheapest way in which the other cells could differ from the truth so that this one differs by enough; what it moves is hidden.
 *
 * Where that is impossible nothing more is hidden: the attack refuses what is left. The counts must satisfy the ties.
 */
export function suppressJointly(system: System, { solver, random }: { solver: Solver; random: Random }): Map<number, Interval> {
  const worlds = new Worlds(system, solver);
  try {
    const wanted = targets(system.cells, worlds.cells);
    for (let push = 0; push < PUSHES && wanted.some((target) => !worlds.reaches(target)); push++) {
      worlds.push(
        new Map(wanted.filter((target) => !worlds.reaches(target)).map(({ cell, by }) => [cell, Math.sign(by) * (0.5 + random())])),
      );
    }
    for (const { cell, by } of wanted) {
      // What earlier publications leave of it may be less.
      for (let least = Math.abs(by); least >= 1 && !worlds.reaches({ cell, by: Math.sign(by) * least }); least--) {
        if (worlds.hideFor({ cell, by: Math.sign(by) * least })) break;
      }
    }
    return publish(system.cells, worlds.hidden);
  } finally {
    worlds.close();
  }
}

/** A cell that must be able to differ from the truth by this much, up or down. */
interface Target {
  readonly cell: number;
  readonly by: number;
}

function targets(cells: readonly Cell[], attacked: readonly number[]): Target[] {
  return attacked.flatMap((index) => {
    const cell = cells[index];
    if (!cell || !isSensitive(cell)) return [];
    const top = Math.min(PROTECTED_TO, cell.published?.high ?? PROTECTED_TO);
    const bottom = Math.max(0, cell.published?.low ?? 0);
    return [top - cell.truth, bottom - cell.truth].filter((by) => by !== 0).map((by) => ({ cell: index, by }));
  });
}

function publish(cells: readonly Cell[], hidden: ReadonlySet<number>): Map<number, Interval> {
  const published = new Map<number, Interval>();
  cells.forEach((cell, index) => {
    if (!cell.isNew) return;
    const whole = { value: cell.truth, low: cell.truth, high: cell.truth };
    published.set(index, cell.published ?? (hidden.has(index) ? { value: null, low: 0, high: null } : whole));
  });
  return published;
}

/** The worlds that differ from the true one and fit the ties, in which only what is hidden differs, or as little else as possible. */
class Worlds {
  /** By their place in the system. */
  readonly cells: readonly number[];
  readonly hidden: Set<number>;
  readonly #programme: OpenProgramme;
  /** How much a cell differs from the truth: the sum of these columns, the second of which counts downwards. */
  readonly #columns: ReadonlyMap<number, { up: Sided; down?: Sided }>;
  readonly #size: number;
  readonly #system: System;
  readonly #highest = new Map<number, number>();
  readonly #lowest = new Map<number, number>();

  constructor(system: System, solver: Solver) {
    this.#system = system;
    this.cells = hangingTogether(system);
    this.hidden = new Set(this.cells.filter((index) => isOpen(system.cells[index]) && isSensitive(system.cells[index])));
    const bounds: Column[] = [];
    const columns = new Map<number, { up: Sided; down?: Sided }>();
    const column = (to: Column): Sided => ({ column: bounds.push(to) - 1, ...to });
    for (const index of this.cells) {
      const cell = system.cells[index];
      if (!cell) continue;
      const { truth, published } = cell;
      if (isOpen(cell)) columns.set(index, { up: column({ low: 0, high: FAR }), down: column({ low: 0, high: truth }) });
      else
        columns.set(index, {
          up: column({ low: (published?.low ?? 0) - truth, high: Math.min(FAR, (published?.high ?? FAR + truth) - truth) }),
        });
    }
    const rows = system.ties.flatMap(({ terms, relation }): Row[] => {
      const row = terms.flatMap(({ cell, sign }): Term[] => {
        const sides = columns.get(cell);
        if (!sides) return [];
        return [{ column: sides.up.column, coefficient: sign }, ...(sides.down ? [{ column: sides.down.column, coefficient: -sign }] : [])];
      });
      // An inequality may be used up to what the truth leaves of it.
      const slack = -terms.reduce((sum, { cell, sign }) => sum + sign * (system.cells[cell]?.truth ?? 0), 0);
      return row.length === 0
        ? []
        : [{ terms: row, low: relation === '=' ? 0 : Number.NEGATIVE_INFINITY, high: relation === '=' ? 0 : slack }];
    });
    this.#columns = columns;
    this.#size = bounds.length;
    this.#programme = solver.open({ columns: bounds, rows });
  }

  close(): void {
    this.#programme.close();
  }

  reaches({ cell, by }: Target): boolean {
    return by > 0 ? (this.#highest.get(cell) ?? 0) >= by - ALMOST_NOTHING : (this.#lowest.get(cell) ?? 0) <= by + ALMOST_NOTHING;
  }

  /** Looks for a world in which these differ much and nothing differs but what is hidden. */
  push(weights: ReadonlyMap<number, number>): void {
    const costs = this.#costs(() => FORBIDDEN);
    for (const [cell, weight] of weights) {
      const sides = this.#columns.get(cell);
      if (!sides) continue;
      costs[sides.up.column] = -weight;
      if (sides.down) costs[sides.down.column] = weight;
    }
    this.#remember(this.#programme.minimise(costs, { whole: false, seconds: SECONDS }).values);
  }

  /** Hides what it takes for the cell to be able to differ by as much, at the least cost. False where that is impossible. */
  hideFor({ cell, by }: Target): boolean {
    const sides = this.#columns.get(cell);
    const side = by > 0 || !sides?.down ? sides?.up : sides.down;
    if (!side) return false;
    const least = sides?.down ? Math.abs(by) : by;
    if (least > side.high || least < side.low) return false;
    // Both sides of one cell at once would be no difference at all.
    const other = sides?.down && (side === sides.up ? sides.down : sides.up);
    this.#programme.bound(side.column, by > 0 || sides?.down ? { low: least, high: side.high } : { low: side.low, high: least });
    if (other) this.#programme.bound(other.column, { low: 0, high: 0 });
    const { status, values } = this.#programme.minimise(this.#costs(priceOf), { whole: false, seconds: SECONDS });
    this.#programme.bound(side.column, side);
    if (other) this.#programme.bound(other.column, other);
    if (status !== 'optimal') return false;
    for (const index of this.cells) {
      if (isOpen(this.#system.cells[index]) && Math.abs(this.#difference(index, values)) > ALMOST_NOTHING) this.hidden.add(index);
    }
    this.#remember(values);
    return true;
  }

  #costs(price: (cell: Cell) => number): Float64Array {
    const costs = new Float64Array(this.#size);
    for (const [index, { up, down }] of this.#columns) {
      const cell = this.#system.cells[index];
      if (!cell || !down || this.hidden.has(index)) continue;
      costs[up.column] = price(cell);
      costs[down.column] = price(cell);
    }
    return costs;
  }

  #difference(cell: number, values: Float64Array): number {
    const sides = this.#columns.get(cell);
    if (!sides) return 0;
    return (values[sides.up.column] ?? 0) - (sides.down ? (values[sides.down.column] ?? 0) : 0);
  }

  #remember(values: Float64Array): void {
    if (values.length !== this.#size) return;
    const isAllowed = this.cells.every(
      (index) =>
        !isOpen(this.#system.cells[index]) || this.hidden.has(index) || Math.abs(this.#difference(index, values)) <= ALMOST_NOTHING,
    );
    if (!isAllowed) return;
    for (const index of this.cells) {
      const difference = this.#difference(index, values);
      this.#highest.set(index, Math.max(this.#highest.get(index) ?? 0, difference));
      this.#lowest.set(index, Math.min(this.#lowest.get(index) ?? 0, difference));
    }
  }
}

interface Sided extends Column {
  readonly column: number;
}

/** Whether it is still to be decided what is published of it. */
function isOpen(cell: Cell | undefined): cell is Cell {
  return cell?.isNew === true && cell.published === null;
}

/** Large counts and totals are what is read most. */
function priceOf({ truth }: Cell): number {
  return 1 + Math.log2(1 + truth);
}
