import { z } from 'zod';

/** The states of the course as paths; a path's first word is the stage, its second the activity (trajectory.md, "States"). */
export const STATES = [
  'referred',
  'screening.intake',
  'screening.requested',
  'screening.approved',
  'screening.refused',
  'socialEconomy.working',
  'socialEconomy.between',
  'followOn.working',
  'followOn.between',
  'regular.working',
  'regular.between',
  'regular.sustained',
  'ended',
] as const;
export const State = z.enum(STATES);
export type State = z.infer<typeof State>;

export const STAGES = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

export const Presence = z.enum(['active', 'interrupted']);
export type Presence = z.infer<typeof Presence>;

/** What was first met: a placement in the social economy, a placement elsewhere, a job without any, nothing yet (figures.md). */
export const Route = z.enum(['se-first', 'direct', 'no-placement', 'none']);
export type Route = z.infer<typeof Route>;

export function stageOf(state: State): Stage {
  return Stage.parse(state.split('.')[0]);
}

/** `working`, `between`, `intake` …; null for a stage that has no activities. */
export function activityOf(state: State): string | null {
  return state.split('.')[1] ?? null;
}
