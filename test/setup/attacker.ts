import { type Equation, type Found, type Seen, type TruthOf, takeNotes, type Variable } from './attacker-notes.ts';
import { type Bound, Worlds } from './possible-worlds.ts';

export type { Seen, TruthOf };

/**
 * An attacker who has only what the steering group gets: publications as `GET /publications/:id` gives them, and the definitions. He shares nothing with
 * the server: he writes the identities down himself, and instead of solving programmes he (a) narrows the bounds of every cell by one identity after another
 * until nothing gives way, which proves what can be worked out, and (b) wanders through worlds, whole numbers that fit everything he knows, which proves
 * what cannot: two worlds in which a count differs by 3 leave it uncertain by 3. What neither settles counts as found out.
 */
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

const FEW = 4;

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

/** Of values that were all rounded: the sum of the published ones. */
function isBroken({ plus, minus, isExact }: Equation, variables: readonly Variable[]): boolean {
  const values = (of: readonly number[]) => of.map((index) => variables[index]?.value ?? null);
  const both = [values(plus), values(minus)];
  if (both.flat().includes(null)) return false;
  const [left = 0, right = 0] = both.map((side) => side.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  return isExact ? left !== right : left > right;
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
