import type { TransitionCounts, TransitionDay } from '#shared/figures/curve.ts';

type Matrix = number[][];

/**
 * The Aalen–Johansen estimator and its covariance as they stand in Andersen, Borgan, Gill & Keiding 1993, eq. 4.4.1 and 4.4.18–20, with full
 * matrices and Kronecker products: slow, and with nothing in common with the estimator that it judges.
 */
export function denseOccupation({ states, initial, days }: TransitionCounts): { probability: number[]; variance: number[] }[] {
  const size = states.length;
  const persons = initial.reduce((sum, count) => sum + count, 0);
  const origin = initial.map((count) => count / persons);
  let product = identity(size);
  let covariance = zeros(size * size);
  return days.map((day) => {
    const increment = incrementOf(day, size);
    const step = plus(identity(size), increment);
    const before = product;
    product = times(before, step);
    const left = kronecker(transposed(step), identity(size));
    const right = kronecker(identity(size), before);
    covariance = plus(
      times(times(left, covariance), transposed(left)),
      times(times(right, covarianceOfIncrement(day, size)), transposed(right)),
    );
    // Who starts where is a draw of its own, carried on by the product.
    const draw = origin.map((p, i) => origin.map((q, j) => (i === j ? p : 0) / persons - (p * q) / persons));
    const select = kronecker(identity(size), [origin]);
    const variance = plus(times(times(select, covariance), transposed(select)), times(times(transposed(product), draw), product));
    return { probability: times([origin], product)[0] ?? [], variance: variance.map((row, j) => row[j] ?? 0) };
  });
}

function moved({ transitions }: TransitionDay, from: number, to: number): number {
  return transitions.reduce((sum, transition) => sum + (transition.from === from && transition.to === to ? transition.count : 0), 0);
}

function left({ transitions }: TransitionDay, from: number): number {
  return transitions.reduce((sum, transition) => sum + (transition.from === from && transition.to !== from ? transition.count : 0), 0);
}

function incrementOf(day: TransitionDay, size: number): Matrix {
  return square(size, (h, j) => {
    const persons = day.atRisk[h] ?? 0;
    if (persons === 0) return 0;
    return (h === j ? -left(day, h) : moved(day, h, j)) / persons;
  });
}

/** Eq. 4.4.18, case by case; the pair (h, j) stands at row j × size + h, as in vec. */
function covarianceOfIncrement(day: TransitionDay, size: number): Matrix {
  return square(size * size, (row, column) => {
    const [h, j] = [row % size, Math.floor(row / size)];
    const [m, r] = [column % size, Math.floor(column / size)];
    const persons = day.atRisk[h] ?? 0;
    if (h !== m || persons === 0) return 0;
    const all = left(day, h);
    if (h === j && m === r) return ((persons - all) * all) / persons ** 3;
    if (h === j) return (-(persons - all) * moved(day, h, r)) / persons ** 3;
    if (m === r) return (-(persons - all) * moved(day, h, j)) / persons ** 3;
    return (((j === r ? persons : 0) - moved(day, h, j)) * moved(day, h, r)) / persons ** 3;
  });
}

function square(size: number, cell: (row: number, column: number) => number): Matrix {
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => cell(row, column)));
}

function identity(size: number): Matrix {
  return square(size, (row, column) => (row === column ? 1 : 0));
}

function zeros(size: number): Matrix {
  return square(size, () => 0);
}

function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((value, j) => value + (b[i]?.[j] ?? 0)));
}

function times(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)));
}

function transposed(a: Matrix): Matrix {
  return (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
}

function kronecker(a: Matrix, b: Matrix): Matrix {
  return a.flatMap((row) => b.map((other) => row.flatMap((x) => other.map((y) => x * y))));
}
