import { z } from 'zod';
import { Role } from '#shared/permissions.ts';

/** How to sign in at an OpenID provider, for Flemish local governments ACM/IDM, and what its claims mean here. */
export type SingleSignOn = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  /** Absent: `vo_id`, else `sub`. */
  readonly subjectClaim?: string;
  readonly organisationClaim: string;
  readonly roleClaim: string;
  readonly emailClaim: string;
  /** From the provider's names; whoever holds several has the first of them. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  /** Whether the provider may answer on plain http, which only a test's on this machine does. */
  readonly isInsecure: boolean;
};

export type Organisation = {
  readonly municipalities: readonly string[];
  /** Whether its people may direct or administer the whole region. */
  readonly isRegion: boolean;
};

/** As environment variables, for the settings of config.ts. */
export const SINGLE_SIGN_ON = {
  OIDC_ISSUER: z
    .string()
    .refine((issuer) => URL.canParse(issuer) && !/[?#@]/.test(issuer), {
      error: 'must be the address that the provider names as its issuer, such as https://authenticatie.vlaanderen.be/op',
    })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z
    .string()
    .refine((scopes) => scopes.split(/\s+/).includes('openid'), { error: 'must hold openid, with spaces between scopes' })
    .default('openid profile vo doorstroom'),
  OIDC_SUBJECT_CLAIM: z.string().optional(),
  OIDC_ORGANISATION_CLAIM: z.string().default('vo_orgcode'),
  OIDC_ROLE_CLAIM: z.string().default('doorstroom_rol_3d'),
  OIDC_EMAIL_CLAIM: z.string().default('vo_email'),
  OIDC_ROLES: z
    .string()
    .default(
      'DoorstroomBegeleider=case-worker,DoorstroomRegisseur=coordinator,DoorstroomStuurgroep=steering-group,DoorstroomBeheerder=administrator',
    )
    .transform((text, context) => {
      const roles = pairsOf(text)?.map(([name, role]) => [name, Role.safeParse(role).data] as const);
      const known = roles?.flatMap(([name, role]) => (role ? [[name, role] as const] : [])) ?? [];
      if (roles && known.length === roles.length) return new Map(known);
      context.addIssue(`must be NAME=ROLE with commas between, each role one of ${Role.options.join(', ')}`);
      return z.NEVER;
    }),
  OIDC_ORGANISATIONS: z
    .string()
    .transform((text, context) => {
      const pairs = pairsOf(text);
      if (pairs) return new Map(pairs.map(([code, places]) => [code, organisationOf(places)]));
      context.addIssue('must be ORGANISATION=MUNICIPALITY with commas between, such as 0207502420=24008,OVO001234=24020+region');
      return z.NEVER;
    })
    .optional(),
  OIDC_ALLOW_INSECURE: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
};

type Settings = z.infer<z.ZodObject<typeof SINGLE_SIGN_ON>>;

/** @returns undefined where nothing of it is set; else the settings, or what stands in their way */
export function readSingleSignOn(settings: Settings): SingleSignOn | { problems: string[] } | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ORGANISATIONS } = settings;
  const needed = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ORGANISATIONS };
  if (Object.values(needed).every((value) => value === undefined)) return undefined;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_ORGANISATIONS) {
    const missing = Object.entries(needed).filter(([, value]) => value === undefined);
    return { problems: missing.map(([name]) => `${name}: missing; ${REMEDY}`) };
  }
  const isInsecure = settings.OIDC_ALLOW_INSECURE === 'yes';
  if (!isSafe(new URL(OIDC_ISSUER), isInsecure)) {
    return { problems: ['OIDC_ISSUER: must begin with https://, or whoever is on the way could sign in as anybody'] };
  }
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    scopes: settings.OIDC_SCOPES.split(/\s+/).join(' '),
    ...(settings.OIDC_SUBJECT_CLAIM && { subjectClaim: settings.OIDC_SUBJECT_CLAIM }),
    organisationClaim: settings.OIDC_ORGANISATION_CLAIM,
    roleClaim: settings.OIDC_ROLE_CLAIM,
    emailClaim: settings.OIDC_EMAIL_CLAIM,
    roles: settings.OIDC_ROLES,
    organisations: OIDC_ORGANISATIONS,
    isInsecure,
  };
}

const REMEDY = 'single sign-on needs issuer, client and organisations (docs/operators/single-sign-on.md); leave all out to go without';

function isSafe({ protocol, hostname }: URL, isInsecure: boolean): boolean {
  if (protocol === 'https:') return true;
  return isInsecure && protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** `a=b,c=d`, each name once. */
function pairsOf(text: string): [string, string][] | undefined {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([^=]+)=([^=]+)$/.exec(pair));
  const read = pairs.flatMap((pair): [string, string][] => (pair?.[1] && pair[2] ? [[pair[1].trim(), pair[2].trim()]] : []));
  return read.length > 0 && read.length === pairs.length && new Set(read.map(([name]) => name)).size === read.length ? read : undefined;
}

const REGION = 'region';

function organisationOf(places: string): Organisation {
  const named = places.split('+').map((place) => place.trim());
  return { municipalities: named.filter((place) => place !== REGION), isRegion: named.includes(REGION) };
}
