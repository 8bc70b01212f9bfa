import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A set-up link that holds, and whom it is for: null for the first administrator. */
export type OpenLink = {
  readonly userId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly role: string | null;
  readonly expiresAt: Date;
  readonly totp: Uint8Array | null;
};

export async function findOpenLink(tx: Transaction, hash: Uint8Array, now: Date): Promise<OpenLink | undefined> {
  const [link] = await tx.$queryRaw<OpenLink[]>(Prisma.sql`
    select l.user_id as "userId", u.name, u.email, u.role, l.expires_at as "expiresAt", l.totp
    from setup_link l left join "user" u on u.id = l.user_id
    where l.hash = ${hash} and l.expires_at > ${now} and u.disabled_at is null`);
  return link;
}

export async function setOfferOfLink(tx: Transaction, hash: Bytes, totp: Bytes): Promise<void> {
  await tx.setupLink.updateMany({ where: { hash }, data: { totp } });
}

/** @returns false where it is gone: of two who follow one link to its end at once, one is the first */
export async function removeLink(tx: Transaction, hash: Bytes): Promise<boolean> {
  return (await tx.setupLink.deleteMany({ where: { hash } })).count > 0;
}

export type NewLink = { readonly hash: Bytes; readonly createdAt: Date; readonly expiresAt: Date };

/** In place of the one that the user has, which no longer opens. The row of the user is locked, or new. */
export async function putLinkOfUser(tx: Transaction, userId: string, { hash, createdAt, expiresAt }: NewLink): Promise<void> {
  await removeLinkOfUser(tx, userId);
  await tx.$executeRaw(Prisma.sql`
    insert into setup_link (hash, user_id, created_at, expires_at) values (${hash}, ${userId}::uuid, ${createdAt}, ${expiresAt})`);
}

export async function removeLinkOfUser(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from setup_link where user_id = ${userId}::uuid`);
}

export async function putFirstLink(tx: Transaction, link: NewLink): Promise<void> {
  await tx.setupLink.deleteMany({ where: { userId: null } });
  await tx.setupLink.create({ data: link });
}

export async function existsUserWhoCanSignIn(tx: Transaction): Promise<boolean> {
  return (await tx.user.count({ where: { disabledAt: null, setUpAt: { not: null } } })) > 0;
}

export async function existsDemoUser(tx: Transaction): Promise<boolean> {
  return (await tx.user.count({ where: { disabledAt: null, setUpAt: { not: null }, isDemo: true } })) > 0;
}

export async function createAdministrator(
  tx: Transaction,
  user: { id: string; name: string; email: string; createdAt: Date },
): Promise<void> {
  await tx.user.create({ data: { ...user, role: 'administrator' }, select: { id: true } });
}

export function findUserByEmail(tx: Transaction, email: string) {
  return tx.user.findUnique({ where: { email, disabledAt: null }, select: { id: true } });
}
