import type { Actor as DatabaseActor, Purpose } from '#server/db/context.ts';
import type { RouteContract } from '#shared/contract/route.ts';
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

/** The actor as row-level security knows it, for a request of this route; nobody signed in is one who may be about to. */
export function asDatabaseActor(actor: Actor | undefined, { permission }: Pick<RouteContract, 'permission'>): DatabaseActor {
  if (!actor) return 'session';
  return { id: actor.userId, role: actor.role, municipalities: actor.municipalities, purpose: PURPOSES[permission] };
}

const PURPOSES: Partial<Record<RouteContract['permission'], Purpose>> = {
  'steps.import': 'import',
  'steps.export': 'export',
  'figures.read': 'figures',
  'handover.decide': 'handover',
};
