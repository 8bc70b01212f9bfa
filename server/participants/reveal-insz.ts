import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { InszSeal } from './insz-seal.ts';
import { loadSealedInsz } from './insz-store.ts';

/** The eleven digits, for somebody who said why. @throws Problem resource.not-found, also where no INSZ is known */
export async function revealInsz({ tx, reach, insz }: { tx: Transaction; reach: Reach; insz: InszSeal }, id: string): Promise<string> {
  const sealed = await loadSealedInsz(tx, id, reach);
  if (!sealed) throw new Problem('resource.not-found');
  return insz.open(sealed, id);
}
