import type { PlainDate } from '#shared/plain-date.ts';
import { allowedSteps, decide, open, type TrajectorySnapshot } from './decide.ts';
import type { RefusalReason } from './guards.ts';
import type { Step, StepType } from './steps.ts';

/** A step with its identity and its place in the order of recording. `order` is unique within a trajectory. */
export type HistoryStep = Step & { readonly id: string; readonly order: number };

export interface Taken {
  readonly step: HistoryStep;
  /** After the step. */
  readonly snapshot: TrajectorySnapshot;
}

export type Replay =
  | { readonly legal: true; readonly taken: readonly [Taken, ...Taken[]] }
  | {
      readonly legal: false;
      /** The first step that is not possible in its place; null when there is no step at all. */
      readonly step: HistoryStep | null;
      readonly reason: RefusalReason;
      readonly allowed: StepType[];
    };

/** The order of a history: the day, then the order of recording (trajectory.md, "What is kept"). */
export function inOrder<S extends { occurredOn: PlainDate; order: number }>(steps: readonly S[]): S[] {
  return steps.toSorted((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : a.order - b.order));
}

/**
 * Folds steps, given in any order, through the machine.
 * @param municipality where the trajectory began; later transfers are steps.
 * @param earlier an earlier replay of the same trajectory: as far as its steps are the same objects in the same order, it is not done again
 */
export function replay(municipality: string, steps: readonly HistoryStep[], earlier: readonly Taken[] = []): Replay {
  const ordered = inOrder(steps);
  const changed = ordered.findIndex((step, index) => earlier[index]?.step !== step);
  const taken = earlier.slice(0, changed === -1 ? ordered.length : changed);
  for (const step of ordered.slice(taken.length)) {
    const before = taken.at(-1)?.snapshot;
    const decision = before ? decide(before, step) : open(step, municipality);
    if (!decision.accepted) {
      return { legal: false, step, reason: decision.reason, allowed: before ? allowedSteps(before) : ['referral.received'] };
    }
    taken.push({ step, snapshot: decision.snapshot });
  }
  const [first, ...rest] = taken;
  if (!first) return { legal: false, step: null, reason: 'before-referral', allowed: ['referral.received'] };
  return { legal: true, taken: [first, ...rest] };
}

export type Change =
  | { readonly outcome: 'accepted'; readonly taken: readonly [Taken, ...Taken[]] }
  /** The step itself is not possible in its place. */
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly allowed: StepType[] }
  /** The step is possible, or only a withdrawal; a step recorded before would no longer be. Null: no step would be left. */
  | { readonly outcome: 'conflict'; readonly reason: RefusalReason; readonly conflictingStep: HistoryStep | null };

/** What becomes of a history when one step comes in, goes out, or both (a correction). Any day: a late step falls into its place. */
export function change(
  municipality: string,
  history: readonly HistoryStep[],
  { withdrawn, added }: { withdrawn?: string; added?: HistoryStep },
): Change {
  const remaining = history.filter((step) => step.id !== withdrawn);
  const result = replay(municipality, added ? [...remaining, added] : remaining);
  if (result.legal) return { outcome: 'accepted', taken: result.taken };
  if (added && result.step?.id === added.id) return { outcome: 'refused', reason: result.reason, allowed: result.allowed };
  return { outcome: 'conflict', reason: result.reason, conflictingStep: result.step };
}
