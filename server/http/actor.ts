import { type Permission, type Role, reachOf } from '#shared/permissions.ts';

/** Who asks. Role and municipalities are read from the database with every request, never from the token. */
export type Actor = {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly municipalities: readonly string[];
  readonly sessionId: string;
};

/**
 * The municipalities that a permission opens for an actor, for the `where` of a store: the actor's own, every one, or (without the
 * permission) none.
 */
export function reach(actor: Actor, permission: Permission): 'all' | string[] {
  const extent = reachOf(actor.role, permission);
  if (extent === 'all') return 'all';
  return extent === 'own' ? [...actor.municipalities] : [];
}
