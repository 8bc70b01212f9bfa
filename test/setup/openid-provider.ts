import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { callbackOf } from '#server/session/oidc/callback.ts';
import type { SingleSignOn } from '#server/session/oidc/settings.ts';
import { ORIGIN } from './api.ts';

/** Somebody at the provider, with claims as ACM/IDM gives them. */
export type Colleague = {
  accountId: string;
  /** How they signed in there (`amr`). */
  methods: string[];
  claims: Record<string, unknown>;
};

export type TestProvider = {
  readonly settings: SingleSignOn;
  /** Whoever comes is this person: the provider's own screens are not what is tested. Undefined declines. */
  visitor: Colleague | undefined;
  rotateKeys(): void;
  /** Nothing listens any more; `start` listens at the same address again. */
  stop(): Promise<void>;
  start(): Promise<void>;
};

const CLIENT = { id: 'doorstroom-test', secret: 'sleutel-van-de-test-alleen-op-deze-machine' };

export const SETTINGS: Omit<SingleSignOn, 'issuer'> = {
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  scopes: 'openid profile vo doorstroom',
  organisationClaim: 'vo_orgcode',
  roleClaim: 'doorstroom_rol_3d',
  emailClaim: 'vo_email',
  roles: new Map([
    ['DoorstroomBegeleider', 'case-worker'],
    ['DoorstroomRegisseur', 'coordinator'],
    ['DoorstroomStuurgroep', 'steering-group'],
    ['DoorstroomBeheerder', 'administrator'],
  ]),
  organisations: new Map([
    ['0207502420', { municipalities: ['BEK'], isRegion: false }],
    ['0207514581', { municipalities: ['DIE'], isRegion: false }],
    ['OVO009999', { municipalities: [], isRegion: true }],
  ]),
  isInsecure: true,
};

/** A case worker of Bekkevoort who signed in with two factors, unless told otherwise. */
export function colleague({ methods = ['mfa'], ...claims }: Record<string, unknown> & { methods?: string[] } = {}): Colleague {
  const id = randomUUID();
  return {
    accountId: `person-${id}`,
    methods,
    claims: {
      vo_id: id,
      given_name: 'Lies',
      family_name: 'Wouters',
      vo_email: `lies.${id.slice(0, 8)}@bekkevoort.test`,
      vo_orgcode: '0207502420',
      doorstroom_rol_3d: ['DoorstroomBegeleider:0207502420'],
      ...claims,
    },
  };
}

/** A real OpenID provider on this machine, set up as ACM/IDM is: all claims in the ID token, signed with RS256, codes with PKCE. */
export async function startProvider(origin = ORIGIN): Promise<TestProvider> {
  const server = createServer((request, response) => void answer(request, response));
  await listen(0);
  const port = portOf(server.address());
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, Colleague>();

  const make = () =>
    new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [callbackOf(origin)],
          post_logout_redirect_uris: [`${origin}/aanmelden`],
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      jwks: {
        keys: [
          { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig' },
        ],
      },
      cookies: { keys: ['only-for-the-test'] },
      claims: {
        openid: ['sub', 'amr'],
        profile: ['given_name', 'family_name'],
        vo: ['vo_id', 'vo_orgcode', 'vo_email'],
        doorstroom: ['doorstroom_rol_3d'],
      },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      ttl: { IdToken: 3600, AccessToken: 600, AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: 600 },
      findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId)?.claims }) }),
      // Nobody is asked to agree: the office has.
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({ accountId: context.oidc.session?.accountId, clientId: CLIENT.id });
        grant.addOIDCScope(SETTINGS.scopes);
        await grant.save();
        return grant;
      },
    });
  let provider = make();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response);
    const { visitor } = tested;
    if (visitor) people.set(visitor.accountId, visitor);
    const result = visitor ? { login: { accountId: visitor.accountId, amr: visitor.methods } } : { error: 'access_denied' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };

  async function listen(onPort: number) {
    server.listen(onPort, '127.0.0.1');
    await once(server, 'listening');
  }

  const tested: TestProvider = {
    settings: { ...SETTINGS, issuer },
    visitor: undefined,
    rotateKeys: () => {
      provider = make();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    start: () => listen(port),
  };
  return tested;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (typeof address !== 'object' || address === null) throw new Error('The provider listens on no port');
  return address.port;
}
