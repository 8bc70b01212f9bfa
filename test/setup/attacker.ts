import type { Publication, PublishedCell } from '#shared/contract/publications.ts';

/**
 * An attacker who has only what the steering group gets: publications as `GET /publications/:id` gives them, and the definitions. He shares nothing with
 * the server: he writes the identities down himself, and instead of solving programmes he (a) narrows the bounds of every cell by one identity after another
 * until nothing gives way, which proves what can be worked out, and (b) wanders through worlds, whole numbers that fit everything he knows, which proves
 * what cannot: two worlds in which a count differs by 3 leave it uncertain by 3. What neither settles counts as found out.
 */
export type Seen = Pick<Publication, 'period' | 'releasedTies'> & {
  readonly tables: readonly { readonly id: string; readonly cells: readonly PublishedCell[] }[];
};

export interface Found {
  readonly period: string;
  readonly table: string;
  readonly key: PublishedCell['key'];
}

export interface Haul {
  /** Counts, and those of them that are sensitive: truly 0 to 4, or, where the truth is not told, those that can be. */
  readonly cells: number;
  readonly sensitive: number;
  /** Sensitive counts known exactly, by proof. */
  readonly recovered: readonly Found[];
  /** Sensitive counts of which no two worlds were found that differ by 3. */
  readonly narrow: readonly Found[];
  /** True counts that cannot be, for all that was published. */
  readonly outside: readonly Found[];
  /** Categories that hold a whole row or column of somebody. */
  readonly oneCategory: readonly Found[];
  readonly leastWidth: number;
  /** Identities that the published values break, of those that nobody was told to forget. */
  readonly broken: number;
}

export type TruthOf = (period: string, table: string, key: PublishedCell['key']) => number | undefined;

const WIDTH = 3;
const FEW = 4;
/** What is hidden without bound is not looked for further than this above the truth or 0. */
const FAR = 30;
/** Wanderings from a narrow cell before it is given up. */
const WANDERINGS = 400;

/** The publications in the order in which they appeared. */
export function attackAsReader(publications: readonly Seen[], { random, truthOf }: { random: () => number; truthOf?: TruthOf }): Haul {
  const notes = takeNotes(publications, truthOf);
  const { variables, equations, rows } = notes;
  const bounds = narrowBounds(variables, equations);
  const sensitive = variables.flatMap(({ truth, low }, index) => ((truth ?? low) <= FEW ? [index] : []));
  const worlds = new Worlds(notes, bounds, random);
  const narrow = sensitive.filter((index) => !worlds.widen(index));
  const isOutside = ({ truth }: Variable, index: number) => {
    const bound = bounds[index];
    return truth !== undefined && (!bound || truth < bound.low || truth > bound.high);
  };
  const oneCategory = rows.flatMap(({ total, parts }) =>
    parts.length < 2 ? [] : parts.filter((part) => !worlds.isElsewherePossible(total, part)),
  );
  const found = (index: number): Found[] => {
    const variable = variables[index];
    return variable ? [{ period: variable.period, table: variable.table, key: variable.key }] : [];
  };
  return {
    cells: variables.length,
    sensitive: sensitive.length,
    recovered: sensitive.filter((index) => bounds[index]?.low === bounds[index]?.high).flatMap(found),
    narrow: narrow.flatMap(found),
    outside: variables.flatMap((variable, index) => (isOutside(variable, index) ? found(index) : [])),
    oneCategory: oneCategory.flatMap(found),
    leastWidth: Math.min(Number.POSITIVE_INFINITY, ...sensitive.map((index) => worlds.width(index))),
    broken: equations.filter((equation) => isBroken(equation, variables)).length,
  };
}

/** Only what follows by proof: the sensitive counts that can be worked out exactly. */
export function workOut(publications: readonly Seen[], truthOf: TruthOf): Found[] {
  const { variables, equations } = takeNotes(publications, truthOf);
  const bounds = narrowBounds(variables, equations);
  return variables.filter(({ truth }, index) => truth !== undefined && truth <= FEW && bounds[index]?.low === bounds[index]?.high);
}

interface Variable extends Found {
  readonly low: number;
  readonly high: number;
  readonly value: number | null;
  readonly truth: number | undefined;
}

/** Σ plus − Σ minus is 0, or at most 0. */
interface Equation {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly isExact: boolean;
}

interface Notes {
  readonly variables: readonly Variable[];
  readonly equations: readonly Equation[];
  readonly rows: readonly { readonly total: number; readonly parts: readonly number[] }[];
}

function nameOf(period: string, table: string, key: PublishedCell['key']): string {
  return [
    period,
    table,
    ...Object.entries(key)
      .map(([dimension, value]) => `${dimension}=${value}`)
      .sort(),
  ].join('|');
}

