import { createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Seconds that an access token holds. */
export const ACCESS_TOKEN_LIFETIME = 600;

export type TokenKeys = { readonly keyId: string; readonly signingKey: KeyObject; readonly issuer: string };

/** @param secret DOORSTROOM_SECRET; each use of it gets a key of its own, so that none can stand in for another */
export function tokenKeys({ secret, origin }: { secret: string; origin: string }): TokenKeys {
  const key = deriveKey(secret, 'access token');
  // As an object: given bytes, jsonwebtoken tries with every token whether they are a public key, which takes half a millisecond.
  return { signingKey: createSecretKey(key), keyId: createHash('sha256').update(key).digest('hex').slice(0, 16), issuer: origin };
}

export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `doorstroom ${purpose}`, 32));
}

export function signAccessToken(keys: TokenKeys, { userId, sessionId }: { userId: string; sessionId: string }, now: Date): string {
  const issuedAt = secondsOf(now);
  const claims = { sub: userId, sid: sessionId, typ: TYPE, iat: issuedAt, exp: issuedAt + ACCESS_TOKEN_LIFETIME };
  return jwt.sign(claims, keys.signingKey, { algorithm: ALGORITHM, keyid: keys.keyId, issuer: keys.issuer, audience: AUDIENCE });
}

/** Whom the token names, or undefined where it is not one of ours, has expired or is of another type. */
export function readAccessToken(keys: TokenKeys, token: string, now: Date): { userId: string; sessionId: string } | undefined {
  try {
    const { header, payload } = jwt.verify(token, keys.signingKey, {
      algorithms: [ALGORITHM],
      issuer: keys.issuer,
      audience: AUDIENCE,
      clockTimestamp: secondsOf(now),
      complete: true,
    });
    const claims = Claims.safeParse(payload);
    return header.kid === keys.keyId && claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : undefined;
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const ALGORITHM = 'HS256';
const AUDIENCE = 'doorstroom-api';
const TYPE = 'access';

const Claims = z.object({ sub: z.uuid(), sid: z.uuid(), typ: z.literal(TYPE), exp: z.number() });

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
