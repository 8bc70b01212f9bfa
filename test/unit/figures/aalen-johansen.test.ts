import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedDays, stateOccupation } from '#shared/figures/aalen-johansen.ts';
import type { TransitionCounts } from '#shared/figures/curve.ts';
import { kaplanMeier } from '#shared/figures/kaplan-meier.ts';
import { riskSets } from '#shared/figures/risk-sets.ts';
import { denseOccupation } from '../../setup/dense-aalen-johansen.ts';
import { arbitraryExits, arbitrarySpells, transitionsOf } from '../../setup/observed.ts';

const STATES = ['a', 'b', 'c', 'd'];
const process = arbitrarySpells(STATES, { isLate: true }).map((spells) => transitionsOf(spells, STATES));

describe('The probability of each state', () => {
  it('sums to 1 on every day, and each lies within its limits', () => {
    fc.assert(
      fc.property(process, (counts) => {
        const { days, probability, se, lower, upper } = stateOccupation(counts);
        expect(days).toEqual([0, ...counts.days.map(({ day }) => day)]);
        for (const [i, row] of probability.entries()) {
          expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          for (const [state, p] of row.entries()) {
            expect(p).toBeGreaterThanOrEqual(lower[i]?.[state] ?? Number.NaN);
            expect(p).toBeLessThanOrEqual(upper[i]?.[state] ?? Number.NaN);
            expect(lower[i]?.[state]).toBeGreaterThanOrEqual(0);
            expect(upper[i]?.[state]).toBeLessThanOrEqual(1);
            expect(se[i]?.[state]).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('and its variance are what the textbook says with full matrices, with returns, ties and late entries', () => {
    fc.assert(
      fc.property(process, (counts) => {
        const { probability, se } = stateOccupation(counts);
        const dense = denseOccupation(counts);
        expectClose(
          probability.slice(1).flat(),
          dense.flatMap(({ probability }) => probability),
        );
        expectClose(
          se.slice(1).flatMap((row) => row.map((value) => value ** 2)),
          dense.flatMap(({ variance }) => variance),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is the share of the persons, with its binomial variance, if all were seen from the start to the end', () => {
    fc.assert(
      fc.property(arbitrarySpells(STATES, { isWhole: true }), (spells) => {
        const persons = spells.filter(({ start }) => start === 0).length;
        const { days, probability, se } = stateOccupation(transitionsOf(spells, STATES));
        for (const [i, day] of days.entries()) {
          const present = spells.filter(({ start, end }) => start <= day && (day < end || (day === end && end === 100)));
          const shares = STATES.map((state) => present.filter((spell) => spell.state === state).length / persons);
          expectClose(probability[i] ?? [], shares);
          expectClose(
            (se[i] ?? []).map((value) => value ** 2),
            shares.map((share) => (share * (1 - share)) / persons),
          );
        }
      }),
    );
  });

  it('is the Kaplan–Meier curve, with its variance and limits, where there are two states and no way back', () => {
    fc.assert(
      fc.property(arbitraryExits, (exits) => {
        const later = exits.map(({ day, events, censored }) => ({ day: day + 1, events, censored }));
        const persons = later.reduce((sum, { events, censored }) => sum + events + censored, 1);
        const days = riskSets(persons, later);
        const curve = kaplanMeier(days);
        const { probability, se, lower, upper } = stateOccupation({
          states: ['waiting', 'reached'],
          initial: [persons, 0],
          days: days.map(({ day, atRisk, events }) => ({ day, atRisk: [atRisk, 0], transitions: [{ from: 0, to: 1, count: events }] })),
        });
        for (const [i, point] of curve.entries()) {
          expectClose(probability[i + 1] ?? [], [point.estimate, 1 - point.estimate]);
          expectClose(se[i + 1] ?? [], [point.se, point.se]);
          if (point.lower === null || point.upper === null) continue;
          expectClose([lower[i + 1]?.[1] ?? 0, upper[i + 1]?.[1] ?? 0], [1 - point.upper, 1 - point.lower]);
        }
      }),
    );
  });

  it('does not depend on the order of the states', () => {
    fc.assert(
      fc.property(arbitrarySpells(STATES, { isLate: true }), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (spells, order) => {
        const inOrder = stateOccupation(transitionsOf(spells, STATES));
        const shuffled = stateOccupation(
          transitionsOf(
            spells,
            order.map((place) => STATES[place] ?? ''),
          ),
        );
        for (const figure of ['probability', 'se', 'lower', 'upper'] as const) {
          expectClose(
            shuffled[figure].flat(),
            inOrder[figure].flatMap((row) => order.map((place) => row[place] ?? Number.NaN)),
          );
        }
      }),
    );
  });

  it('counts where people are at the end of day 0 as a draw', () => {
    const { days, probability, se } = stateOccupation({ states: ['a', 'b'], initial: [30, 70], days: [] });
    expect(days).toEqual([0]);
    expect(probability).toEqual([[0.3, 0.7]]);
    expectClose(se.flat(), [Math.sqrt(0.0021), Math.sqrt(0.0021)]);
  });

  it('of a state that everyone has reached is 1, with no room around it, however it was added up', () => {
    const persons = 7 * 11 * 13;
    const gone = [77, 91, 143, 300, persons - 611];
    let left = persons;
    const days = gone.map((count, i) => {
      const atRisk = [left, persons - left, 0];
      left -= count;
      return { day: i + 1, atRisk, transitions: [{ from: 0, to: 1, count }] };
    });
    const { probability, se, lower, upper } = stateOccupation({ states: ['a', 'b', 'c'], initial: [persons, 0, 0], days });
    expect([probability, se, lower, upper].map((figure) => figure.at(-1))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });

  it('is not moved by who goes from a state to itself', () => {
    const [first, ...rest] = walk().days;
    const stayed = { day: 10, atRisk: [4, 0], transitions: [...(first?.transitions ?? []), { from: 0, to: 0, count: 2 }] };
    expect(stateOccupation({ ...walk(), days: [stayed, ...rest] })).toEqual(stateOccupation(walk()));
  });

  it('stops at the horizon', () => {
    expect(stateOccupation(walk(), { horizon: 20 }).days).toEqual([0, 10, 20]);
  });

  it('is refused where the counts cannot be', () => {
    const day = { day: 10, atRisk: [4, 0], transitions: [{ from: 0, to: 1, count: 5 }] };
    expect(() => stateOccupation({ ...walk(), days: [day] })).toThrow('5 of 4 leave');
    expect(() => stateOccupation({ ...walk(), initial: [0, 0] })).toThrow('0 persons');
    expect(() => stateOccupation({ ...walk(), days: walk().days.toReversed() })).toThrow('ascend');
    expect(() => stateOccupation({ ...walk(), days: [{ day: 0, atRisk: [4, 0], transitions: [] }] })).toThrow('ascend');
  });
});

describe('The expected days in each state', () => {
  it('sum to the horizon', () => {
    fc.assert(
      fc.property(process, fc.nat(60), (counts, horizon) => {
        const expected = expectedDays(stateOccupation(counts), horizon);
        expect(expected.reduce((sum, days) => sum + days, 0)).toBeCloseTo(horizon, 10);
      }),
    );
  });

  it('are the area under the steps, which go on after the last', () => {
    // 1 until day 10, then 3/4, from day 20 on 1/4, from day 30 on 1/4.
    expectClose(expectedDays(stateOccupation(walk()), 25), [10 + 7.5 + 1.25, 2.5 + 3.75]);
    expectClose(expectedDays(stateOccupation(walk()), 130), [10 + 7.5 + 27.5, 2.5 + 82.5]);
    expect(expectedDays(stateOccupation(walk()), 0)).toEqual([0, 0]);
  });
});

/** Four persons: one goes on day 10, two on day 20; on day 30 nothing happens. */
function walk(): TransitionCounts {
  return {
    states: ['a', 'b'],
    initial: [4, 0],
    days: [
      { day: 10, atRisk: [4, 0], transitions: [{ from: 0, to: 1, count: 1 }] },
      { day: 20, atRisk: [3, 1], transitions: [{ from: 0, to: 1, count: 2 }] },
      { day: 30, atRisk: [1, 3], transitions: [] },
    ],
  };
}

function expectClose(computed: readonly number[], expected: readonly number[]): void {
  expect(computed).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(computed[i]).toBeCloseTo(value, 11);
}
