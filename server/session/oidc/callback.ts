import { finishSingleSignOn } from '#shared/contract/single-sign-on.ts';

/** The redirect URI, as it is registered with the provider. */
export function callbackOf(origin: string): string {
  return `${origin}/api${finishSingleSignOn.path}`;
}
