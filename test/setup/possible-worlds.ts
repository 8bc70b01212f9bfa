import type { Equation, Notes } from './attacker-notes.ts';

/** A count that differs by this much between two worlds is not given away. */
const WIDTH = 3;
/** Wanderings from a narrow cell before it is given up. */
const WANDERINGS = 400;

export interface Bound {
  readonly low: number;
  readonly high: number;
}

/** Whole numbers that fit everything, one set after another, each a few steps from the last. */
export class Worlds {
  readonly #bounds: readonly Bound[];
  readonly #equations: readonly Equation[];
  readonly #rows: readonly { readonly total: number; readonly parts: readonly number[] }[];
  /** The equations of each variable, and its sign in them. */
  readonly #in: readonly { readonly equation: number; readonly sign: 1 | -1 }[][];
  readonly #random: () => number;
  readonly #least: number[] = [];
  readonly #most: number[] = [];
  #world: number[] = [];
  #isFound = false;
  readonly #elsewhere = new Set<string>();

  constructor({ variables, equations, rows }: Notes, bounds: readonly Bound[], random: () => number) {
    this.#bounds = bounds;
    this.#equations = equations;
    this.#rows = rows;
    this.#random = random;
    const places: { equation: number; sign: 1 | -1 }[][] = variables.map(() => []);
    equations.forEach(({ plus, minus }, equation) => {
      for (const index of plus) places[index]?.push({ equation, sign: 1 });
      for (const index of minus) places[index]?.push({ equation, sign: -1 });
    });
    this.#in = places;
    // The published values fit their own identities; and whoever only judges may begin at the truth.
    for (const world of [variables.map(({ value }) => value ?? Number.NaN), variables.map(({ truth }) => truth ?? Number.NaN)]) {
      if (!this.#fits(world)) continue;
      this.#world = world;
      this.#isFound = true;
      this.#visit(world.keys());
    }
  }

  width(index: number): number {
    return Math.max(0, (this.#most[index] ?? 0) - (this.#least[index] ?? 0));
  }

  /** Whether worlds were found in which the variable differs by enough. */
  widen(index: number): boolean {
    for (let wandering = 0; this.#isFound && wandering < WANDERINGS && this.width(index) < WIDTH; wandering++) {
      const up =
        (this.#world[index] ?? 0) < (this.#bounds[index]?.high ?? 0) &&
        (wandering % 8 < 5 || (this.#world[index] ?? 0) <= (this.#bounds[index]?.low ?? 0));
      this.#wander(index, up ? 1 : -1);
    }
    return this.width(index) >= WIDTH;
  }

  /** Whether a world was found in which the line is empty, or has somebody in another category. */
  isElsewherePossible(total: number, part: number): boolean {
    const isSeen = () => this.#elsewhere.has(`${total}|${part}`);
    const others = this.#rows.find((row) => row.total === total && row.parts.includes(part))?.parts.filter((other) => other !== part) ?? [];
    for (let wandering = 0; this.#isFound && wandering < WANDERINGS && !isSeen(); wandering++) {
      this.#wander(others[wandering % others.length] ?? part, 1);
    }
    return isSeen();
  }

  /** Moves one variable by one and then whatever it takes to fit again, none back; undone where that leads nowhere. */
  #wander(start: number, step: 1 | -1): void {
    const moved = new Map<number, number>();
    const off = new Map<number, number>();
    const move = (index: number, by: number) => {
      moved.set(index, (moved.get(index) ?? 0) + by);
      this.#world[index] = (this.#world[index] ?? 0) + by;
      for (const { equation, sign } of this.#in[index] ?? []) off.set(equation, (off.get(equation) ?? 0) + sign * by);
    };
    if (!this.#canMove(start, step)) return;
    // Now straight on, now at a venture: what mends most at once can be a dead end.
    const venture = 1 + 7 * this.#random();
    move(start, step);
    for (let steps = 0; steps < 60; steps++) {
      const wrong = [...off].find(([equation, by]) => this.#isOff(equation, by));
      if (!wrong) {
        this.#visit(moved.keys());
        return;
      }
      const [equation, by] = wrong;
      const choice = this.#choose({ equation, by }, venture, moved, off);
      if (!choice) break;
      move(choice.index, choice.by);
    }
    for (const [index, by] of moved) this.#world[index] = (this.#world[index] ?? 0) - by;
  }

  #isOff(equation: number, by: number): boolean {
    if (by === 0) return false;
    const one = this.#equations[equation];
    return one?.isExact !== false || this.#balance(one) > 0;
  }

  #balance({ plus, minus }: Equation): number {
    const sum = (of: readonly number[]) => of.reduce((total, index) => total + (this.#world[index] ?? 0), 0);
    return sum(plus) - sum(minus);
  }

  #canMove(index: number, by: number): boolean {
    const to = (this.#world[index] ?? 0) + by;
    const bound = this.#bounds[index];
    return bound !== undefined && bound.low <= to && to <= bound.high;
  }

  /** Of those that would mend the equation: one that mends others as well, or at least breaks few; at random among equals. */
  #choose(
    { equation, by }: { equation: number; by: number },
    venture: number,
    moved: ReadonlyMap<number, number>,
    off: ReadonlyMap<number, number>,
  ): { index: number; by: number } | null {
    const one = this.#equations[equation];
    if (!one) return null;
    const back = by > 0 ? -1 : 1;
    let best: { index: number; by: number } | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [side, sign] of [
      [one.plus, 1],
      [one.minus, -1],
    ] as const) {
      for (const index of side) {
        const step = back * sign;
        if (moved.has(index) || !this.#canMove(index, step)) continue;
        const broken = (this.#in[index] ?? []).reduce((sum, place) => {
          const now = off.get(place.equation) ?? 0;
          return sum + Math.abs(now + place.sign * step) - Math.abs(now);
        }, 0);
        const cost = broken + venture * this.#random();
        if (cost < least) [least, best] = [cost, { index, by: step }];
      }
    }
    return best;
  }

  #fits(world: readonly number[]): boolean {
    const isBound = world.every((value, index) => value >= (this.#bounds[index]?.low ?? 0) && value <= (this.#bounds[index]?.high ?? 0));
    if (!isBound) return false;
    const before = this.#world;
    this.#world = [...world];
    const fits = this.#equations.every((equation) => (equation.isExact ? this.#balance(equation) === 0 : this.#balance(equation) <= 0));
    if (!fits) this.#world = before;
    return fits;
  }

  /** Notes the world, of which only these were moved. */
  #visit(moved: Iterable<number>): void {
    for (const index of moved) {
      const value = this.#world[index] ?? 0;
      this.#least[index] = Math.min(this.#least[index] ?? value, value);
      this.#most[index] = Math.max(this.#most[index] ?? value, value);
    }
    for (const { total, parts } of this.#rows) {
      const whole = this.#world[total] ?? 0;
      for (const part of parts) if (whole === 0 || (this.#world[part] ?? 0) < whole) this.#elsewhere.add(`${total}|${part}`);
    }
  }
}
