import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonRateRatio, uChart } from '#shared/figures/signal.ts';

describe('The ratio of two rates', () => {
  // Computed with 30 digits by the rule of R's poisson.test; the first is R's own (test/fixtures/r/rate_ratio.csv).
  it.each([
    [23, 4, 97, 8, 0.4742268041237113, 0.2871564354926665, 0.753237190937757, 0.0009044807938938176],
    [0, 4, 12, 8, 0, 0, 0.7197876345754084, 0.011562901620311568],
    [5, 4, 0, 8, null, 1.8327117146309193, null, 0.00411522633744856],
    [10, 4, 20, 8, 1, 0.41801193004766574, 2.23836608848841, 1],
    [11, 4, 20, 8, 1.1, 0.47606706135301463, 2.4082419829531387, 0.8494135701915169],
    [40, 4, 60, 8, 1.3333333333333333, 0.8706544893834215, 2.022452117587093, 0.16809202939892692],
    [3, 1, 1, 3, 9, 0.7226406834877853, 472.476264824429, 0.05078125],
    [0, 4, 1, 8, 0, 0, 78, 1],
    [1, 4, 0, 8, null, 0.05128205128205128, null, 0.3333333333333333],
    [7, 4, 30, 8, 0.4666666666666667, 0.17301813993528065, 1.0842892059196831, 0.07976836002556954],
  ])('%d in %d quarters against %d in %d', (count, quarters, countBefore, quartersBefore, rateRatio, lower, upper, p) => {
    const computed = poissonRateRatio({ count, quarters }, { count: countBefore, quarters: quartersBefore });
    const expected = { rateRatio, lower, upper, p };
    for (const figure of ['rateRatio', 'lower', 'upper', 'p'] as const) {
      const value = expected[figure];
      if (value === null) expect(computed[figure], figure).toBeNull();
      else expect(Math.abs((computed[figure] ?? Number.NaN) - value), figure).toBeLessThanOrEqual(1e-11 * value);
    }
  });

  it('counts what is exactly as unlikely on the other side', () => {
    const { p } = poissonRateRatio({ count: 3, quarters: 4 }, { count: 7, quarters: 4 });
    // Of 10: 0 to 3, or 7 to 10.
    expect(p).toBeCloseTo((2 * (1 + 10 + 45 + 120)) / 1024, 14);
  });

  it('says nothing where nothing happened at all', () => {
    expect(poissonRateRatio({ count: 0, quarters: 4 }, { count: 0, quarters: 8 })).toEqual({
      rateRatio: null,
      lower: 0,
      upper: null,
      p: 1,
    });
  });

  it('turned around is its inverse, with the same probability', () => {
    const count = fc.record({ count: fc.integer({ min: 1, max: 5000 }), quarters: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(count, count, (recent, before) => {
        const there = poissonRateRatio(recent, before);
        const back = poissonRateRatio(before, recent);
        expect((there.rateRatio ?? 0) * (back.rateRatio ?? 0)).toBeCloseTo(1, 10);
        expect(there.lower * (back.upper ?? 0)).toBeCloseTo(1, 9);
        expect((there.upper ?? 0) * back.lower).toBeCloseTo(1, 9);
        expect(there.p).toBeCloseTo(back.p, 9);
        expect(there.lower).toBeLessThan(there.rateRatio ?? 0);
        expect(there.upper).toBeGreaterThan(there.rateRatio ?? 0);
      }),
    );
  });

  it('is refused for what is no count', () => {
    expect(() => poissonRateRatio({ count: 1.5, quarters: 4 }, { count: 1, quarters: 8 })).toThrow('A count of 1.5');
    expect(() => poissonRateRatio({ count: 1, quarters: 4 }, { count: -1, quarters: 8 })).toThrow('A count of -1');
    expect(() => poissonRateRatio({ count: 1, quarters: 0 }, { count: 1, quarters: 8 })).toThrow('in 0 quarters');
  });
});

describe('The u-chart', () => {
  it('marks the quarters beyond three standard deviations of a Poisson count', () => {
    expect(uChart([7, 8, 24, 25, 32, 33], [15, 16, 17, 16])).toEqual({
      centre: 16,
      lower: 4,
      upper: 28,
      signals: [null, null, null, null, 'high', 'high'],
    });
    expect(uChart([3, 4, 28, 29], [16]).signals).toEqual(['low', null, null, 'high']);
  });

  it('has no limit under 0, and needs a baseline', () => {
    expect(uChart([0, 9], [2, 1])).toMatchObject({ centre: 1.5, lower: 0, signals: [null, 'high'] });
    expect(uChart([0, 1], [0, 0])).toEqual({ centre: 0, lower: 0, upper: 0, signals: [null, 'high'] });
    expect(() => uChart([1], [])).toThrow('No baseline');
  });
});
