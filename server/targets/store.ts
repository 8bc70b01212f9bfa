import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { Target } from '#shared/contract/targets.ts';

export interface TargetFilter {
  readonly year?: number | undefined;
  readonly figure?: string | undefined;
}

/** Those that the actor may see, the region's before those of municipalities: row-level security leaves out the others. */
export async function listTargets(tx: Transaction, { year, figure }: TargetFilter): Promise<Target[]> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select t.figure, t.year, t.municipality, t.value, s.name as "setBy",
      to_char(t.set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "setAt"
    from target t join target_setters() s on s.id = t.set_by
    where (${year ?? null}::int is null or t.year = ${year ?? null}::int) and (${figure ?? null}::text is null or t.figure = ${figure ?? null}::text)
    order by t.year, t.figure, t.municipality nulls first`);
  return rows.map((row) => Target.parse(row));
}

export type TargetPlace = Pick<Target, 'figure' | 'year' | 'municipality'>;

/**
 * Writes the target of one place, or takes it away. One at a time until the end of the transaction, so that of two who do so at
 * once the second says what the first made of it.
 * @returns the value of before; null where there was none
 */
export async function writeTarget(
  tx: Transaction,
  place: TargetPlace,
  { value, ...set }: { id: string; value: number | null; by: string; now: Date },
): Promise<number | null> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtextextended('target', 0))`);
  const isPlace = Prisma.sql`figure = ${place.figure} and year = ${place.year}::int and municipality is not distinct from ${place.municipality}::text`;
  const [before] = await tx.$queryRaw<{ value: number }[]>(Prisma.sql`select value from target where ${isPlace}`);
  if (value === null) {
    await tx.$executeRaw(Prisma.sql`delete from target where ${isPlace}`);
  } else if (before) {
    await tx.$executeRaw(
      Prisma.sql`update target set value = ${value}::float8, set_at = ${set.now}, set_by = ${set.by}::uuid where ${isPlace}`,
    );
  } else {
    await tx.$executeRaw(Prisma.sql`
      insert into target (id, figure, year, municipality, value, set_at, set_by)
      values (${set.id}::uuid, ${place.figure}, ${place.year}::int, ${place.municipality}::text, ${value}::float8, ${set.now}, ${set.by}::uuid)`);
  }
  return before?.value ?? null;
}

export async function existsMunicipality(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>(Prisma.sql`select from municipality where code = ${code}`)).length > 0;
}
