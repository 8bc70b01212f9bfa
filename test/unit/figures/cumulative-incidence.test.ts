import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOccupation } from '#shared/figures/aalen-johansen.ts';
import { cumulativeIncidence } from '#shared/figures/cumulative-incidence.ts';
import { kaplanMeier } from '#shared/figures/kaplan-meier.ts';
import { competingRiskSets, riskSets } from '#shared/figures/risk-sets.ts';
import { arbitraryExits } from '../../setup/observed.ts';

type Exits = readonly { day: number; events: number; competing: number; censored: number }[];

describe('The cumulative incidence', () => {
  it('is what the Kaplan–Meier curve lacks of 1, with its standard error and limits, if nothing competes', () => {
    fc.assert(
      fc.property(arbitraryExits, (exits) => {
        const alone = exits.map((exit) => ({ ...exit, competing: 0 }));
        const curve = kaplanMeier(riskSets(count(alone), alone));
        for (const [i, point] of cumulativeIncidence(competingRiskSets(count(alone), alone)).entries()) {
          expect(point.estimate).toBeCloseTo(1 - (curve[i]?.estimate ?? 0), 12);
          expect(point.se).toBeCloseTo(curve[i]?.se ?? Number.NaN, 7);
          expect(point.se ** 2).toBeCloseTo((curve[i]?.se ?? Number.NaN) ** 2, 14);
          if (curve[i]?.lower === null) continue;
          expect(point.upper).toBeCloseTo(1 - (curve[i]?.lower ?? 0), 7);
          expect(point.lower).toBeCloseTo(1 - (curve[i]?.upper ?? 0), 7);
        }
      }),
    );
  });

  it('is the probability of its state in the process of three states, with the same variance', () => {
    fc.assert(
      fc.property(arbitraryExits, (exits) => {
        const later = exits.map((exit) => ({ ...exit, day: exit.day + 1 }));
        const days = competingRiskSets(count(later), later);
        const { probability, se } = stateOccupation({
          states: ['waiting', 'event', 'other'],
          initial: [count(later), 0, 0],
          days: days.map(({ day, atRisk, events, competing }) => ({
            day,
            atRisk: [atRisk, 0, 0],
            transitions: [
              { from: 0, to: 1, count: events },
              { from: 0, to: 2, count: competing },
            ],
          })),
        });
        for (const [i, point] of cumulativeIncidence(days).entries()) {
          expect(point.estimate).toBeCloseTo(probability[i + 1]?.[1] ?? Number.NaN, 12);
          expect(point.se ** 2).toBeCloseTo((se[i + 1]?.[1] ?? Number.NaN) ** 2, 14);
        }
      }),
    );
  });

  it('rises within its limits from 0 to at most 1, and adds up over the causes', () => {
    fc.assert(
      fc.property(arbitraryExits, fc.constantFrom(0.5, 0.95, 0.999), (exits, level) => {
        const days = competingRiskSets(count(exits), exits);
        const others = cumulativeIncidence(days.map((day) => ({ ...day, events: day.competing, competing: day.events })));
        const together = kaplanMeier(
          days.map(({ day, atRisk, events, competing, censored }) => ({ day, atRisk, events: events + competing, censored })),
        );
        let last = 0;
        for (const [i, { estimate, se, lower, upper }] of cumulativeIncidence(days, { level }).entries()) {
          expect(estimate).toBeGreaterThanOrEqual(last);
          expect(Number.isFinite(se)).toBe(true);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(estimate);
          expect(upper).toBeGreaterThanOrEqual(estimate);
          expect(upper).toBeLessThanOrEqual(1);
          expect(estimate + (others[i]?.estimate ?? 0) + (together[i]?.estimate ?? 0)).toBeCloseTo(1, 12);
          last = estimate;
        }
      }),
    );
  });

  it('keeps its digits where one of a hundred million has the event', () => {
    const [point] = cumulativeIncidence([{ day: 1, atRisk: 1e8, events: 1, competing: 0, censored: 0 }]);
    // Computed with 40 digits.
    expect((point?.lower ?? 0) * 1e9).toBeCloseTo(1.4086349469832231, 9);
    expect((point?.upper ?? 0) * 1e8).toBeCloseTo(7.099071167742625, 9);
  });

  it('is refused where counts cannot be', () => {
    expect(() => cumulativeIncidence([{ day: 1, atRisk: 3, events: 2, competing: 2, censored: 0 }])).toThrow('of 3 at risk');
  });
});

describe('The persons at risk', () => {
  it('are those who have not left on an earlier day', () => {
    fc.assert(
      fc.property(arbitraryExits, fc.nat(20), (exits, staying) => {
        const persons = count(exits) + staying;
        const days = competingRiskSets(persons, exits);
        for (const [i, { day, atRisk }] of days.entries()) {
          expect(atRisk).toBe(persons - count(exits.filter((exit) => exit.day < day)));
          expect(day).toBeGreaterThan(days[i - 1]?.day ?? -1);
        }
        expect(count(days)).toBe(count(exits));
      }),
    );
  });

  it('include on day 0 those who leave on it', () => {
    expect(riskSets(5, [{ day: 0, events: 2, censored: 1 }])).toEqual([{ day: 0, atRisk: 5, events: 2, censored: 1 }]);
  });

  it('cannot be fewer than those who leave', () => {
    expect(() => riskSets(2, [{ day: 7, events: 2, censored: 1 }])).toThrow('More than 2 persons leave by day 7');
  });
});

function count(exits: Exits): number {
  return exits.reduce((sum, { events, competing, censored }) => sum + events + competing + censored, 0);
}
