import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';
import { z } from 'zod';
import { deriveKey } from '#server/keys.ts';
import { openUnder, SEALING, sealUnder } from '#server/seal.ts';

/**
 * What a browser carries from the start of a sign-on to its end. It binds the answer of the provider to the browser that asked for it
 * (state, RFC 6749), to the token (nonce, OpenID Connect) and to us (PKCE, RFC 7636).
 */
export const Attempt = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go afterwards. */
  place: z.string(),
  /** The refresh token that the browser had: the cookie with it does not come along when another site leads back here. */
  replaced: z.string().optional(),
  expiresAt: z.int(),
});
export type Attempt = z.infer<typeof Attempt>;

/** Milliseconds: time for somebody who must find a phone first. */
export const ATTEMPT_LIFETIME = 10 * 60_000;

export type AttemptCookies = {
  /** @returns a Set-Cookie; undefined takes the cookie away */
  write(attempt: Attempt | undefined): string;
  /** @returns undefined where there is none, it is too old, or it was not made here */
  read(request: Request, now: Date): Attempt | undefined;
};

export function attemptCookies(
  { secret, origin }: { secret: string; origin: string },
  randomBytes: (size: number) => Buffer,
): AttemptCookies {
  const key = deriveKey(secret, 'single sign-on attempt');
  const isSecure = origin.startsWith('https:');
  const name = isSecure ? '__Host-doorstroom-sign-on' : 'doorstroom-sign-on';
  // Lax, unlike the refresh cookie: it must come along when the provider leads back here.
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;
  return {
    write: (attempt) =>
      attempt
        ? stringifySetCookie({
            name,
            value: seal(key, JSON.stringify(attempt), randomBytes),
            ...attributes,
            maxAge: ATTEMPT_LIFETIME / 1000,
          })
        : stringifySetCookie({ name, value: '', ...attributes, maxAge: 0 }),
    read(request, now) {
      const content = open(key, parseCookie(request.headers.cookie ?? '')[name] ?? '');
      const attempt = content === undefined ? undefined : Attempt.parse(JSON.parse(content));
      return attempt && attempt.expiresAt > now.getTime() ? attempt : undefined;
    },
  };
}

const NOTHING_MORE = new Uint8Array();

function seal(key: Buffer, content: string, randomBytes: (size: number) => Buffer): string {
  return sealUnder(key, Buffer.from(content), NOTHING_MORE, randomBytes).toString('base64url');
}

function open(key: Buffer, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= SEALING) return undefined;
  try {
    return openUnder(key, bytes, NOTHING_MORE).toString();
  } catch {
    return undefined;
  }
}
