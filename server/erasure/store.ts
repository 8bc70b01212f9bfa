import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { PlainDate } from '#shared/plain-date.ts';

export interface FileToErase {
  readonly isRunning: boolean;
  /** Every day on which a referral was ever recorded. */
  readonly referrals: readonly PlainDate[];
  /** What was ever known, by the row's id. */
  readonly profiles: readonly { readonly id: string; readonly birthDate: PlainDate | null }[];
}

/** The whole file as it stays until the transaction ends; undefined where it is not the caller's to erase. */
export async function loadFileToErase(tx: Transaction, id: string): Promise<FileToErase | undefined> {
  const [row] = await tx.$queryRaw<{ file: FileToErase | null }[]>(Prisma.sql`select file_to_erase(${id}::uuid) as file`);
  return row?.file ?? undefined;
}

/** @returns false where the participant is at another version by now, or something runs; then nothing was erased */
export async function empty(
  tx: Transaction,
  { id, version, births, now }: { id: string; version: number; births: FileToErase['profiles']; now: Date },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isErased: boolean }[]>(
    Prisma.sql`select erase_file(${id}::uuid, ${version}::int, ${JSON.stringify(births)}::jsonb, ${now}) as "isErased"`,
  );
  return row?.isErased ?? false;
}
