import { scaleLinear } from '@visx/scale';
import type { ChartPeriod } from './chart-data.ts';
import { monthsIn } from './curve-reading.ts';

/** Room around the drawing, in pixels. */
const TOP = 10;
const RIGHT = 4;
const LETTER = 7.5;

/** Counts from zero up to a round number, at whole ticks. */
export function countScale(most: number, height: number) {
  const scale = scaleLinear<number>({ domain: [0, Math.max(1, most)], range: [height, 0], nice: 4 });
  const ticks = scale.ticks(4).filter(Number.isInteger);
  return { scale, ticks };
}

/** Shares from zero up to a round one, at most 1. */
export function shareScale(most: number, height: number) {
  const scale = scaleLinear<number>({ domain: [0, Math.min(1, Math.max(0.1, most))], range: [height, 0], nice: 4 });
  return { scale, ticks: scale.ticks(4) };
}

/** The months that get a number under an axis of days: few enough to be read, and 12 always among them. */
export function monthTicks(horizon: number): number[] {
  const months = monthsIn(horizon);
  const every = months <= 6 ? 1 : months <= 12 ? 3 : months <= 48 ? 6 : 12;
  return Array.from({ length: Math.floor(months / every) + 1 }, (_, place) => place * every);
}

/** The frame of a plot of so many pixels: what the axes leave. */
export function plotBox(width: number, height: number, widestTick: string, hasYears: boolean) {
  const left = Math.ceil(widestTick.length * LETTER) + 12;
  const bottom = hasYears ? 44 : 26;
  return { left, top: TOP, innerWidth: Math.max(60, width - left - RIGHT), innerHeight: height - TOP - bottom };
}

/** Which periods get words under the axis when each has so much room: every so many, and the last, where it is most read. */
export function tickPlaces(periods: readonly ChartPeriod[], room: number): ReadonlySet<number> {
  const widest = Math.max(...periods.map(({ tick }) => tick.length)) * LETTER + 8;
  const every = Math.max(1, Math.ceil(widest / room));
  return new Set(periods.flatMap((_, place) => ((periods.length - 1 - place) % every === 0 ? [place] : [])));
}
