import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { SYSTEM_EMAIL } from './system-email.ts';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  role: string;
  municipalities: string[];
  createdAt: Date;
  disabledAt: Date | null;
  setUpAt: Date | null;
  setupLinkUntil: Date | null;
  lastSeenAt: Date | null;
  version: number;
  /** What the list is in order of. */
  sortName: string;
};

/** The name that imports are recorded under is nobody's account. */
function usersAt(now: Date): Prisma.Sql {
  return Prisma.sql`
    select u.id, u.email, u.name, u.role, u.created_at as "createdAt", u.disabled_at as "disabledAt", u.set_up_at as "setUpAt", u.version,
      lower(u.name) as "sortName", l.expires_at as "setupLinkUntil",
      (select max(s.last_used_at) from session s where s.user_id = u.id) as "lastSeenAt",
      array(select m.municipality from user_municipality m where m.user_id = u.id order by 1) as municipalities
    from "user" u left join setup_link l on l.user_id = u.id and l.expires_at > ${now}
    where u.email <> ${SYSTEM_EMAIL}`;
}

export function listUsers(
  tx: Transaction,
  now: Date,
  after: { sortName: string; id: string } | undefined,
  limit: number,
): Promise<UserRow[]> {
  const rest = after ? Prisma.sql`and (lower(u.name), u.id) > (${after.sortName}, ${after.id}::uuid)` : Prisma.empty;
  return tx.$queryRaw<UserRow[]>(Prisma.sql`${usersAt(now)} ${rest} order by lower(u.name), u.id limit ${limit}`);
}

export async function findUser(tx: Transaction, id: string, now: Date): Promise<UserRow | undefined> {
  const [user] = await tx.$queryRaw<UserRow[]>(Prisma.sql`${usersAt(now)} and u.id = ${id}::uuid`);
  return user;
}

/** As findUser, kept as it is until the end of the transaction. */
export async function lockUser(tx: Transaction, id: string, now: Date): Promise<UserRow | undefined> {
  await tx.$queryRaw(Prisma.sql`select id from "user" where id = ${id}::uuid for update`);
  return findUser(tx, id, now);
}

/** Whoever administers and can sign in, kept so until the end of the transaction: of two who go at once, one sees the other gone. */
export async function lockAdministrators(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from "user" where role = 'administrator' and disabled_at is null and set_up_at is not null order by id for update`);
  return rows.map(({ id }) => id);
}

export async function insertUser(
  tx: Transaction,
  { id, email, name, role, isDemo, createdAt }: { id: string; email: string; name: string; role: string; isDemo: boolean; createdAt: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into "user" (id, email, name, role, is_demo, created_at)
    values (${id}::uuid, ${email}, ${name}, ${role}, ${isDemo}, ${createdAt})`);
}

export async function updateUser(
  tx: Transaction,
  { id, name, role, disabledAt, version }: { id: string; name: string; role: string; disabledAt: Date | null; version: number },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update "user" set name = ${name}, role = ${role}, disabled_at = ${disabledAt}, version = ${version} where id = ${id}::uuid`);
}

export async function setMunicipalities(tx: Transaction, userId: string, codes: readonly string[]): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`delete from user_municipality where user_id = ${userId}::uuid and municipality <> all(${[...codes]}::text[])`,
  );
  await tx.$executeRaw(Prisma.sql`
    insert into user_municipality (user_id, municipality) select ${userId}::uuid, code from unnest(${[...codes]}::text[]) code
    on conflict do nothing`);
}

export async function countMunicipalities(tx: Transaction, codes: readonly string[]): Promise<number> {
  return tx.municipality.count({ where: { code: { in: [...codes] } } });
}
