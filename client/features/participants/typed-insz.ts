import { inszDigits, isInsz } from '#shared/codes/insz-check.ts';

/** What was typed, as far as it is an INSZ: nothing of one goes into an address, also not while it is half typed. */
export function typedInsz(search: string): { kind: 'none' | 'half' | 'wrong' } | { kind: 'whole'; insz: string } {
  const digits = inszDigits(search);
  if (!/^\d{9,11}$/u.test(digits)) return { kind: 'none' };
  if (digits.length < 11) return { kind: 'half' };
  return isInsz(digits) ? { kind: 'whole', insz: digits } : { kind: 'wrong' };
}
