import { addDays, addMonths, daysBetween, type PlainDate } from '#shared/plain-date.ts';
import { ageBoundsOf } from './milestones.ts';

/**
 * What takes the place of a birth date when a file is erased: a day that gives the same age class at every one of the referrals, so that
 * no figure changes, at present or as known before, and that depends on those classes only: whoever reads it learns nothing that they do not say.
 *
 * @param referrals every day on which a referral of the person was ever recorded; null where there is none, for then no figure asks
 */
export function erasedBirthDate(birthDate: PlainDate | null, referrals: readonly PlainDate[]): PlainDate | null {
  if (birthDate === null || referrals.length === 0) return null;
  let from: PlainDate | null = null;
  let until: PlainDate | null = null;
  for (const referredOn of referrals) {
    const { atLeast, under } = ageBoundsOf(birthDate, referredOn);
    if (under !== null) from = latest(from, addDays(bornBy(referredOn, under), 1));
    if (atLeast !== null) until = earliest(until, bornBy(referredOn, atLeast));
  }
  if (from !== null && until !== null) return addDays(from, Math.floor(daysBetween(from, until) / 2));
  // The youngest and the oldest class are open at one end: some years into it, within what a day may be.
  if (from !== null) return addMonths(from, 5 * 12);
  if (until !== null) return latest('1900-01-01', addMonths(until, -5 * 12));
  return null;
}

/** The last birth date of whoever has that age, or more, on a day. */
function bornBy(day: PlainDate, age: number): PlainDate {
  return addMonths(day, -12 * age);
}

function latest(one: PlainDate | null, other: PlainDate): PlainDate {
  return one !== null && one > other ? one : other;
}

function earliest(one: PlainDate | null, other: PlainDate): PlainDate {
  return one !== null && one < other ? one : other;
}