/** Everything that he can write down before he begins to reckon. */
function takeNotes(publications: readonly Seen[], truthOf: TruthOf | undefined): Notes {
  const variables: Variable[] = [];
  const equations = new Map<string, Equation>();
  const rows: { total: number; parts: number[] }[] = [];
  /** What was said last of each number. */
  const said = new Map<string, number>();
  const tables = new Set<string>();

  for (const publication of publications) {
    const { period } = publication;
    const own = new Map<string, number>();
    for (const { id: table, cells } of publication.tables) {
      // Shares follow from the counts beside them.
      if (table === 'chance') continue;
      tables.add(`${period}|${table}`);
      for (const { key, value, low, high } of cells) {
        const name = nameOf(period, table, key);
        const truth = truthOf?.(period, table, key);
        const top = high ?? FAR + Math.max(truth ?? 0, 100);
        const before = said.get(name);
        const earlier = before === undefined ? undefined : variables[before];
        if (before !== undefined && earlier?.value === value && earlier.low === (low ?? 0) && earlier.high === top) own.set(name, before);
        else own.set(name, variables.push({ period, table, key, value, low: low ?? 0, high: top, truth }) - 1);
      }
      rows.push(...rowsOf(period, table, cells, own));
    }
    for (const [name, variable] of own) said.set(name, variable);

    const forgotten = new Set(publication.releasedTies.map((tie) => `${tie.period}|${tie.table}`));
    const note = (plus: readonly Term[], minus: readonly Term[], isExact = true) => {
      const terms = [...plus, ...minus];
      const isAbout = terms.some((term) => own.has(nameOf(...term)));
      const isForgotten = terms.some(([of, table]) => of !== period && forgotten.has(`${of}|${table}`));
      if (!isAbout || isForgotten) return;
      const places = (of: readonly Term[]) => of.flatMap((term) => said.get(nameOf(...term)) ?? []);
      equations.set(JSON.stringify([places(plus), places(minus)]), { plus: places(plus), minus: places(minus), isExact });
    };
    writeIdentities(period, (of, table) => tables.has(`${of}|${table}`), note);
    // Whoever is told that an old tie no longer holds forgets it too.
    for (const [name, { plus, minus }] of equations) {
      const about = [...plus, ...minus].flatMap((index) => variables[index] ?? []);
      const periods = new Set(about.map((variable) => variable.period));
      if (periods.size > 1 && !periods.has(period) && about.some((variable) => forgotten.has(`${variable.period}|${variable.table}`)))
        equations.delete(name);
    }
  }
  const sums = rows.map(({ total, parts }): Equation => ({ plus: parts, minus: [total], isExact: true }));
  return { variables, equations: [...sums, ...equations.values()].filter(({ plus, minus }) => plus.length + minus.length > 0), rows };
}

/** In every table: the cells that differ in one dimension only, and the one without it. */
function rowsOf(
  period: string,
  table: string,
  cells: readonly PublishedCell[],
  own: ReadonlyMap<string, number>,
): { total: number; parts: number[] }[] {
  const rows = new Map<string, { total: number; parts: number[] }>();
  for (const { key } of cells) {
    for (const dimension of Object.keys(key)) {
      const rest = Object.fromEntries(Object.entries(key).filter(([name]) => name !== dimension));
      const total = own.get(nameOf(period, table, rest));
      const part = own.get(nameOf(period, table, key));
      if (total === undefined || part === undefined) continue;
      const name = `${total}|${dimension}`;
      const row = rows.get(name) ?? { total, parts: [] };
      row.parts.push(part);
      rows.set(name, row);
    }
  }
  return [...rows.values()];
}

type Term = readonly [period: string, table: string, key: PublishedCell['key']];

