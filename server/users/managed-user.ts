import type { ManagedUser } from '#shared/contract/users.ts';
import { Role } from '#shared/permissions.ts';
import type { UserRow } from './store.ts';

export function managedUser({
  sortName: _sortName,
  role,
  createdAt,
  disabledAt,
  setUpAt,
  setupLinkUntil,
  lastSeenAt,
  ...row
}: UserRow): ManagedUser {
  return {
    ...row,
    role: Role.parse(role),
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    setUpAt: setUpAt?.toISOString() ?? null,
    setupLinkUntil: setupLinkUntil?.toISOString() ?? null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}
