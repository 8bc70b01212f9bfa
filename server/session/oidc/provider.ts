import * as client from 'openid-client';
import type { SignOnRefusal } from '#shared/contract/single-sign-on.ts';
import type { SingleSignOn } from './settings.ts';
import { SignOnRefused } from './sign-on-refused.ts';

/** The provider as each sign-on finds it. What it says of itself is asked once an hour; its keys with every sign-on. */
export type Provider = {
  /** @throws SignOnRefused provider-away */
  configuration(): Promise<client.Configuration>;
};

/** Seconds that each call to the provider may take. */
const PATIENCE = 5;

/** Milliseconds that what the provider says of itself is held for true. */
const KEPT = 60 * 60_000;

/** Asks the provider nothing yet: the server starts whether it answers or not. */
export function openProvider(settings: SingleSignOn, clock: () => Date): Provider {
  let known: { server: client.ServerMetadata; at: number } | undefined;
  let asking: Promise<client.ServerMetadata> | undefined;

  const ask = async () => {
    const found = await client.discovery(new URL(settings.issuer), settings.clientId, undefined, undefined, {
      timeout: PATIENCE,
      [client.customFetch]: fetchOrAway,
      execute: settings.isInsecure ? [client.allowInsecureRequests] : [],
    });
    known = { server: found.serverMetadata(), at: clock().getTime() };
    return known.server;
  };

  const serverMetadata = async () => {
    if (known && clock().getTime() - known.at < KEPT) return known.server;
    // One question at a time, however many come; the next one asks anew when it failed.
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    try {
      return await asking;
    } catch (error) {
      if (known) return known.server;
      throw new SignOnRefused('provider-away', codeOf(error), { cause: error });
    }
  };

  return {
    configuration: async () => {
      const server = await serverMetadata();
      const skew = Math.floor(clock().getTime() / 1000) - Math.floor(Date.now() / 1000);
      const metadata = { id_token_signed_response_alg: ALGORITHM, [client.clockSkew]: skew, [client.clockTolerance]: TOLERANCE };
      const configuration = new client.Configuration(server, settings.clientId, metadata, authenticationAt(server, settings.clientSecret));
      configuration.timeout = PATIENCE;
      configuration[client.customFetch] = fetchOrAway;
      if (settings.isInsecure) client.allowInsecureRequests(configuration);
      // The library trusts the connection that a token comes over; access.md wants its signature checked as well.
      client.enableNonRepudiationChecks(configuration);
      return configuration;
    },
  };
}

/** What the provider signs with; pinned, so that no token chooses for itself how it is checked. */
const ALGORITHM = 'RS256';

/** Seconds that the clocks of two servers may differ. */
const TOLERANCE = 30;

/** Basic is what OpenID Connect expects unless the provider says that it takes another way only. */
function authenticationAt({ token_endpoint_auth_methods_supported: methods }: client.ServerMetadata, secret: string): client.ClientAuth {
  return !methods || methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

class ProviderAway extends Error {
  override name = 'ProviderAway';
}

/** With the whole body, so that a provider that falls silent half-way counts as away too, and so does one that fails by itself. */
async function fetchOrAway(url: string, options: client.CustomFetchOptions): Promise<Response> {
  let status: number;
  let headers: Headers;
  let body: ArrayBuffer;
  try {
    // Of what the library sends here, only forms have a body.
    const response = await fetch(url, { ...options, body: options.body instanceof URLSearchParams ? options.body : null });
    ({ status, headers } = response);
    body = await response.arrayBuffer();
  } catch (error) {
    throw new ProviderAway('unreachable', { cause: error });
  }
  if (status >= 500) throw new ProviderAway(`status ${status}`);
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}

/** What stood in the way of a call: the provider is away, or it or its token is not as it must be. */
export function refusalOf(error: unknown): SignOnRefused {
  if (error instanceof SignOnRefused) return error;
  return new SignOnRefused(reasonOf(error), codeOf(error), { cause: error });
}

function reasonOf(error: unknown): SignOnRefusal {
  if (isAway(error)) return 'provider-away';
  return error instanceof client.AuthorizationResponseError ? (REASONS[error.error] ?? 'not-trusted') : 'not-trusted';
}

/** Of the errors with which a provider leads back here (RFC 6749, OpenID Connect), those that need no mending of settings. */
const REASONS: Record<string, SignOnRefusal> = {
  access_denied: 'cancelled',
  login_required: 'cancelled',
  interaction_required: 'cancelled',
  consent_required: 'cancelled',
  server_error: 'provider-away',
  temporarily_unavailable: 'provider-away',
};

function isAway(error: unknown): boolean {
  return error instanceof ProviderAway || (error instanceof Error && error.cause !== undefined && isAway(error.cause));
}

/** By code only: what else an error says may quote the token, and an error that comes in an address is anybody's text. */
function codeOf(error: unknown): string | undefined {
  const isOfProvider = error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError;
  const code = isOfProvider ? error.error : error instanceof client.ClientError ? error.code : undefined;
  return code && /^\w{1,60}$/.test(code) ? code : undefined;
}
