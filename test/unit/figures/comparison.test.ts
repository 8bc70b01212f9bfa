import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroupTest, graysTest, logRank } from '#shared/figures/comparison.ts';
import { competingRiskSets } from '#shared/figures/risk-sets.ts';
import { arbitraryExits } from '../../setup/observed.ts';

type Exits = readonly { day: number; events: number; competing: number; censored: number }[];

const arbitraryGroups = fc.array(arbitraryExits, { minLength: 1, maxLength: 5 });
const TESTS = [
  { name: 'The log-rank test', test: logRank },
  { name: "Gray's test", test: graysTest },
];

describe.each(TESTS)('$name', ({ test }) => {
  it('never gives anything but a chi-square and a probability', () => {
    fc.assert(
      fc.property(arbitraryGroups, (groups) => {
        const { statistic, df, p } = test(groups.map(observed));
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(statistic)).toBe(true);
        expect(df).toBeLessThan(groups.length);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not depend on the order of the groups', () => {
    fc.assert(
      fc.property(arbitraryGroups, (groups) => {
        expectSame(test(groups.toReversed().map(observed)), test(groups.map(observed)));
        expectSame(test([...groups.slice(1), ...groups.slice(0, 1)].map(observed)), test(groups.map(observed)));
      }),
    );
  });

  it('finds no difference between a group and itself', () => {
    fc.assert(
      fc.property(arbitraryExits, (exits) => {
        const { statistic, p } = test([observed(exits), observed(exits)]);
        expect(statistic).toBeCloseTo(0, 12);
        expect(p).toBeCloseTo(1, 5);
      }),
    );
  });

  it('is not moved by a group in which nobody is', () => {
    fc.assert(fc.property(arbitraryGroups, (groups) => expectSame(test([...groups.map(observed), []]), test(groups.map(observed)))));
  });

  it('is not moved by a day on which nobody is there any more', () => {
    const [one, other] = [
      observed([{ day: 1, events: 1, competing: 0, censored: 2 }]),
      observed([{ day: 2, events: 3, competing: 0, censored: 0 }]),
    ];
    const late = { day: 9, atRisk: 0, events: 0, competing: 0, censored: 0 };
    expectSame(
      test([
        [...one, late],
        [...other, late],
      ]),
      test([one, other]),
    );
  });

  it('has nothing to say about one group, or none, or where nothing happened', () => {
    const waiting = observed([{ day: 3, events: 0, competing: 0, censored: 5 }]);
    const nothing = { statistic: 0, df: 0, p: 1 };
    expect(test([])).toEqual(nothing);
    expect(test([observed([{ day: 3, events: 2, competing: 0, censored: 5 }])])).toEqual(nothing);
    expect(test([waiting, waiting])).toEqual(nothing);
  });
});

describe('The log-rank test', () => {
  it('adds up tables of two by two: five deaths by hand', () => {
    // Day 1: 1 of 3 against 0 of 3. Day 2: 1 of 2 against 1 of 3. Day 3: 1 of 1 against 0 of 2. Day 4: 1 of 2, alone.
    const few = [death(1, 3), death(2, 2), death(3, 1)];
    const others = [death(2, 3), death(4, 2)];
    const excess = 3 - (1 / 2 + (2 * 2) / 5 + 1 / 3);
    const variance = 1 / 4 + (2 * 3 * (2 / 5) * (3 / 5)) / 4 + (1 / 3) * (2 / 3);
    const { statistic, df } = logRank([few, others]);
    expect(statistic).toBeCloseTo(excess ** 2 / variance, 12);
    expect(df).toBe(1);
  });

  it('is refused where counts cannot be', () => {
    expect(() => logRank([[death(1, 0)]])).toThrow('1 events');
  });
});

describe("Gray's test", () => {
  it('sees a difference in the incidence that the log-rank test on the rates does not', () => {
    // The same rate of the event among those at risk, but in the second group most are taken away before.
    const first = observed([{ day: 10, events: 20, competing: 0, censored: 80 }]);
    const second = observed([
      { day: 5, events: 0, competing: 75, censored: 0 },
      { day: 10, events: 5, competing: 0, censored: 20 },
    ]);
    expect(logRank([first, second]).p).toBeGreaterThan(0.9);
    expect(graysTest([first, second]).p).toBeLessThan(0.01);
  });
});

function observed(exits: Exits) {
  return competingRiskSets(
    exits.reduce((persons, { events, competing, censored }) => persons + events + competing + censored, 0),
    exits,
  );
}

function death(day: number, atRisk: number) {
  return { day, atRisk, events: 1, censored: 0 };
}

function expectSame(one: GroupTest, other: GroupTest): void {
  expect(one.df).toBe(other.df);
  expect(Math.abs(one.statistic - other.statistic)).toBeLessThanOrEqual(1e-9 * (1 + other.statistic));
  expect(one.p).toBeCloseTo(other.p, 9);
}
