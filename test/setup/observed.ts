import fc from 'fast-check';
import type { Transition, TransitionCounts } from '#shared/figures/curve.ts';

/** A time in one state, under observation from after day `start` until day `end`, and the state it led to: null if the observation ended. */
export interface Spell {
  readonly state: string;
  readonly start: number;
  readonly end: number;
  readonly to: string | null;
}

/** Counts per day of spells, straight from the definition of each count. */
export function transitionsOf(spells: readonly Spell[], states: readonly string[]): TransitionCounts {
  const place = (state: string) => states.indexOf(state);
  const inState = (among: readonly Spell[]) => states.map((state) => among.filter((spell) => spell.state === state).length);
  const days = [...new Set(spells.map(({ end }) => end))].toSorted((a, b) => a - b);
  return {
    states,
    initial: inState(spells.filter(({ start }) => start === 0)),
    days: days.map((day) => ({
      day,
      atRisk: inState(spells.filter(({ start, end }) => start < day && day <= end)),
      // One at a time: adding up is the estimator's.
      transitions: spells
        .filter((spell): spell is Spell & { to: string } => spell.end === day && spell.to !== null)
        .map(({ state, to }): Transition => ({ from: place(state), to: place(to), count: 1 })),
    })),
  };
}

/** Days on which a few people left, with ties: of what, and how many. */
export const arbitraryExits = fc.array(
  fc
    .record({ day: fc.nat(12), events: fc.nat(3), competing: fc.nat(3), censored: fc.nat(3) })
    .filter(({ events, competing, censored }) => events + competing + censored > 0),
  { minLength: 1, maxLength: 12 },
);

/** A few people among some states, who go where they like, return, come late (`isLate`) or leave the observation (unless `isWhole`), on days with ties. */
export function arbitrarySpells(states: readonly string[], { isLate = false, isWhole = false } = {}): fc.Arbitrary<Spell[]> {
  const state = fc.constantFrom(...states);
  const person = fc.record({
    entry: isLate ? fc.nat(6) : fc.constant(0),
    first: state,
    moves: fc.array(fc.record({ after: fc.integer({ min: 1, max: 4 }), to: state }), { maxLength: 8 }),
    lastSeen: isWhole ? fc.constant(100) : fc.integer({ min: 7, max: 40 }),
  });
  return fc
    .array(person, { minLength: 1, maxLength: 15 })
    .filter((persons) => persons.some(({ entry }) => entry === 0))
    .map((persons) => persons.flatMap(spellsOf));
}

interface Person {
  readonly entry: number;
  readonly first: string;
  readonly moves: readonly { after: number; to: string }[];
  readonly lastSeen: number;
}

function spellsOf({ entry, first, moves, lastSeen }: Person): Spell[] {
  const spells: Spell[] = [];
  let [state, start] = [first, entry];
  for (const { after, to } of moves) {
    const end = start + after;
    if (end > lastSeen) break;
    if (to === state) continue;
    spells.push({ state, start, end, to });
    [state, start] = [to, end];
  }
  return [...spells, { state, start, end: lastSeen, to: null }].filter((spell) => spell.end > spell.start);
}
