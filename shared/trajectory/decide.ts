import { getNextTransitions, initialTransition, type SnapshotFrom, transition } from 'xstate';
import { allowsInThisState, GUARDS, type GuardName, type RefusalReason, type TrajectoryContext, unmetCondition } from './guards.ts';
import { trajectoryMachine } from './machine.ts';
import { Presence, State } from './states.ts';
import { STEP_TYPES, type Step, type StepType } from './steps.ts';

export type TrajectorySnapshot = SnapshotFrom<typeof trajectoryMachine>;

export type Decision =
  | { readonly accepted: true; readonly snapshot: TrajectorySnapshot }
  | { readonly accepted: false; readonly reason: RefusalReason };

/** Opens a trajectory. Whatever comes before a referral is refused with `before-referral`. */
export function open(step: Step, municipality: string): Decision {
  if (step.type !== 'referral.received') return { accepted: false, reason: 'before-referral' };
  return { accepted: true, snapshot: initialTransition(trajectoryMachine, { referral: step, municipality })[0] };
}

/** Whether the machine takes a step, and where that leads; else the reason code of the first guard that refuses it. */
export function decide(snapshot: TrajectorySnapshot, step: Step): Decision {
  // An event that XState cannot take returns the same snapshot without a word, so ask before.
  if (!snapshot.can(step)) return { accepted: false, reason: reasonAgainst(snapshot, step) };
  return { accepted: true, snapshot: transition(trajectoryMachine, snapshot, step)[0] };
}

/** The types of step that this state takes with the right details, in their usual order. */
export function allowedSteps(snapshot: TrajectorySnapshot): StepType[] {
  return STEP_TYPES.filter((type) =>
    candidates(snapshot, type).some((guard) => guard === null || allowsInThisState(guard, snapshot.context)),
  );
}

/** `screening.approved`, `ended` …: the state of the course as the domain writes it. */
export function statePath(snapshot: TrajectorySnapshot): State {
  const { course } = snapshot.value;
  if (typeof course === 'string') return State.parse(course);
  const stage = course.open;
  if (stage === undefined || typeof stage === 'string') return State.parse(stage);
  const [name, activity] = Object.entries(stage)[0] ?? [];
  return State.parse(`${name}.${activity}`);
}

export function presenceOf(snapshot: TrajectorySnapshot): Presence {
  return Presence.parse(snapshot.value.presence);
}

/** The placement that runs in this state; the context still holds it after an end, for a reopening. */
export function runningPlacement(snapshot: TrajectorySnapshot): TrajectoryContext['placement'] {
  const state = statePath(snapshot);
  return state === 'socialEconomy.working' || state === 'followOn.working' ? snapshot.context.placement : null;
}

export function runningJob(snapshot: TrajectorySnapshot): TrajectoryContext['job'] {
  const state = statePath(snapshot);
  return state === 'regular.working' || state === 'regular.sustained' ? snapshot.context.job : null;
}

function reasonAgainst(snapshot: TrajectorySnapshot, step: Step): RefusalReason {
  for (const guard of candidates(snapshot, step.type)) {
    const reason = guard && unmetCondition(guard, snapshot.context, step)?.reason;
    if (reason) return reason;
  }
  return 'not-in-this-state';
}

/** The guards of the transitions that wait for a type of step, innermost first; null for one without a guard. */
function candidates(snapshot: TrajectorySnapshot, type: StepType): (GuardName | null)[] {
  return getNextTransitions(snapshot)
    .filter((candidate) => candidate.eventType === type)
    .map(({ guard }) => (isGuardName(guard) ? guard : null));
}

function isGuardName(guard: unknown): guard is GuardName {
  return typeof guard === 'string' && guard in GUARDS;
}
