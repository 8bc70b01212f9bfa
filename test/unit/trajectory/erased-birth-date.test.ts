import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, PlainDate } from '#shared/plain-date.ts';
import { erasedBirthDate } from '#shared/trajectory/erased-birth-date.ts';
import { ageBoundsOf } from '#shared/trajectory/milestones.ts';

const births = fc.integer({ min: 0, max: 44_000 }).map((days) => addDays('1900-01-01', days));
const referrals = fc.array(
  fc.integer({ min: 0, max: 5_000 }).map((days) => addDays('2016-02-29', days)),
  { minLength: 1, maxLength: 4 },
);
const classesOf = (birthDate: string, days: readonly string[]) => days.map((day) => ageBoundsOf(birthDate, day).ageClass).join();

describe('The birth date of an erased file', () => {
  it('gives the age class of the real one at every referral, and is a day', () => {
    fc.assert(
      fc.property(births, referrals, (birthDate, days) => {
        const erased = erasedBirthDate(birthDate, days);
        expect(PlainDate.safeParse(erased).success).toBe(true);
        expect(classesOf(erased ?? '', days)).toBe(classesOf(birthDate, days));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same for everybody of these classes at these referrals', () => {
    const seen = new Map<string, string | null>();
    const days = ['2019-03-01', '2024-02-29'];
    for (let age = 0; age < 30_000; age += 7) {
      const birthDate = addDays('1930-01-01', age);
      const classes = classesOf(birthDate, days);
      const erased = erasedBirthDate(birthDate, days);
      expect(seen.get(classes) ?? erased).toBe(erased);
      seen.set(classes, erased);
    }
    expect(seen.size).toBeGreaterThan(7);
  });

  it('is not there where none was known, or no figure asks for one', () => {
    expect(erasedBirthDate(null, ['2020-01-01'])).toBeNull();
    expect(erasedBirthDate('1990-01-01', [])).toBeNull();
  });
});
