import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { Dependencies } from '#server/http/dependencies.ts';
import { ATTEMPT_LIFETIME, type Attempt } from './attempt.ts';
import { callbackOf } from './callback.ts';
import { ownPlace } from './own-place.ts';
import type { Provider } from './provider.ts';
import type { SingleSignOn } from './settings.ts';

/**
 * Where a browser goes to sign in at the provider, and what it must bring back.
 *
 * @param to where to go afterwards, as the caller asks
 * @param replaced the refresh token that the browser has now
 * @throws SignOnRefused provider-away
 */
export async function startSignOn(
  { config, clock, randomBytes }: Dependencies,
  { scopes }: SingleSignOn,
  provider: Provider,
  { to, replaced }: { to: string | undefined; replaced: string | undefined },
): Promise<{ address: string; attempt: Attempt }> {
  const configuration = await provider.configuration();
  const random = () => randomBytes(32).toString('base64url');
  const attempt: Attempt = {
    state: random(),
    nonce: random(),
    verifier: random(),
    place: ownPlace(to, config.origin),
    ...(replaced !== undefined && { replaced }),
    expiresAt: clock().getTime() + ATTEMPT_LIFETIME,
  };
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(config.origin),
    scope: scopes,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, attempt };
}
