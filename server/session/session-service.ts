import type { Dependencies } from '#server/http/dependencies.ts';
import { type KeyRing, keyRing } from '#server/keys.ts';
import { type SecretSeal, secretSeal } from '#server/seal.ts';
import type { SignedIn, User } from '#shared/contract/session.ts';
import { Role } from '#shared/permissions.ts';
import { type AccountThrottle, accountThrottle } from './account-throttle.ts';
import { ACCESS_TOKEN_LIFETIME, signAccessToken, type TokenKeys, tokenKeys } from './tokens.ts';

/** What the deeds of a session share for as long as the application runs. */
export type SessionService = {
  readonly keys: TokenKeys;
  readonly successorKeys: KeyRing;
  readonly throttle: AccountThrottle;
  readonly seal: SecretSeal;
};

/** A session as its deeds answer it: what goes into the body, and what into the cookie. */
export type Granted = { readonly signedIn: SignedIn; readonly refreshToken: string };

export function sessionService({ config, signInLimits, clock, randomBytes }: Dependencies): SessionService {
  return {
    keys: tokenKeys(config),
    successorKeys: keyRing(config, 'refresh token'),
    throttle: accountThrottle(signInLimits, clock),
    seal: secretSeal(config, randomBytes),
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
