import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Insz, MASKED_INSZ } from '#shared/codes/insz.ts';
import { isInsz } from '#shared/codes/insz-check.ts';

/** First nine digits with the check of their century. */
function withCheck(nine: string, century: 19 | 20): string {
  const check = 97n - (BigInt(century === 20 ? `2${nine}` : nine) % 97n);
  return nine + String(check).padStart(2, '0');
}

describe('An INSZ', () => {
  it('holds for the number that was published as a test, however it is typed', () => {
    for (const typed of ['93.05.18-223-61', '93051822361', '93 05 18 223 61', '93.05.18 223-61'])
      expect(Insz.parse(typed)).toBe('93051822361');
  });

  it('does not hold with a digit changed or two neighbours swapped', () => {
    const right = '93051822361';
    for (let place = 0; place < right.length; place += 1) {
      for (const digit of '0123456789') {
        if (digit === right[place]) continue;
        expect(isInsz(right.slice(0, place) + digit + right.slice(place + 1)), `digit ${digit} at ${place}`).toBe(false);
      }
      const swapped = right.slice(0, place) + (right[place + 1] ?? '') + right[place] + right.slice(place + 2);
      if (place < right.length - 1 && right[place] !== right[place + 1]) expect(isInsz(swapped), swapped).toBe(false);
    }
  });

  it('of somebody born from 2000 on is checked with a 2 before it', () => {
    expect(withCheck('010203004', 20)).not.toBe(withCheck('010203004', 19));
    expect(isInsz(withCheck('010203004', 20))).toBe(true);
    expect(isInsz(withCheck('010203004', 19))).toBe(true);
  });

  it('may be a BIS number: the month raised by 20 or by 40', () => {
    for (const nine of ['932518223', '934518223', '012203004', '014203004']) {
      expect(isInsz(withCheck(nine, 19))).toBe(true);
      expect(isInsz(withCheck(nine, 20))).toBe(true);
    }
  });

  it('is eleven digits and nothing else', () => {
    for (const typed of [
      '',
      '9305182236',
      '930518223610',
      '93051822x61',
      '９３０５１８２２３６１',
      '93/05/18-223-61',
      '93051822361\u0000',
    ]) {
      expect(Insz.safeParse(typed).success, typed).toBe(false);
    }
    // A check of 01 with a digit too many would read 001.
    const nine = Array.from({ length: 97 }, (_, serial) => `0102030${String(serial).padStart(2, '0')}`).find((digits) =>
      withCheck(digits, 19).endsWith('01'),
    );
    expect(isInsz(`${nine}01`)).toBe(true);
    expect(isInsz(`${nine}001`)).toBe(false);
    expect(Insz.safeParse('93.05.18-223-62').error?.issues[0]).toMatchObject({ code: 'custom', params: { code: 'insz.check' } });
  });

  it('is found out by one of two checks only: other last digits never hold', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), (nine) => {
        const right = new Set([withCheck(nine, 19), withCheck(nine, 20)]);
        for (let check = 0; check < 100; check += 1) {
          const number = nine + String(check).padStart(2, '0');
          expect(isInsz(number)).toBe(right.has(number));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('masked shows none of its digits', () => {
    expect(MASKED_INSZ).not.toMatch(/\d/);
  });
});
