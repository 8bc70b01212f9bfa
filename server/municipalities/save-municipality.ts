import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import type {
  changeMunicipality as changeContract,
  createMunicipality as createContract,
  Municipality,
} from '#shared/contract/municipalities.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import { insertMunicipality, listMunicipalities, lockMunicipality, updateMunicipality } from './store.ts';

export function readMunicipalities(tx: Transaction): Promise<Municipality[]> {
  return listMunicipalities(tx);
}

/** @throws Problem municipality.code-taken, municipality.name-taken, request.invalid */
export async function createMunicipality(tx: Transaction, body: BodyOf<typeof createContract>): Promise<Municipality> {
  const municipality = { ...body, version: 1 };
  requireOrder(municipality);
  await refusingTwice(() => insertMunicipality(tx, municipality));
  return municipality;
}

/** @throws Problem resource.not-found, version.stale, municipality.name-taken, request.invalid */
export async function changeMunicipality(
  tx: Transaction,
  { code, version }: { code: string; version: number },
  { name, validFrom, validUntil }: BodyOf<typeof changeContract>,
): Promise<Municipality> {
  const before = await lockMunicipality(tx, code);
  if (!before) throw new Problem('resource.not-found');
  if (before.version !== version) throw new Problem('version.stale', { currentVersion: before.version });
  const changed = {
    code,
    name: name ?? before.name,
    validFrom: validFrom === undefined ? before.validFrom : validFrom,
    validUntil: validUntil === undefined ? before.validUntil : validUntil,
    version: version + 1,
  };
  requireOrder(changed);
  await refusingTwice(() => updateMunicipality(tx, changed));
  return changed;
}

function requireOrder({ validFrom, validUntil }: Municipality): void {
  if (validFrom === null || validUntil === null || validFrom <= validUntil) return;
  const fields = [{ path: 'body.validUntil', code: 'date.before-start', message: 'must not be before validFrom' }];
  throw new Problem('request.invalid', { fields });
}

async function refusingTwice(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'municipality_pkey') throw new Problem('municipality.code-taken');
    if (constraint === 'municipality_name_key') throw new Problem('municipality.name-taken');
    throw error;
  }
}
