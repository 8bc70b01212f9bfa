import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import jwt from 'jsonwebtoken';
import type { SingleSignOn } from '#server/session/oidc/settings.ts';
import { colleague, SETTINGS } from './openid-provider.ts';

export type Claims = Record<string, unknown>;

/** A provider that says whatever the test wants, for what no honest one says. */
export type ForgingProvider = {
  readonly settings: SingleSignOn;
  readonly issuer: string;
  /** What the token endpoint answers to the next question. */
  answer: (response: ServerResponse) => void;
  /** An ID token of these claims, signed as it should be unless told otherwise. */
  sign(claims: Claims, options?: { key?: KeyObject; algorithm?: jwt.Algorithm; kid?: string }): string;
  /** The public key as anybody can have it. */
  readonly publicKey: string;
  /** How often the token endpoint was asked. */
  readonly asked: () => number;
  jwks: (response: ServerResponse) => void;
  close(): Promise<void>;
};

const KID = 'the-key';

export async function startForgingProvider(): Promise<ForgingProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let questions = 0;
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The forging provider listens on no port');
  const issuer = `http://127.0.0.1:${address.port}`;

  // Without `alg`: the key itself would do for other algorithms too.
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig' }] };
  const forging: ForgingProvider = {
    settings: { ...SETTINGS, issuer },
    issuer,
    answer: (response) => sendJson(response, { error: 'invalid_grant' }, 400),
    jwks: (response) => sendJson(response, keys),
    sign: (claims, { key = privateKey, algorithm = 'RS256', kid = KID } = {}) =>
      jwt.sign(claims, key, { algorithm, keyid: kid, noTimestamp: claims.iat === undefined }),
    publicKey: String(publicKey.export({ format: 'pem', type: 'spki' })),
    asked: () => questions,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    await text(request);
    if (request.url === '/.well-known/openid-configuration') {
      return sendJson(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        end_session_endpoint: `${issuer}/end`,
        response_types_supported: ['code'],
        // More than we take, so that it is we who pin it.
        id_token_signing_alg_values_supported: ['RS256', 'RS512', 'HS256', 'none'],
      });
    }
    if (request.url === '/keys') return forging.jwks(response);
    questions++;
    forging.answer(response);
  };
  return forging;
}

/**
 * What an honest provider says of a colleague who was led to it.
 *
 * @param asked the query with which they were
 * @param now by the clock of who will read it
 */
export function honestClaims({ issuer }: ForgingProvider, asked: URLSearchParams, now: Date): Claims {
  const seconds = Math.floor(now.getTime() / 1000);
  const { accountId, methods, claims } = colleague();
  return {
    ...claims,
    ...{ iss: issuer, aud: SETTINGS.clientId, sub: accountId, nonce: asked.get('nonce'), amr: methods, iat: seconds, exp: seconds + 300 },
  };
}

/** The answer of the token endpoint. */
export function giveOut(response: ServerResponse, idToken: string | undefined): void {
  sendJson(response, { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: idToken });
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** A token put together by hand, as no library makes it. */
export function forgeToken(header: object, claims: object, secret?: string): string {
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${secret === undefined ? '' : createHmac('sha256', secret).update(content).digest('base64url')}`;
}
