import { buildEndSessionUrl } from 'openid-client';
import type { Provider } from './provider.ts';

/**
 * Where a browser goes to sign out at the provider too; undefined where that cannot be done. By client id, not by the ID token: keeping
 * one for hours, to put it into an address in the end, would hold personal data for a hint.
 *
 * @param afterwards where the provider leads back to; it must know the address
 */
export async function leaveProvider(provider: Provider, afterwards: string): Promise<string | undefined> {
  const configuration = await provider.configuration();
  if (!configuration.serverMetadata().end_session_endpoint) return undefined;
  return buildEndSessionUrl(configuration, { post_logout_redirect_uri: afterwards }).href;
}
