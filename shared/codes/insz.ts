import { z } from 'zod';
import { inszDigits, isInsz } from './insz-check.ts';

/**
 * The Belgian identification number of social security: eleven digits YYMMDD, serial, check (domain.md, "Numbers and codes").
 * BIS numbers add 20 or 40 to the month; birth date and sex are never derived from the number here.
 */
export const Insz = z
  .string()
  .transform(inszDigits)
  .refine(isInsz, {
    message: 'eleven digits whose last two are the check: 97 − (the first nine, with a 2 before them from 2000 on, mod 97)',
    params: { code: 'insz.check' },
  });

/**
 * How a known INSZ shows until somebody says why they need it. Not even its birth part: that tells the birth date of whose birth date was
 * not given, and of a BIS number that it is one. Its check digits would be worse: with birth date and sex they leave five candidates.
 */
export const MASKED_INSZ = '••.••.••-•••-••';
