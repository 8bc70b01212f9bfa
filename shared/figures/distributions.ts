/*
 * Tails of distributions, exact to about twelve digits. References: DLMF, Digital Library of Mathematical Functions
 * (dlmf.nist.gov); A&S, Abramowitz & Stegun 1964; Loader 2000, "Fast and accurate computation of binomial probabilities".
 */

/** Probability that a standard normal variable exceeds `z`. DLMF 7.2.2. */
export function normalTail(z: number): number {
  return z < 0 ? 1 - normalTail(-z) : erfc(z / Math.SQRT2) / 2;
}

/**
 * The `z` between whose negative and itself a standard normal variable lies with probability `level`: 1.959963984540054 for 0.95.
 *
 * @throws RangeError unless 0 < level < 1
 */
export function normalQuantile(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`Confidence level ${level}`);
  const tail = (1 - level) / 2;
  const t = Math.sqrt(-2 * Math.log(tail));
  // A&S 26.2.23 is right to 5e-4; Newton doubles the digits each time.
  let z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  for (let step = 0; step < 4; step++) z += ((normalTail(z) - tail) * Math.sqrt(2 * Math.PI)) / Math.exp((-z * z) / 2);
  return z;
}

/**
 * Probability that a chi-square variable with `df` degrees of freedom exceeds `x`, for whole `df` (0 gives 1: nothing to
 * test). Finite sums of positive terms, A&S 26.4.4 and 26.4.5.
 */
export function chiSquareTail(x: number, df: number): number {
  if (df === 0 || x <= 0) return 1;
  const half = x / 2;
  const isOdd = df % 2 === 1;
  let tail = isOdd ? erfc(Math.sqrt(half)) : 0;
  let term = Math.exp(-half) * (isOdd ? 2 * Math.sqrt(half / Math.PI) : 1);
  for (let j = 1; 2 * j <= df; j++) {
    tail += term;
    term *= half / (isOdd ? j + 0.5 : j);
  }
  return Math.min(1, tail);
}

/** Probability of exactly `k` successes in `n` trials of chance `p`. Loader 2000, by way of deviances: no logarithm of a factorial loses digits. */
export function binomialDensity(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - devianceTerm(k, n * p) - devianceTerm(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** Probability of `k` or more successes in `n` trials of chance `p`: a sum of positive terms, over the shorter side. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return k > n * p ? sumUpwards(k, n, p) : 1 - sumDownwards(k - 1, n, p);
}

/** Probability of `k` or fewer successes. */
export function binomialLowerTail(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return k < n * p ? sumDownwards(k, n, p) : 1 - sumUpwards(k + 1, n, p);
}

/** The chance `p` at which `k` or more successes in `n` trials have probability `tail`: a limit of Clopper and Pearson. For 0 < k ≤ n. */
export function binomialChance(k: number, n: number, tail: number): number {
  let [low, high] = [0, 1];
  let p = k / (n + 1);
  for (let step = 0; step < 200; step++) {
    const excess = binomialUpperTail(k, n, p) - tail;
    if (excess > 0) high = p;
    else low = p;
    // The derivative of the tail to the chance is one term: A&S 26.5.
    let next = p - excess / (n * binomialDensity(k - 1, n - 1, p));
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - p) <= 2e-16 * p) return next;
    p = next;
  }
  return p;
}

/** Sum of the densities from `k`, above the mean, upwards, until they no longer count. */
function sumUpwards(k: number, n: number, p: number): number {
  let term = binomialDensity(k, n, p);
  let sum = term;
  for (let i = k; i < n && term > sum * 1e-18; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}

/** The same from `k`, below the mean, downwards. */
function sumDownwards(k: number, n: number, p: number): number {
  let term = binomialDensity(k, n, p);
  let sum = term;
  for (let i = k; i > 0 && term > sum * 1e-18; i--) {
    term *= (i / (n - i + 1)) * ((1 - p) / p);
    sum += term;
  }
  return Math.min(1, sum);
}

/** Complementary error function of x ≥ 0: the series of positive terms DLMF 7.6.2, and where that would cancel the continued fraction 7.9.1. */
function erfc(x: number): number {
  if (x > 27) return 0;
  const gauss = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x >= 2) {
    let fraction = 0;
    for (let k = 120; k >= 1; k--) fraction = k / 2 / (x + fraction);
    return gauss / (x + fraction);
  }
  let term = 2 * x * gauss;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return 1 - sum;
}

/** What Stirling's formula lacks of log n!: exact below 16, the series of DLMF 5.11.1 above. */
function stirlingError(n: number): number {
  if (n > 15) {
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
  }
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2;
}

/** x log(x / mean) + mean − x, without cancellation where x is near the mean (Loader 2000, eq. 5). */
function devianceTerm(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let k = 1; k < 100; k++) {
    power *= v * v;
    const next = sum + power / (2 * k + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
