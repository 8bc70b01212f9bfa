import type { Dependencies } from '#server/http/dependencies.ts';
import type { SignedIn, User } from '#shared/contract/session.ts';
import { Role } from '#shared/permissions.ts';
import { type AccountThrottle, accountThrottle } from './account-throttle.ts';
import { ACCESS_TOKEN_LIFETIME, deriveKey, signAccessToken, type TokenKeys, tokenKeys } from './tokens.ts';

/** What the deeds of a session share for as long as the application runs. */
export type SessionService = {
  readonly keys: TokenKeys;
  readonly successorKey: Buffer;
  readonly throttle: AccountThrottle;
};

/** A session as its deeds answer it: what goes into the body, and what into the cookie. */
export type Granted = { readonly signedIn: SignedIn; readonly refreshToken: string };

export function sessionService({ config, signInLimits, clock }: Dependencies): SessionService {
  return {
    keys: tokenKeys(config),
    successorKey: deriveKey(config.secret, 'refresh token'),
    throttle: accountThrottle(signInLimits, clock),
  };
}

type StoredUser = { id: string; name: string; role: string; municipalities: { municipalityCode: string }[] };

export function signedInAs(user: StoredUser, sessionId: string, keys: TokenKeys, now: Date): SignedIn {
  const accessToken = signAccessToken(keys, { userId: user.id, sessionId }, now);
  return { accessToken, expiresIn: ACCESS_TOKEN_LIFETIME, user: userOf(user) };
}

function userOf({ id, name, role, municipalities }: StoredUser): User {
  return { id, name, role: Role.parse(role), municipalities: municipalities.map(({ municipalityCode }) => municipalityCode) };
}
