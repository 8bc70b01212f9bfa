import type { Language } from '#client/locales/language.ts';
import { addDays, daysBetween, shortMonthText } from '#client/ui/date-text.ts';
import type { TrajectoryStep } from '#shared/contract/trajectories.ts';

export type Scale = { from: string; to: string; width: number; x: (day: string) => number };

const EDGE = 14;

/** Real time on a line: a day is as wide everywhere. @param width of the drawing in pixels */
export function scaleOf(from: string, to: string, width: number): Scale {
  // A trajectory of one day still needs a width.
  const last = daysBetween(from, to) < 7 ? addDays(from, 7) : to;
  const pixelsADay = (width - 2 * EDGE) / daysBetween(from, last);
  return { from, to: last, width, x: (day) => EDGE + daysBetween(from, day) * pixelsADay };
}

export type Tick = { day: string; x: number; label: string; isYear: boolean };

const STEPS = [1, 3, 6, 12, 24, 60] as const;

/** The first days of months, quarters, half years or years: as many as stand apart legibly. */
export function ticksOf(scale: Scale, language: Language, apart = 58): Tick[] {
  const pixelsAMonth = (scale.x(scale.to) - scale.x(scale.from)) / (daysBetween(scale.from, scale.to) / 30.44);
  const months = STEPS.find((step) => step * pixelsAMonth >= apart) ?? 120;
  const first = Number(scale.from.slice(0, 4)) * 12 + Number(scale.from.slice(5, 7)) - 1;
  const last = Number(scale.to.slice(0, 4)) * 12 + Number(scale.to.slice(5, 7)) - 1;
  const ticks: Tick[] = [];
  for (let month = Math.ceil(first / months) * months; month <= last; month += months) {
    const year = Math.floor(month / 12);
    const day = `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    if (day < scale.from || day > scale.to) continue;
    const isYear = month % 12 === 0;
    const name = shortMonthText(day, language);
    ticks.push({ day, x: scale.x(day), label: isYear ? String(year) : ticks.length === 0 ? `${name} ${year}` : name, isYear });
  }
  return ticks;
}

/** Steps of one day share a mark; marks too near each other stand in lanes above one another. Lane 0 is next to the bars. */
export type Mark = { day: string; x: number; lane: number; steps: readonly TrajectoryStep[] };

export function marksOf(steps: readonly TrajectoryStep[], scale: Scale, apart = 24): Mark[] {
  const days = new Map<string, TrajectoryStep[]>();
  for (const step of steps) {
    if (step.withdrawnAt === undefined) days.set(step.occurredOn, [...(days.get(step.occurredOn) ?? []), step]);
  }
  const lastInLane: number[] = [];
  return [...days].map(([day, ofDay]) => {
    const x = scale.x(day);
    const free = lastInLane.findIndex((last) => x - last >= apart);
    const lane = free < 0 ? lastInLane.length : free;
    lastInLane[lane] = x;
    return { day, x, lane, steps: ofDay };
  });
}

/**
 * Rows, from the top, for labels that each begin at their `x`; null: no room. What names the most time goes first.
 * @param end where the drawing ends
 */
export function rowsFor(labels: readonly { x: number; width: number; weight: number }[], rows: number, end: number): (number | null)[] {
  const placed: { from: number; to: number; row: number }[] = [];
  const found = new Map<(typeof labels)[number], number>();
  for (const label of labels.toSorted((a, b) => b.weight - a.weight)) {
    const from = label.x;
    const to = label.x + label.width + 10;
    const isFree = (row: number) => placed.every((other) => other.row !== row || to <= other.from || from >= other.to);
    const row = Array.from({ length: rows }, (_, index) => index).find(isFree);
    if (row === undefined || to - 10 > end) continue;
    placed.push({ from, to, row });
    found.set(label, row);
  }
  return labels.map((label) => found.get(label) ?? null);
}
