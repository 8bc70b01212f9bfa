import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ORIGIN, startTestApp, type TestApp } from '../setup/api.ts';
import {
  type Claims,
  type ForgingProvider,
  forgeToken,
  giveOut,
  honestClaims,
  sendJson,
  startForgingProvider,
} from '../setup/forging-provider.ts';
import { SETTINGS } from '../setup/openid-provider.ts';
import { openTestBrowser, type TestBrowser } from '../setup/test-browser.ts';

// What an honest provider never says. Each is one lie apart from an answer that signs somebody in.

let provider: ForgingProvider;
let api: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  provider = await startForgingProvider();
  api = await startTestApp({ mode: 'production', singleSignOn: provider.settings });
  await api.makeMunicipality('BEK');
});
beforeEach(() => {
  browser = openTestBrowser({ [ORIGIN]: api.url });
});
afterAll(async () => {
  await api.close();
  await provider.close();
});

/** Starts a sign-on and comes back with a code for which the provider gives out what `answer` makes of honest claims. */
async function comeBack(answer: (claims: Claims, response: ServerResponse) => void): Promise<string | null> {
  const { location } = await browser.open(`${ORIGIN}/api/session/oidc`);
  const asked = new URL(location ?? '').searchParams;
  const honest = honestClaims(provider, asked, api.clock.now());
  provider.answer = (response) => answer(honest, response);
  const back = new URLSearchParams({ code: 'a-code', state: asked.get('state') ?? '' });
  return (await browser.open(`${ORIGIN}/api/session/oidc/callback?${back}`)).location;
}

const NOT_TRUSTED = '/aanmelden?reden=not-trusted';
const AWAY = '/aanmelden?reden=provider-away';

it('an honest answer of this provider signs in, so that what follows fails for its lie alone', async () => {
  expect(await comeBack((claims, response) => giveOut(response, provider.sign(claims)))).toBe('/');
});

describe('an ID token is not trusted', () => {
  it.each<[string, (claims: Claims) => Claims]>([
    ['for another client', (claims) => ({ ...claims, aud: 'another' })],
    ['for no client', ({ aud: _, ...claims }) => claims],
    ['for several clients, given to another', (claims) => ({ ...claims, aud: [SETTINGS.clientId, 'another'], azp: 'another' })],
    ['of another issuer', (claims) => ({ ...claims, iss: 'https://authenticatie.vlaanderen.be/op' })],
    ['of no issuer', ({ iss: _, ...claims }) => claims],
    ['with the nonce of another attempt', (claims) => ({ ...claims, nonce: 'n'.repeat(43) })],
    ['without a nonce', ({ nonce: _, ...claims }) => claims],
    ['that expired', (claims) => ({ ...claims, exp: Number(claims.iat) - 60 })],
    ['that never expires', ({ exp: _, ...claims }) => claims],
    ['that nobody dated', ({ iat: _, ...claims }) => claims],
    ['that begins to count tomorrow', (claims) => ({ ...claims, nbf: Number(claims.iat) + 86_400 })],
    ['about nobody', ({ sub: _, ...claims }) => claims],
  ])('%s', async (_what, lie) => {
    expect(await comeBack((claims, response) => giveOut(response, provider.sign(lie(claims))))).toBe(NOT_TRUSTED);
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

  it.each<[string, (claims: Claims) => string | undefined]>([
    ['signed with a key of a stranger', (claims) => provider.sign(claims, { key: stranger })],
    ['signed with a key that nobody knows', (claims) => provider.sign(claims, { key: stranger, kid: 'another' })],
    ['signed by another algorithm than the pinned one', (claims) => provider.sign(claims, { algorithm: 'RS512' })],
    ['with alg none', (claims) => forgeToken({ alg: 'none' }, claims)],
    ['with alg none and a signature left over', (claims) => `${forgeToken({ alg: 'none' }, claims)}c2lnbmVk`],
    ['with HS256 under the public key', (claims) => forgeToken({ alg: 'HS256', kid: 'the-key' }, claims, provider.publicKey)],
    ['with HS256 under the client secret', (claims) => forgeToken({ alg: 'HS256' }, claims, SETTINGS.clientSecret)],
    [
      'changed after it was signed',
      (claims) => {
        const [header, , signature] = provider.sign(claims).split('.');
        const more = { ...claims, vo_orgcode: 'OVO009999', doorstroom_rol_3d: ['DoorstroomBeheerder:OVO009999'] };
        return [header, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.');
      },
    ],
    ['that is none', () => 'x'],
    ['that is not there', () => undefined],
  ])('%s', async (_what, lie) => {
    expect(await comeBack((claims, response) => giveOut(response, lie(claims)))).toBe(NOT_TRUSTED);
  });

  it('of somebody without a name that can be stored', async () => {
    const lie = (claims: Claims) => ({ ...claims, vo_id: 'a\u0000b', sub: 'a\u0000b' });
    expect(await comeBack((claims, response) => giveOut(response, provider.sign(lie(claims))))).toBe(NOT_TRUSTED);
  });
});

describe('a provider that', () => {
  it.each<[string, string, (response: ServerResponse) => void]>([
    ['fails', AWAY, (response) => sendJson(response, {}, 500)],
    ['hangs up', AWAY, (response) => void response.destroy()],
    ['falls silent half-way', AWAY, (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{')],
    ['says nothing that can be read', NOT_TRUSTED, (response) => void response.end('<html>')],
    ['leads elsewhere', NOT_TRUSTED, (response) => void response.writeHead(307, { Location: 'http://127.0.0.1:1/token' }).end()],
    ['knows our client no more', NOT_TRUSTED, (response) => sendJson(response, { error: 'invalid_client' }, 401)],
  ])('%s when the code is exchanged signs nobody in', async (_what, place, answer) => {
    expect(await comeBack((_claims, response) => answer(response))).toBe(place);
  });

  it('keeps its keys to itself signs nobody in', async () => {
    const { jwks } = provider;
    provider.jwks = (response) => sendJson(response, {}, 503);
    expect(await comeBack((claims, response) => giveOut(response, provider.sign(claims)))).toBe(AWAY);
    provider.jwks = jwks;
  });

  it('is not asked anything for an answer to no question', async () => {
    const before = provider.asked();
    await browser.open(`${ORIGIN}/api/session/oidc/callback?code=x&state=y`);
    expect(provider.asked()).toBe(before);
  });
});

it('nobody was made a user by a lie', async () => {
  expect(await api.db.user.count()).toBe(1);
});
