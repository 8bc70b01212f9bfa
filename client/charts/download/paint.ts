export type Paint = {
  /** As every program knows it: `rgb(1, 2, 3)`. */
  readonly colour: string;
  /** From 0, not there, to 1. */
  readonly opacity: number;
};

/** A computed colour of CSS in parts: `rgb(…)`, `rgba(…)`, and the `color(srgb …)` that mixed colours come out as. */
export function colourOf(computed: string): Paint {
  const isShares = computed.startsWith('color(srgb');
  const [red = 0, green = 0, blue = 0, opacity = 1] = (computed.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const level = (value: number) => Math.round(isShares ? value * 255 : value);
  return { colour: `rgb(${level(red)}, ${level(green)}, ${level(blue)})`, opacity };
}
