/** A stream of chance that gives the same again for the same seed; a child's stream does not hang on how much its parent used. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  /** One of the choices by weight; weights need not add up to anything, and one of them must be positive. */
  readonly weighted: <const T>(choices: readonly [Weighted<T>, ...Weighted<T>[]]) => T;
  /** Log-normal, rounded, at least 1: half lies under the median, two thirds within a factor e^spread. */
  readonly around: (median: number, spread: number) => number;
  readonly uuid: () => string;
  readonly child: (name: string) => Random;
}

export type Weighted<T> = readonly [choice: T, weight: number];

/** sfc32: 128 bits of state, so that ids drawn from many streams do not meet. Not for secrets. */
export function randomOf(seed: string): Random {
  const bits = sfc32(seed);
  const next = () => bits() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const random: Random = {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const found = choices.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? choices[0])[0];
    },
    around: (median, spread) => Math.max(1, Math.round(median * Math.exp(spread * normal()))),
    uuid: () => asUuid([bits(), bits(), bits(), bits()]),
    child: (name) => randomOf(`${seed}/${name}`),
  };
  return random;
}

function sfc32(seed: string): () => number {
  let [a, b, c, d] = hash128(seed);
  const step = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  // The first numbers still show the seed.
  for (let i = 0; i < 12; i++) step();
  return step;
}

/** cyrb128, as published with sfc32: spreads a text over four words. */
function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}

/** Version 4, variant 1, as any other id. */
function asUuid(words: readonly [number, number, number, number]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
