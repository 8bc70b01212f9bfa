import { z } from 'zod';
import type { Role } from '#shared/permissions.ts';
import { text } from '#shared/text.ts';
import type { Organisation, SingleSignOn } from './settings.ts';
import { SignOnRefused } from './sign-on-refused.ts';

/** Somebody as the provider vouches for them: who they are, and what they may do here. */
export type Person = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: Role;
  readonly municipalities: readonly string[];
};

/**
 * Reads the claims of an ID token of which signature, issuer, audience, nonce and times are right.
 *
 * @throws SignOnRefused not-trusted, second-factor, organisation, role
 */
export function readPerson(claims: Readonly<Record<string, unknown>>, settings: SingleSignOn): Person {
  const issuer = textIn(claims, 'iss');
  const subject = settings.subjectClaim ? textIn(claims, settings.subjectClaim) : (textIn(claims, 'vo_id') ?? textIn(claims, 'sub'));
  if (!issuer || !subject) throw new SignOnRefused('not-trusted', 'no-subject');
  const methods = Methods.safeParse(claims.amr);
  if (!methods.success || !methods.data.includes('mfa')) throw new SignOnRefused('second-factor');

  const code = textIn(claims, settings.organisationClaim);
  const organisation = code === undefined ? undefined : settings.organisations.get(code);
  if (code === undefined || !organisation)
    throw new SignOnRefused('organisation', code === undefined ? 'no-organisation' : 'not-in-the-map');
  const role = roleAt(code, organisation, textsIn(claims, settings.roleClaim), settings.roles);
  if (!role) throw new SignOnRefused('role');

  const email = EmailAddress.safeParse(claims[settings.emailClaim] ?? claims.email).data;
  return {
    issuer,
    subject,
    name: nameIn(claims) ?? email ?? subject,
    email,
    role,
    municipalities: role === 'case-worker' ? organisation.municipalities : [],
  };
}

const Methods = z.array(z.string());
const Text = text(300);
const EmailAddress = z.email().max(254).toLowerCase();

/**
 * The first role of the settings that the person holds for the very organisation they signed in for, and that this organisation can
 * give. A local administrator hands out roles to colleagues, so an office must not be able to make somebody administrator of all.
 */
function roleAt(code: string, organisation: Organisation, claimed: readonly string[], roles: SingleSignOn['roles']): Role | undefined {
  const held = [...roles].find(([name, role]) => claimed.includes(`${name}:${code}`) && canGive(organisation, role));
  return held?.[1];
}

function canGive({ municipalities, isRegion }: Organisation, role: Role): boolean {
  if (role === 'case-worker') return municipalities.length > 0;
  return role === 'steering-group' || isRegion;
}

function nameIn(claims: Readonly<Record<string, unknown>>): string | undefined {
  const parts = [textIn(claims, 'given_name'), textIn(claims, 'family_name')].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : textIn(claims, 'name');
}

function textIn(claims: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Text.safeParse(claims[name]).data;
}

/** One role travels as text with some providers, several as a list. */
function textsIn(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const claim = claims[name];
  return (Array.isArray(claim) ? claim : [claim]).flatMap((item) => Text.safeParse(item).data ?? []);
}
