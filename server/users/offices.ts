import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Role } from '#shared/permissions.ts';
import { countMunicipalities } from './store.ts';

/**
 * The municipalities of a user: a case worker has one or more, nobody else any.
 *
 * @throws Problem request.invalid, municipality.unknown
 */
export async function officesOf(tx: Transaction, role: Role, codes: readonly string[]): Promise<string[]> {
  const offices = [...new Set(codes)];
  if (role === 'case-worker' && offices.length === 0) throw refusal('required', 'a case worker belongs to one municipality or more');
  if (role !== 'case-worker' && offices.length > 0) throw refusal('not-for-role', 'only a case worker belongs to municipalities');
  if ((await countMunicipalities(tx, offices)) < offices.length) throw new Problem('municipality.unknown');
  return offices;
}

function refusal(code: string, message: string): Problem {
  return new Problem('request.invalid', { fields: [{ path: 'body.municipalities', code, message }] });
}
