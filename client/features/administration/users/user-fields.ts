import { isProblem } from '#client/api/problem.ts';
import { changedFields } from '#client/editing/newer-version.ts';
import type { ManagedUser } from '#shared/contract/users.ts';
import type { Role } from '#shared/permissions.ts';
import type { UserChange } from './queries.ts';

export const roles = ['case-worker', 'coordinator', 'steering-group', 'administrator'] as const satisfies readonly Role[];

/** What stands in the fields of an account. */
export type UserFields = { name: string; email: string; role: Role | null; municipalities: readonly string[] };
export type UserErrors = Readonly<Partial<Record<keyof UserFields, string>>>;

export const NO_USER: UserFields = { name: '', email: '', role: null, municipalities: [] };

export function userFrom({ name, email, role, municipalities }: ManagedUser): UserFields {
  return { name, email, role, municipalities };
}

/** Only a case worker belongs to municipalities. */
export function officesOf({ role, municipalities }: UserFields): string[] {
  return role === 'case-worker' ? [...municipalities] : [];
}

/** Only what differs from what was read; an e-mail address never changes. */
export function userToChange(before: UserFields, now: UserFields): UserChange {
  const changed = changedFields(before, { ...now, municipalities: officesOf(now) });
  return {
    ...(changed.includes('name') && { name: now.name.trim() }),
    ...(now.role !== null && changed.includes('role') && { role: now.role }),
    ...(changed.includes('municipalities') && { municipalities: officesOf(now) }),
  };
}

type Say = (key: 'name-missing' | 'email-wrong' | 'role-missing' | 'municipalities-missing' | 'email-taken') => string;

/** What can be seen to be wrong before anything is sent. */
export function userErrors({ name, email, role, municipalities }: UserFields, say: Say): UserErrors {
  return {
    ...(name.trim() === '' && { name: say('name-missing') }),
    ...(!/^\S+@\S+\.\S+$/u.test(email.trim()) && { email: say('email-wrong') }),
    ...(role === null && { role: say('role-missing') }),
    ...(role === 'case-worker' && municipalities.length === 0 && { municipalities: say('municipalities-missing') }),
  };
}

/** A refusal at the field it is about; empty when it is about none. */
export function refusedUser(error: unknown, say: Say): UserErrors {
  if (isProblem(error, 'user.email-taken')) return { email: say('email-taken') };
  if (isProblem(error, 'municipality.unknown')) return { municipalities: say('municipalities-missing') };
  if (!isProblem(error)) return {};
  const names = error.fields.map(({ path }) => path.split('.')[1]);
  return {
    ...(names.includes('email') && { email: say('email-wrong') }),
    ...(names.includes('name') && { name: say('name-missing') }),
    ...(names.includes('municipalities') && { municipalities: say('municipalities-missing') }),
  };
}
