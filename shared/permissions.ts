import { z } from 'zod';

export const Role = z.enum(['case-worker', 'coordinator', 'steering-group', 'administrator']);
export type Role = z.infer<typeof Role>;

/**
 * Who may do what (access.md, "Roles"), in one place for server, screen and tests; the server alone decides.
 * `own` reaches what belongs to the user's municipalities, `all` every municipality. For `trajectory.read`, `all` is by code, without identity.
 * The steering group reads publications only; the administrator never a case file.
 */
const PERMISSIONS = {
  'participant.read': { 'case-worker': 'own' },
  'participant.write': { 'case-worker': 'own' },
  'insz.reveal': { 'case-worker': 'own' },
  'file.export': { 'case-worker': 'own' },
  'file.erase': { 'case-worker': 'own' },
  'trajectory.read': { 'case-worker': 'own', coordinator: 'all' },
  'step.record': { 'case-worker': 'own' },
  'handover.read': { 'case-worker': 'own' },
  'handover.decide': { 'case-worker': 'own' },
  'model.read': { 'case-worker': 'own', coordinator: 'all', administrator: 'all' },
  'figures.read': { 'case-worker': 'own', coordinator: 'all' },
  'targets.write': { coordinator: 'all' },
  'steps.import': { 'case-worker': 'own', administrator: 'all' },
  // The administrator moves an installation: steps under the office's reference, without names, birth dates or notes.
  'steps.export': { 'case-worker': 'own', administrator: 'all' },
  'organisation.read': { 'case-worker': 'all', coordinator: 'all', 'steering-group': 'all', administrator: 'all' },
  // What a case worker adds is a proposal.
  'organisation.propose': { 'case-worker': 'all', coordinator: 'all', administrator: 'all' },
  'organisation.write': { coordinator: 'all', administrator: 'all' },
  'user.manage': { administrator: 'all' },
  'municipality.write': { administrator: 'all' },
  'settings.read': { 'case-worker': 'all', administrator: 'all' },
  'settings.write': { administrator: 'all' },
  // An office reads what is about its own participants.
  'audit.read': { 'case-worker': 'own', administrator: 'all' },
  'audit.export': { administrator: 'all' },
  'publication.read': { 'case-worker': 'all', coordinator: 'all', 'steering-group': 'all', administrator: 'all' },
  'publication.write': { coordinator: 'all' },
  'municipality.read': { 'case-worker': 'all', coordinator: 'all', 'steering-group': 'all', administrator: 'all' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Reach = 'own' | 'all';
export type Permission = keyof typeof PERMISSIONS;

/** How far a role's permission reaches, or undefined where it has none. */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  const reaches: Partial<Record<Role, Reach>> = PERMISSIONS[permission];
  return reaches[role];
}
