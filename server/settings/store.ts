import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { Settings } from '#shared/contract/settings.ts';

export async function loadSettings(tx: Transaction): Promise<Settings> {
  const [row] = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select version, retention_months as "retentionMonths", to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
    from setting`);
  return Settings.parse(row);
}

/** @returns false when they are at another version by now; then nothing was written */
export async function updateSettings(
  tx: Transaction,
  { version, retentionMonths, by, now }: Pick<Settings, 'version' | 'retentionMonths'> & { by: string; now: Date },
): Promise<boolean> {
  const written = await tx.$executeRaw(Prisma.sql`
    update setting set version = version + 1, retention_months = ${retentionMonths}::int, changed_at = ${now}, changed_by = ${by}::uuid
    where version = ${version}::int`);
  return written > 0;
}
