import { describe, expect, it } from 'vitest';
import {
  binomialChance,
  binomialDensity,
  binomialLowerTail,
  binomialUpperTail,
  chiSquareTail,
  normalQuantile,
  normalTail,
} from '#shared/figures/distributions.ts';

// The values on the right were computed with 40 digits (mpmath: incomplete gamma, erfc, exact sums).
const DIGITS = 1e-12;

describe('The tails of the distributions, to twelve digits also where they are very small', () => {
  it.each([
    [0.001, 1, 0.9747728793699604],
    [1, 1, 0.3173105078629141],
    [3.841458820694124, 1, 0.05000000000000006],
    [10.3267419548856, 1, 0.0013111645203555116],
    [50, 1, 1.537459794428035e-12],
    [700, 1, 2.9902269751246203e-154],
    [0.5, 2, 0.7788007830714049],
    [9.21, 2, 0.010001702004705482],
    [0.1, 3, 0.9918374237318764],
    [7.81, 3, 0.05010605635000593],
    [30, 3, 1.3800570312932547e-6],
    [4.5, 4, 0.3425474798260591],
    [20, 5, 0.0012497305630313753],
    [11.07, 5, 0.05000961862240549],
    [60, 10, 3.624300952061488e-9],
    [3, 11, 0.9907258863657353],
    [0, 1, 1],
    [0, 0, 1],
    [2000, 1, 0],
  ])('chi-square above %d with %d degrees of freedom', (x, df, expected) => {
    expectDigits(chiSquareTail(x, df), expected);
  });

  it.each([
    [0, 0.5],
    [0.3, 0.3820885778110474],
    [1, 0.15865525393145705],
    [1.959963984540054, 0.025000000000000015],
    [2.8, 0.002555130330427933],
    [2.9, 0.001865813300384038],
    [4, 3.1671241833119924e-5],
    [8, 6.220960574271784e-16],
    [-1.5, 0.9331927987311419],
    [20, 2.7536241186062337e-89],
  ])('normal above %d', (z, expected) => {
    expectDigits(normalTail(z), expected);
  });

  it.each([
    [0.5, 0.6744897501960817],
    [0.8, 1.2815515655446006],
    [0.9, 1.6448536269514726],
    [0.95, 1.9599639845400543],
    [0.99, 2.575829303548901],
    [0.999, 3.290526731491895],
    [0.999999, 4.89163847569859],
  ])('normal within, at level %d', (level, expected) => {
    expect(Math.abs(normalQuantile(level) / expected - 1)).toBeLessThan(level > 0.9999 ? 1e-11 : 1e-14);
  });

  it.each([
    [1, 1, 0.5, 0.5, 0.5],
    [3, 10, 0.3, 0.266827932, 0.6172172135999999],
    [5, 40, 0.3, 0.006057157240466399, 0.9974391039290922],
    [8, 300, 0.02, 0.1039506904555151, 0.2546177930657063],
    [10, 10, 0.2, 1.0240000000000006e-7, 1.0240000000000006e-7],
    [24, 120, 0.3333333333333333, 0.0004793431707117445, 0.9995683258084128],
    [60, 120, 0.3333333333333333, 6.198595860746536e-5, 0.0001187884357489573],
    [500, 1000, 0.5, 0.025225018178360804, 0.5126125090891804],
    [5000, 15000, 0.3333333333333333, 0.006909748631897229, 0.5030710221395904],
    [5200, 15000, 0.3333333333333333, 1.7637076778269547e-5, 0.00028530664960272435],
    [2, 100000, 1e-5, 0.18394064028968904, 0.2642411176540497],
    [20, 100000, 1e-5, 1.5095252291232525e-19, 1.5848079562395264e-19],
  ])('binomial: %d of %d with chance %d', (k, n, p, density, upper) => {
    expectDigits(binomialDensity(k, n, p), density);
    expectDigits(binomialUpperTail(k, n, p), upper);
    expect(binomialLowerTail(k - 1, n, p)).toBeCloseTo(1 - upper, 12);
  });

  it('binomial: certain things are certain', () => {
    expect([
      binomialDensity(0, 5, 0),
      binomialDensity(1, 5, 0),
      binomialDensity(5, 5, 1),
      binomialDensity(4, 5, 1),
      binomialDensity(6, 5, 0.5),
    ]).toEqual([1, 0, 1, 0, 0]);
    expect([binomialUpperTail(0, 5, 0.3), binomialUpperTail(6, 5, 0.3), binomialLowerTail(5, 5, 0.3)]).toEqual([1, 0, 1]);
    expectDigits(binomialDensity(0, 5, 0.2), 0.32768);
  });

  it.each([
    [1, 1, 0.025, 0.025],
    [23, 120, 0.025, 0.12555172485646413],
    [24, 120, 0.975, 0.2735823827373199],
    [1, 120, 0.025, 0.00021095947812170912],
    [120, 120, 0.025, 0.9697270274225799],
    [5000, 15000, 0.025, 0.3257890134390227],
    [3, 40, 0.05, 0.020753601475701204],
  ])('binomial: the chance at which %d or more of %d have probability %d', (k, n, tail, expected) => {
    expectDigits(binomialChance(k, n, tail), expected);
  });
});

function expectDigits(computed: number, expected: number): void {
  expect(Math.abs(computed - expected)).toBeLessThanOrEqual(DIGITS * Math.abs(expected));
}
