import { fingerprintOf, newToken } from './refresh-tokens.ts';
import type { NewLink } from './setup-store.ts';

const HOUR = 60 * 60_000;

/** Milliseconds that a link holds: over a weekend, or for who stands at the screen that printed it. */
export const LINK_LIFETIME = 72 * HOUR;
export const FIRST_LINK_LIFETIME = 24 * HOUR;

export type LinkMaking = { readonly origin: string; readonly now: Date; readonly randomBytes: (size: number) => Buffer };

/** A link as it is handed over, and as it is kept. The token stands behind the #, which no browser sends and no server logs. */
export function newSetupLink({ origin, now, randomBytes }: LinkMaking, lifetime: number): { address: string; kept: NewLink } {
  const token = newToken(randomBytes);
  const kept = { hash: fingerprintOf(token), createdAt: now, expiresAt: new Date(now.getTime() + lifetime) };
  return { address: `${origin}/instellen#${token}`, kept };
}
