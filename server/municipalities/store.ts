import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Municipality } from '#shared/contract/municipalities.ts';
import type { PlainDate } from '#shared/plain-date.ts';

const COLUMNS = Prisma.sql`code, name, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_until, 'YYYY-MM-DD') as "validUntil", version`;

export function listMunicipalities(tx: Transaction): Promise<Municipality[]> {
  return tx.$queryRaw<Municipality[]>(Prisma.sql`select ${COLUMNS} from municipality order by name`);
}

export async function lockMunicipality(tx: Transaction, code: string): Promise<Municipality | undefined> {
  const [municipality] = await tx.$queryRaw<Municipality[]>(
    Prisma.sql`select ${COLUMNS} from municipality where code = ${code} for update`,
  );
  return municipality;
}

type Validity = { validFrom: PlainDate | null; validUntil: PlainDate | null };

export async function insertMunicipality(
  tx: Transaction,
  { code, name, validFrom, validUntil }: Validity & { code: string; name: string },
) {
  await tx.$executeRaw(Prisma.sql`
    insert into municipality (code, name, valid_from, valid_until) values (${code}, ${name}, ${validFrom}::date, ${validUntil}::date)`);
}

export async function updateMunicipality(tx: Transaction, { code, name, validFrom, validUntil, version }: Municipality): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update municipality set name = ${name}, valid_from = ${validFrom}::date, valid_until = ${validUntil}::date, version = ${version}
    where code = ${code}`);
}
