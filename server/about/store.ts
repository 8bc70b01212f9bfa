import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';

export function findMunicipalities(db: Pick<Transaction, '$queryRaw'>): Promise<{ code: string; name: string }[]> {
  return db.$queryRaw(Prisma.sql`select code, name from municipality order by name collate "C"`);
}
