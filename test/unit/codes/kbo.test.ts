import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKbo, kboDigits, kboText } from '#shared/codes/kbo.ts';
import { OrganisationBody } from '#shared/contract/organisations.ts';

const firstEight = fc.integer({ min: 0, max: 99_999_999 }).map((number) => String(number).padStart(8, '0'));

function withCheck(eight: string): string {
  return eight + String(97 - (Number(eight) % 97)).padStart(2, '0');
}

describe('An enterprise number', () => {
  it('holds for one that is published, however it is typed', () => {
    for (const typed of ['0566.988.259', '0566988259', ' 0566 988 259 ', 'BE 0566.988.259', 'be0566988259'])
      expect(isKbo(kboDigits(typed)), typed).toBe(true);
  });

  it('holds with one check out of a hundred, whatever its first eight digits', () => {
    const property = fc.property(firstEight, fc.integer({ min: 0, max: 99 }), (eight, check) => {
      const digits = eight + String(check).padStart(2, '0');
      return isKbo(digits) === (digits === withCheck(eight));
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('does not hold with a digit changed or two neighbours swapped', () => {
    const slip = fc.property(firstEight.map(withCheck), fc.nat(9), fc.nat(9), (right, place, digit) => {
      const changed = right.slice(0, place) + digit + right.slice(place + 1);
      const swapped = right.slice(0, place) + (right[place + 1] ?? '') + right[place] + right.slice(place + 2);
      return [changed, swapped].every((wrong) => wrong === right || !isKbo(wrong));
    });
    fc.assert(slip, { numRuns: 2_000 });
  });

  it('is kept as ten digits and shown with dots', () => {
    const body = OrganisationBody.parse({ name: 'De Demerkring', setting: 'social-economy', kbo: 'BE 0566.988.259' });
    expect(body.kbo).toBe('0566988259');
    expect(kboText('0566988259')).toBe('0566.988.259');
    const property = fc.property(firstEight.map(withCheck), (digits) => kboDigits(kboText(digits)) === digits);
    fc.assert(property);
  });

  it('is ten digits and nothing else', () => {
    for (const typed of ['', '566988259', '00566988259', '0566.988.25x', '０５６６９８８２５９', '0566.988.258', 'BE', 'NL 0566988259']) {
      const read = OrganisationBody.safeParse({ name: 'De Demerkring', setting: 'social-economy', kbo: typed });
      expect(read.success, typed).toBe(false);
    }
  });
});
