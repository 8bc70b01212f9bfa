/**
 * The number of an enterprise in the Crossroads Bank for Enterprises (domain.md, "Numbers and codes"): ten digits of which the last two
 * are the check. Apart from its schema, so that the screen can check without bringing zod along.
 */
export function isKbo(digits: string): boolean {
  return /^\d{10}$/u.test(digits) && Number(digits.slice(8)) === 97 - (Number(digits.slice(0, 8)) % 97);
}

/** The digits of a number as people write it: with dots or spaces, or as the VAT number `BE 0566.988.259`. */
export function kboDigits(typed: string): string {
  return typed.replace(/^\s*BE(?=[\s.]*\d)/iu, '').replace(/[\s.-]/gu, '');
}

/** `0566.988.259` */
export function kboText(digits: string): string {
  return `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`;
}
