import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { SetTargetBody, Target } from '#shared/contract/targets.ts';
import { existsMunicipality, listTargets, type TargetFilter, writeTarget } from './store.ts';

export function readTargets(tx: Transaction, filter: TargetFilter): Promise<Target[]> {
  return listTargets(tx, filter);
}

/**
 * Sets, changes or takes away what is aimed at; the last one to do so has it.
 * @returns the value of before, and all targets of that year
 * @throws Problem municipality.unknown
 */
export async function setTarget(
  { tx, ...set }: { tx: Transaction; id: string; by: string; now: Date },
  { value, ...place }: SetTargetBody,
): Promise<{ before: number | null; items: Target[] }> {
  if (place.municipality !== null && !(await existsMunicipality(tx, place.municipality))) throw new Problem('municipality.unknown');
  const before = await writeTarget(tx, place, { ...set, value });
  return { before, items: await listTargets(tx, { year: place.year }) };
}
