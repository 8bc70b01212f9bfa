import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a user proves who they are with, and who that is. */
export type Credential = {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly passwordHash: string;
  readonly totpSealed: Uint8Array | null;
  readonly nextTotp: Uint8Array | null;
  readonly recoverySalt: Uint8Array | null;
  readonly recoveryCodesLeft: number;
  readonly changedAt: Date;
};

const CREDENTIAL = Prisma.sql`
  select u.id as "userId", u.email, u.name, u.role, c.password_hash as "passwordHash", c.totp_sealed as "totpSealed", c.next_totp as "nextTotp",
    c.recovery_salt as "recoverySalt", cardinality(c.recovery_codes) as "recoveryCodesLeft", c.changed_at as "changedAt"
  from credential c join "user" u on u.id = c.user_id`;

/** What a sign-in is checked against: one row or none, so that both take alike. */
export async function findCredentialByEmail(tx: Transaction, email: string): Promise<Credential | undefined> {
  const [credential] = await tx.$queryRaw<Credential[]>(Prisma.sql`${CREDENTIAL} where u.email = ${email}`);
  return credential;
}

export async function findCredential(tx: Transaction, userId: string): Promise<Credential | undefined> {
  const [credential] = await tx.$queryRaw<Credential[]>(Prisma.sql`${CREDENTIAL} where u.id = ${userId}::uuid`);
  return credential;
}

/** Everything anew, as at the end of a set-up link: what was there before no longer counts. */
export async function putCredential(
  tx: Transaction,
  userId: string,
  credential: {
    passwordHash: string;
    totpSealed: Bytes;
    totpLastStep: number;
    recoverySalt: Bytes;
    recoveryCodes: string[];
    changedAt: Date;
  },
): Promise<void> {
  await tx.credential.upsert({
    where: { userId },
    create: { userId, ...credential },
    update: { ...credential, nextTotp: null },
  });
  await tx.user.update({ where: { id: userId }, data: { setUpAt: credential.changedAt }, select: { id: true } });
}

export async function setPasswordHash(tx: Transaction, userId: string, passwordHash: string, changedAt: Date): Promise<void> {
  await tx.credential.update({ where: { userId }, data: { passwordHash, changedAt } });
}

/** Only where it still is what it was: a password that was changed meanwhile stands. */
export async function replacePasswordHash(tx: Transaction, userId: string, from: string, to: string): Promise<void> {
  await tx.credential.updateMany({ where: { userId, passwordHash: from }, data: { passwordHash: to } });
}

/** @returns false where the code of these 30 seconds, or of later ones, was taken before */
export async function takeTotpStep(tx: Transaction, userId: string, step: number): Promise<boolean> {
  const taken = await tx.$executeRaw(Prisma.sql`
    update credential set totp_last_step = ${step} where user_id = ${userId}::uuid and (totp_last_step is null or totp_last_step < ${step})`);
  return taken > 0;
}

/** @returns false where there is no such code, or it was used before */
export async function strikeRecoveryCode(tx: Transaction, userId: string, hash: string): Promise<boolean> {
  const struck = await tx.$executeRaw(Prisma.sql`
    update credential set recovery_codes = array_remove(recovery_codes, ${hash})
    where user_id = ${userId}::uuid and ${hash} = any(recovery_codes)`);
  return struck > 0;
}

export async function setRecoveryCodes(tx: Transaction, userId: string, recoverySalt: Bytes, recoveryCodes: string[]): Promise<void> {
  await tx.credential.update({ where: { userId }, data: { recoverySalt, recoveryCodes } });
}

export async function setNextTotp(tx: Transaction, userId: string, nextTotp: Bytes): Promise<void> {
  await tx.credential.update({ where: { userId }, data: { nextTotp } });
}

/** @returns false where another one was offered meanwhile */
export async function takeNextTotp(
  tx: Transaction,
  userId: string,
  offered: Uint8Array,
  second: { totpSealed: Bytes; totpLastStep: number; recoverySalt: Bytes; recoveryCodes: string[]; changedAt: Date },
): Promise<boolean> {
  const { count } = await tx.credential.updateMany({
    where: { userId, nextTotp: Uint8Array.from(offered) },
    data: { ...second, nextTotp: null },
  });
  return count > 0;
}

/** Every sealed secret of a second factor that is in use. */
export function findSecondFactors(tx: Transaction): Promise<{ userId: string; totpSealed: Uint8Array }[]> {
  return tx.$queryRaw(Prisma.sql`
    select user_id as "userId", totp_sealed as "totpSealed" from credential where totp_sealed is not null order by user_id for update`);
}

export async function setTotpSealed(tx: Transaction, userId: string, totpSealed: Bytes): Promise<void> {
  await tx.credential.update({ where: { userId }, data: { totpSealed } });
}
