/** Milliseconds of each of so many runs, after some that do not count. */
export async function times(runs: number, work: (run: number) => Promise<unknown>, warmUp = Math.ceil(runs / 10)): Promise<number[]> {
  const measured: number[] = [];
  for (let run = 0; run < warmUp + runs; run++) {
    const start = performance.now();
    await work(run);
    if (run >= warmUp) measured.push(performance.now() - start);
  }
  return measured;
}

/** Two kinds of work in turn, so that both meet the same weather. */
export async function timesInTurn(
  runs: number,
  a: (run: number) => Promise<unknown>,
  b: (run: number) => Promise<unknown>,
  warmUp = Math.ceil(runs / 10),
): Promise<[number[], number[]]> {
  const first: number[] = [];
  const second: number[] = [];
  for (let run = 0; run < runs + warmUp; run++) {
    const [timeOfA] = await times(1, () => a(run), 0);
    const [timeOfB] = await times(1, () => b(run), 0);
    if (run < warmUp) continue;
    first.push(timeOfA ?? Number.NaN);
    second.push(timeOfB ?? Number.NaN);
  }
  return [first, second];
}

/** Milliseconds in which nothing else had a turn while the work was done, at most. */
export async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const turns = setInterval(turn, 1);
  await work();
  clearInterval(turns);
  turn();
  return longest;
}

/** @param share 0.5 for the median, 0.95 for the 95th percentile */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export function print(what: string, figures: Record<string, string | number>, promise?: { holds: boolean; text: string }): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${typeof value === 'number' ? rounded(value) : value}`);
  const verdict = promise ? `   [${promise.holds ? 'holds' : 'MISSED'}: ${promise.text}]` : '';
  console.log(`${what.padEnd(58)} ${words.join('   ')}${verdict}`);
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
