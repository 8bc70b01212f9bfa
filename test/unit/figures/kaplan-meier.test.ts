import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, restrictedMean, survivalQuantile } from '#shared/figures/kaplan-meier.ts';
import { riskSets } from '#shared/figures/risk-sets.ts';
import { arbitraryExits } from '../../setup/observed.ts';

const population = arbitraryExits.map((exits) => riskSets(count(exits), exits));
const BANDS = ['log-log', 'log', 'plain'] as const;

describe('The Kaplan–Meier curve', () => {
  it('comes down from 1 within its limits, and never holds anything but numbers and nulls', () => {
    fc.assert(
      fc.property(population, fc.constantFrom(...BANDS), fc.constantFrom(0.5, 0.9, 0.95, 0.999), (days, band, level) => {
        let last = 1;
        for (const { estimate, se, lower, upper } of kaplanMeier(days, { band, level })) {
          expect(estimate).toBeLessThanOrEqual(last);
          expect(estimate).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(se)).toBe(true);
          expect(lower === null).toBe(upper === null);
          expect(lower ?? 0).toBeGreaterThanOrEqual(0);
          expect(lower ?? estimate).toBeLessThanOrEqual(estimate);
          expect(upper ?? estimate).toBeGreaterThanOrEqual(estimate);
          expect(upper ?? 1).toBeLessThanOrEqual(1);
          last = estimate;
        }
      }),
    );
  });

  it('is the share still waiting, with its binomial variance, as long as nobody is censored', () => {
    const [first, second, third] = kaplanMeier(
      riskSets(10, [
        { day: 3, events: 2, censored: 0 },
        { day: 5, events: 3, censored: 0 },
        { day: 8, events: 5, censored: 0 },
      ]),
    );
    expect(first).toMatchObject({ day: 3, estimate: 0.8, atRisk: 10, events: 2 });
    expect(first?.se).toBeCloseTo(Math.sqrt(0.016), 15);
    expect(second?.estimate).toBeCloseTo(0.5, 15);
    expect(second?.se).toBeCloseTo(Math.sqrt(0.025), 15);
    expect(third).toMatchObject({ estimate: 0, se: 0, lower: null, upper: null });
  });

  it('has no log-log interval before the first event, and a log interval of 1', () => {
    const days = riskSets(4, [{ day: 2, events: 0, censored: 1 }]);
    expect(kaplanMeier(days)).toMatchObject([{ estimate: 1, se: 0, lower: null, upper: null }]);
    expect(kaplanMeier(days, { band: 'log' })).toMatchObject([{ estimate: 1, se: 0, lower: 1, upper: 1 }]);
  });

  it('keeps its digits where one of a hundred million has the event', () => {
    const [point] = kaplanMeier([{ day: 1, atRisk: 1e8, events: 1, censored: 0 }]);
    // 1 − exp(−H exp(±z)), H = −log(1 − 1e-8), the standard error being 1e-8 in the limit.
    expect((1 - (point?.lower ?? 0)) * 1e8).toBeCloseTo(Math.exp(1.959963984540054), 6);
    expect((1 - (point?.upper ?? 0)) * 1e8).toBeCloseTo(Math.exp(-1.959963984540054), 6);
  });

  it('takes persons who come late into account', () => {
    const [, second] = kaplanMeier([
      { day: 1, atRisk: 2, events: 1, censored: 0 },
      { day: 2, atRisk: 4, events: 1, censored: 3 },
    ]);
    expect(second?.estimate).toBe(0.375);
  });

  it('is refused where days do not ascend or counts cannot be', () => {
    const day = { day: 2, atRisk: 5, events: 1, censored: 0 };
    expect(() => kaplanMeier([day, day])).toThrow('ascend');
    expect(() => kaplanMeier([{ ...day, events: 6 }])).toThrow('6 events');
    expect(() => kaplanMeier([{ ...day, censored: -1 }])).toThrow('-1 censored');
    expect(() => kaplanMeier([day], { level: 1 })).toThrow('level');
  });
});

describe('A quantile of the curve', () => {
  it('is the usual median of the days if nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 40 }), (days) => {
        const exits = days.map((day) => ({ day, events: 1, censored: 0 }));
        const sorted = days.toSorted((a, b) => a - b);
        const middle = ((sorted[Math.floor((days.length - 1) / 2)] ?? 0) + (sorted[Math.floor(days.length / 2)] ?? 0)) / 2;
        expect(survivalQuantile(kaplanMeier(riskSets(days.length, exits))).day).toBe(middle);
      }),
    );
  });

  it('lies in the middle of a last step at exactly that height', () => {
    const exits = [
      { day: 10, events: 2, censored: 0 },
      { day: 30, events: 0, censored: 2 },
    ];
    expect(survivalQuantile(kaplanMeier(riskSets(4, exits))).day).toBe(20);
  });

  it('is missing where the curve does not come down so far, and 0 for nobody', () => {
    const curve = kaplanMeier(riskSets(10, [{ day: 10, events: 4, censored: 0 }]));
    expect(survivalQuantile(curve)).toEqual({ day: null, lower: 10, upper: null });
    expect(survivalQuantile(curve, 0)).toEqual({ day: 0, lower: 0, upper: 0 });
    expect(survivalQuantile([])).toEqual({ day: null, lower: null, upper: null });
  });
});

describe('The restricted mean', () => {
  it('is the mean of the days, cut off at the horizon, with its standard error, if nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }), fc.nat(50), (days, horizon) => {
        const exits = days.map((day) => ({ day, events: 1, censored: 0 }));
        const cut = days.map((day) => Math.min(day, horizon));
        const mean = cut.reduce((sum, day) => sum + day, 0) / cut.length;
        const variance = cut.reduce((sum, day) => sum + (day - mean) ** 2, 0) / cut.length ** 2;
        const restricted = restrictedMean(kaplanMeier(riskSets(days.length, exits)), horizon);
        expect(restricted.days).toBeCloseTo(mean, 10);
        expect(restricted.se ** 2).toBeCloseTo(variance, 10);
      }),
    );
  });

  it('is the horizon as long as nothing has happened', () => {
    expect(restrictedMean([], 365)).toEqual({ days: 365, se: 0 });
  });
});

function count(exits: readonly { events: number; censored: number }[]): number {
  return exits.reduce((sum, { events, censored }) => sum + events + censored, 0);
}
