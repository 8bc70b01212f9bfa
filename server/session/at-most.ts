export type Turnstile = {
  <T>(work: () => Promise<T>): Promise<T>;
  /** How many ran at once so far, at the most. */
  readonly most: number;
};

/** Lets at most so many pieces of work run at once; the others wait in the order in which they came. */
export function atMost(limit: number): Turnstile {
  const waiting: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const pass = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    most = Math.max(most, running);
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody who comes in between can take it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
  return Object.defineProperty(Object.assign(pass, { most }), 'most', { get: () => most });
}
