import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { keyRing, type Secrets } from '#server/keys.ts';

/** Seconds that an access token holds. */
export const ACCESS_TOKEN_LIFETIME = 600;

export type TokenKeys = {
  readonly keyId: string;
  readonly signingKey: KeyObject;
  /** By key id: the newest, and those of before, whose tokens hold until they expire. */
  readonly verifyingKeys: ReadonlyMap<string, KeyObject>;
  readonly issuer: string;
};

export function tokenKeys({ origin, ...secrets }: Secrets & { origin: string }): TokenKeys {
  const { newest, all } = keyRing(secrets, 'access token');
  // As objects: given bytes, jsonwebtoken tries with every token whether they are a public key, which takes half a millisecond.
  const verifyingKeys = new Map(all.map(({ id, bytes }) => [id, createSecretKey(bytes)]));
  return { keyId: newest.id, signingKey: createSecretKey(newest.bytes), verifyingKeys, issuer: origin };
}

export function signAccessToken(keys: TokenKeys, { userId, sessionId }: { userId: string; sessionId: string }, now: Date): string {
  const issuedAt = secondsOf(now);
  const claims = { sub: userId, sid: sessionId, typ: TYPE, iat: issuedAt, exp: issuedAt + ACCESS_TOKEN_LIFETIME };
  return jwt.sign(claims, keys.signingKey, { algorithm: ALGORITHM, keyid: keys.keyId, issuer: keys.issuer, audience: AUDIENCE });
}

/** Whom the token names, or undefined where it is not one of ours, has expired or is of another type. */
export function readAccessToken(keys: TokenKeys, token: string, now: Date): { userId: string; sessionId: string } | undefined {
  try {
    const key = keys.verifyingKeys.get(jwt.decode(token, { complete: true })?.header.kid ?? '');
    if (!key) return undefined;
    const payload = jwt.verify(token, key, {
      algorithms: [ALGORITHM],
      issuer: keys.issuer,
      audience: AUDIENCE,
      clockTimestamp: secondsOf(now),
    });
    const claims = Claims.safeParse(payload);
    return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : undefined;
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
