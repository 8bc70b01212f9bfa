import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#server/db/client.ts';

export async function askDatabase(db: Database): Promise<void> {
  await db.$queryRaw(Prisma.sql`select 1`);
}