/** From the definitions that are published with the tables. */
function writeIdentities(
  period: string,
  isOut: (period: string, table: string) => boolean,
  note: (plus: readonly Term[], minus: readonly Term[], isExact?: boolean) => void,
): void {
  const year = Number(period.slice(0, 4));
  const quarters = (of: number) => ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => `${of}-${quarter}`);
  const years = [year, year + 1, year + 2];
  const stages = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'];

  const all = years.flatMap((of) => quarters(of - 1)).concat(quarters(year + 2));
  all.forEach((quarter, place) => {
    const before = all[place - 1];
    if (isOut(quarter, 'flows')) {
      if (isOut(quarter, 'inflow')) {
        note(
          [[quarter, 'inflow', {}]],
          [
            [quarter, 'flows', { to: 'socialEconomy' }],
            [quarter, 'flows', { to: 'followOn' }],
          ],
          false,
        );
      }
      if (isOut(quarter, 'throughflow')) note([[quarter, 'throughflow', {}]], [[quarter, 'flows', { to: 'regular' }]], false);
    }
    if (!before || !isOut(before, 'occupancy') || !['occupancy', 'flows', 'referrals'].every((table) => isOut(quarter, table))) return;
    for (const stage of stages) {
      const arrivals: Term[] = stage === 'referred' ? [[quarter, 'referrals', {}]] : [];
      note(
        [[before, 'occupancy', { stage }], [quarter, 'flows', { to: stage }], ...arrivals],
        [
          [quarter, 'occupancy', { stage }],
          [quarter, 'flows', { from: stage }],
        ],
      );
    }
    note(
      [
        [before, 'occupancy', {}],
        [quarter, 'referrals', {}],
      ],
      [[quarter, 'occupancy', {}]],
    );
  });

  for (const number of years) {
    const here = String(number);
    const add = (of: number, table: string, key: PublishedCell['key'], to: Term) => {
      const out = quarters(of).filter((quarter) => isOut(quarter, table));
      if (out.length > 0 && isOut(to[0], to[1]))
        note(
          out.map((quarter): Term => [quarter, table, key]),
          [to],
          out.length === 4,
        );
    };
    const same = (one: Term, other: Term, isExact = true) => {
      if (isOut(one[0], one[1]) && isOut(other[0], other[1])) note([one], [other], isExact);
    };
    for (const stage of stages.slice(0, -1)) add(number, 'flows', { from: stage, to: 'ended' }, [here, 'outflow', { stage }]);
    add(number, 'inflow', {}, [here, 'profile.age', {}]);
    add(number, 'inflow', {}, [here, 'profile.education', {}]);
    same([here, 'profile.age', {}], [here, 'profile.education', {}]);
    add(number - 1, 'referrals', {}, [here, 'wait', {}]);
    for (const [months, ago] of [
      ['12', 1],
      ['24', 2],
    ] as const) {
      add(number - ago, 'inflow', {}, [here, 'chance.counts', { months }]);
      same([String(number - ago), 'profile.age', {}], [here, 'chance.counts', { months }]);
      same([String(number - ago), 'profile.education', {}], [here, 'chance.counts', { months }]);
    }
    for (const route of ['se-first', 'direct', 'no-placement']) {
      const before = String(number - 1);
      same([before, 'chance.counts', { months: '12', route }], [here, 'chance.counts', { months: '24', route }]);
      same(
        [before, 'chance.counts', { months: '12', route, outcome: 'job' }],
        [here, 'chance.counts', { months: '24', route, outcome: 'job' }],
        false,
      );
    }
  }
}

/** Of values that were all rounded: the sum of the published ones. */
function isBroken({ plus, minus, isExact }: Equation, variables: readonly Variable[]): boolean {
  const values = (of: readonly number[]) => of.map((index) => variables[index]?.value ?? null);
  const both = [values(plus), values(minus)];
  if (both.flat().includes(null)) return false;
  const [left = 0, right = 0] = both.map((side) => side.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  return isExact ? left !== right : left > right;
}

interface Bound {
  readonly low: number;
  readonly high: number;
}

/** Each identity leaves a cell no more than the bounds of the others in it do; again until nothing moves. */
function narrowBounds(variables: readonly Variable[], equations: readonly Equation[]): Bound[] {
  const low = variables.map((variable) => variable.low);
  const high = variables.map((variable) => variable.high);
  const at = (of: number[], index: number) => of[index] ?? 0;
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false;
    const lower = (index: number, to: number) => {
      if (to > at(low, index)) [low[index], hasMoved] = [to, true];
    };
    const raise = (index: number, to: number) => {
      if (to < at(high, index)) [high[index], hasMoved] = [to, true];
    };
    for (const { plus, minus, isExact } of equations) {
      const sum = (of: readonly number[], bounds: number[]) => of.reduce((total, index) => total + at(bounds, index), 0);
      const [leastLeft, mostLeft, leastRight, mostRight] = [sum(plus, low), sum(plus, high), sum(minus, low), sum(minus, high)];
      // Nothing fits: nothing more to learn.
      if (leastLeft > mostRight || (isExact && leastRight > mostLeft)) continue;
      for (const index of plus) raise(index, mostRight - (leastLeft - at(low, index)));
      for (const index of minus) lower(index, leastLeft - (mostRight - at(high, index)));
      if (!isExact) continue;
      for (const index of minus) raise(index, mostLeft - (leastRight - at(low, index)));
      for (const index of plus) lower(index, leastRight - (mostLeft - at(high, index)));
    }
  }
  return variables.map((_, index) => ({ low: at(low, index), high: at(high, index) }));
}

/** Whole numbers that fit everything, one set after another, each a few steps from the last. */
class Worlds {
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
