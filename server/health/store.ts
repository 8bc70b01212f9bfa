import type { Database } from '#server/db/client.ts';
import { Prisma } from '#prisma/generated/client.ts';

export async function askDatabase(db: Database): Promise<void> {
  await db.$queryRaw(Prisma.sql`select 1`);
}
