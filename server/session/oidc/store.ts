import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Role } from '#shared/permissions.ts';

const account = { municipalities: { select: { municipalityCode: true }, orderBy: { municipalityCode: 'asc' } }, identities: true } as const;

/** Keeps a second sign-on of the same person waiting until this transaction is over, so that no account is made twice. */
export async function lockIdentity(tx: Transaction, issuer: string, subject: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtextextended(${`${issuer} ${subject}`}, 0))`);
}

export async function findUserOfIdentity(tx: Transaction, issuer: string, subject: string) {
  const identity = await tx.identity.findUnique({ where: { issuer_subject: { issuer, subject } }, select: { user: { include: account } } });
  return identity?.user;
}

export async function findUserByEmail(tx: Transaction, email: string) {
  return (await tx.user.findUnique({ where: { email }, include: account })) ?? undefined;
}

export async function createUser(
  tx: Transaction,
  user: { id: string; name: string; email: string; role: Role; municipalities: readonly string[]; createdAt: Date },
): Promise<void> {
  const municipalities = { create: user.municipalities.map((municipalityCode) => ({ municipalityCode })) };
  await tx.user.create({ data: { ...user, setUpAt: user.createdAt, municipalities } });
}

export async function updateUser(
  tx: Transaction,
  { id, municipalities, ...traits }: { id: string; name: string; email: string; role: Role; municipalities: readonly string[] },
): Promise<void> {
  const belonging = { deleteMany: {}, create: municipalities.map((municipalityCode) => ({ municipalityCode })) };
  await tx.user.update({ where: { id }, data: { ...traits, municipalities: belonging, version: { increment: 1 } } });
}

export async function createIdentity(
  tx: Transaction,
  identity: { issuer: string; subject: string; userId: string; linkedAt: Date },
): Promise<void> {
  await tx.identity.create({ data: identity });
  await tx.user.updateMany({ where: { id: identity.userId, setUpAt: null }, data: { setUpAt: identity.linkedAt } });
}

export async function countMunicipalities(tx: Transaction, codes: readonly string[]): Promise<number> {
  return tx.municipality.count({ where: { code: { in: [...codes] } } });
}
