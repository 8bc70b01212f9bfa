/** Whether eleven digits carry the check of either century. Apart from the schema, for the screen that must not bring zod along. */
export function isInsz(digits: string): boolean {
  if (!/^\d{11}$/u.test(digits)) return false;
  const body = digits.slice(0, 9);
  const check = Number(digits.slice(9));
  return check === 97 - (Number(body) % 97) || check === 97 - (Number(`2${body}`) % 97);
}

/** As people type it: with points, dashes or spaces between. */
export function inszDigits(typed: string): string {
  return typed.replace(/[\s.-]/gu, '');
}
