import type { z } from 'zod';
import type { ExpectedDays } from '#shared/contract/curves.ts';
import { expectedDays, stateOccupation } from '#shared/figures/aalen-johansen.ts';
import type { Occupation, TransitionCounts } from '#shared/figures/curve.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import type { LastPlaceRow, PlaceRow } from './curve-store.ts';
import { type Followed, mapBy, withheldFor } from './follow.ts';

/** Days within which the expected ones are given; a curve must be known at least as far. */
export const TERMS = [365, 730] as const;

/** Where the persons of one group are by the day since their origin. */
export function occupationOf(followed: Followed, arrivals: readonly PlaceRow[], last: readonly LastPlaceRow[]) {
  const counts = transitionCounts(arrivals, last);
  const n = counts.initial.reduce((sum, count) => sum + count, 0);
  const withheld = withheldFor(followed, n);
  const days = counts.days.filter(({ atRisk }) => personsIn(atRisk) >= followed.leastAtRisk);
  const occupation = withheld || n === 0 ? EMPTY : stateOccupation({ ...counts, days });
  const atRisk = occupation.days.map((day, place) => (day === 0 ? n : personsIn(days[place - 1]?.atRisk ?? [])));
  return { n, withheld, occupation, atRisk, expectedDays: expectedWithin(followed, occupation, n, last) };
}

const PLACES = new Map<string, number>(STAGES.map((stage, place) => [stage, place]));
const EMPTY: Occupation = { days: [], probability: [], se: [], lower: [], upper: [] };

/** Who is at risk in each stage before every day on which anybody moves. Who is followed until a day moves on it, and is gone after. */
function transitionCounts(arrivals: readonly PlaceRow[], last: readonly LastPlaceRow[]): TransitionCounts {
  const place = (stage: string) => PLACES.get(stage) ?? 0;
  const initial = STAGES.map((stage) => sum(arrivals.filter((row) => row.left === 'none' && row.stage === stage)));
  const present = [...initial];
  const leaving = last.toSorted((a, b) => a.day - b.day);
  let gone = 0;
  const moves = mapBy(
    arrivals.filter(({ left }) => left !== 'none'),
    ({ day }) => day,
  );
  const days = [...moves]
    .toSorted(([a], [b]) => a - b)
    .map(([day, rows]) => {
      for (let row = leaving[gone]; row && row.day < day; row = leaving[++gone]) add(present, place(row.stage), -row.count);
      const atRisk = [...present];
      const transitions = rows.map(({ left, stage, count }) => ({ from: place(left), to: place(stage), count }));
      for (const { from, to, count } of transitions) {
        add(present, from, -count);
        add(present, to, count);
      }
      return { day, atRisk, transitions };
    });
  return { states: STAGES, initial, days };
}

function expectedWithin(
  { leastAtRisk }: Followed,
  occupation: Occupation,
  n: number,
  last: readonly LastPlaceRow[],
): z.infer<typeof ExpectedDays> {
  const within = (term: number) => {
    const followed = n - sum(last.filter(({ day }) => day < term));
    if (occupation.days.length === 0 || followed < leastAtRisk) return null;
    const [referred = 0, screening = 0, socialEconomy = 0, followOn = 0, regular = 0, ended = 0] = expectedDays(occupation, term);
    return { referred, screening, socialEconomy, followOn, regular, ended };
  };
  return { 365: within(365), 730: within(730) };
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

function personsIn(atRisk: readonly number[]): number {
  return atRisk.reduce((total, count) => total + count, 0);
}

function add(counts: number[], place: number, count: number): void {
  counts[place] = (counts[place] ?? 0) + count;
}
