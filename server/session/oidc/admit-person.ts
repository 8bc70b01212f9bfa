import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '#server/db/client.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Person } from './person.ts';
import { SignOnRefused } from './sign-on-refused.ts';
import { countMunicipalities, createIdentity, createUser, findUserByEmail, findUserOfIdentity, lockIdentity, updateUser } from './store.ts';

/**
 * The account of somebody whom the provider vouches for: known by issuer and subject, else made. Name, role and municipalities are
 * the provider's to say, and follow it with each sign-on.
 *
 * @returns the id of the user
 * @throws SignOnRefused disabled, organisation
 */
export async function admitPerson(
  tx: Transaction,
  person: Person,
  { now, newId, audit }: { now: Date; newId: () => string; audit: AuditNote },
): Promise<string> {
  const { issuer, subject, municipalities } = person;
  if ((await countMunicipalities(tx, municipalities)) < municipalities.length)
    throw new SignOnRefused('organisation', 'no-such-municipality');
  await lockIdentity(tx, issuer, subject);
  const known = await findUserOfIdentity(tx, issuer, subject);
  const sameAddress = person.email === undefined ? undefined : await findUserByEmail(tx, person.email);
  // Without a link too: whoever was shut out must not come in again as somebody new.
  const shutOut = [known, sameAddress].find((account) => account?.disabledAt);
  if (shutOut) {
    audit.about({ user: { id: shutOut.id, role: person.role } });
    throw new SignOnRefused('disabled');
  }

  if (known) {
    const email = person.email === undefined || sameAddress ? known.email : person.email;
    if (isDifferent(known, { ...person, email })) {
      await updateUser(tx, { ...traitsOf(person), id: known.id, email });
      noteAccount(audit, 'account-changed', known.id);
    }
    return known.id;
  }
  const linked = sameAddress && mayLink(sameAddress, person) ? sameAddress : undefined;
  const userId = linked?.id ?? newId();
  if (!linked) {
    const email = person.email === undefined || sameAddress ? noAddress(userId) : person.email;
    await createUser(tx, { ...traitsOf(person), id: userId, email, createdAt: now });
  }
  await createIdentity(tx, { issuer, subject, userId, linkedAt: now });
  noteAccount(audit, linked ? 'account-linked' : 'account-made', userId);
  return userId;
}

/** On the line of the sign-in, which begins with this. */
function noteAccount(audit: AuditNote, reason: 'account-made' | 'account-linked' | 'account-changed', userId: string): void {
  audit.about({ subject: { type: 'user', id: userId }, reason });
}

type Account = NonNullable<Awaited<ReturnType<typeof findUserByEmail>>>;

/**
 * An account that was made here before is taken over by its e-mail address only when that gives nobody any right, and when nobody
 * else has: several people may share one address, and each must stand in the log as themselves.
 */
function mayLink(account: Account, person: Person): boolean {
  return account.identities.every(({ issuer }) => issuer !== person.issuer) && isSamePlace(account, person);
}

function isSamePlace(account: Account, { role, municipalities }: Pick<Person, 'role' | 'municipalities'>): boolean {
  const codes = new Set(account.municipalities.map(({ municipalityCode }) => municipalityCode));
  return account.role === role && isDeepStrictEqual(codes, new Set(municipalities));
}

function isDifferent(account: Account, person: Person): boolean {
  return account.name !== person.name || account.email !== person.email || !isSamePlace(account, person);
}

function traitsOf({ name, role, municipalities }: Person): Pick<Person, 'name' | 'role' | 'municipalities'> {
  return { name, role, municipalities };
}

/** Stands where the provider tells no address, or one that another account has. Nothing is ever sent to it (RFC 2606). */
function noAddress(userId: string): string {
  return `${userId}@no-address.invalid`;
}
