import type { Transaction } from '#server/db/client.ts';
import { removeLinkOfUser } from '#server/session/setup-store.ts';
import { endSessionsOf } from '#server/session/store.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import type { changeUser as contract, ManagedUser } from '#shared/contract/users.ts';
import { Role } from '#shared/permissions.ts';
import { officesOf } from './offices.ts';
import { readUser } from './read-users.ts';
import { lockAdministrators, lockUser, setMunicipalities, updateUser } from './store.ts';

/**
 * Changes who somebody is, or whether they may sign in; on their next request. Nobody is deleted: steps keep who recorded them.
 *
 * @throws Problem resource.not-found, version.stale, user.last-administrator, municipality.unknown, request.invalid
 */
export async function changeUser(
  tx: Transaction,
  { id, version, now }: { id: string; version: number; now: Date },
  change: BodyOf<typeof contract>,
): Promise<ManagedUser> {
  const administrators = await lockAdministrators(tx);
  const before = await lockUser(tx, id, now);
  if (!before) throw new Problem('resource.not-found');
  if (before.version !== version) throw new Problem('version.stale', { currentVersion: before.version });

  const role = change.role ?? Role.parse(before.role);
  const municipalities = change.municipalities ?? (role === 'case-worker' ? before.municipalities : []);
  const offices = await officesOf(tx, role, municipalities);
  const isDisabled = change.isDisabled ?? before.disabledAt !== null;
  const isAdministrator = role === 'administrator' && !isDisabled;
  if (!isAdministrator && administrators.length === 1 && administrators[0] === id) throw new Problem('user.last-administrator');

  const disabledAt = isDisabled ? (before.disabledAt ?? now) : null;
  await updateUser(tx, { id, name: change.name ?? before.name, role, disabledAt, version: version + 1 });
  await setMunicipalities(tx, id, offices);
  if (isDisabled && !before.disabledAt) {
    // So that enabling the account again brings no old session or link back to life.
    await endSessionsOf(tx, id, 'user-disabled', now);
    await removeLinkOfUser(tx, id);
  }
  return readUser(tx, id, now);
}
