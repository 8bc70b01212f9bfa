import type { SignOnRefusal } from '#shared/contract/single-sign-on.ts';

/** The screen's address (client/paths.ts). */
export const SIGN_IN = '/aanmelden';

export function signInBecause(reason: SignOnRefusal): string {
  return `${SIGN_IN}?reden=${reason}`;
}
