import './zod-without-eval.ts';
import { stationsOf } from '#client/trajectory/stations.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { allowedSteps, presenceOf, statePath } from '#shared/trajectory/decide.ts';
import type { RefusalReason } from '#shared/trajectory/guards.ts';
import { change, type HistoryStep, inOrder, replay, type Taken } from '#shared/trajectory/history.ts';
import { type Presence, STAGES, type Stage, type State } from '#shared/trajectory/states.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import { Step, type StepType } from '#shared/trajectory/steps.ts';

/*
 * The server's own machine in the browser, to say beforehand what a step will do. It brings XState and zod along, so it is
 * loaded when a file is open and its screen is there (use-law.ts). What counts is what the server answers.
 */

type Named = { type: StepType; occurredOn: string; details: Readonly<Record<string, unknown>> };

/** What becomes of a trajectory by a step or a correction. */
export type Outlook =
  | {
      outcome: 'accepted';
      state: State;
      stage: Stage;
      presence: Presence;
      /** Where a step falls that is not the last one of the history. */
      place: { after: Named | null; before: Named } | null;
      /** How the days of stages change by a late step or a correction. */
      shifts: { stage: Stage; before: number; after: number }[];
      /** Whether the state of today becomes another one. */
      isMoved: boolean;
    }
  | { outcome: 'refused'; reason: RefusalReason; stateThen: State | null; allowedThen: StepType[]; isAdvicePending: boolean }
  | { outcome: 'conflict'; reason: RefusalReason; step: Named | null };

export type Asked = { added?: { step: Step; id: string; keepsPlaceOf?: string | undefined } | undefined; withdrawn?: string | undefined };

/** The step that stands in the fields, or the names of the details that the schema refuses. */
export function readStep(typed: Named): { step: Step } | { wrong: string[] } {
  const read = Step.safeParse(typed);
  return read.success ? { step: read.data } : { wrong: read.error.issues.map(({ path }) => String(path.at(-1) ?? '')) };
}

/** @param until today: up to which a running stay is counted */
export function foresee(trajectory: Trajectory, { added, withdrawn }: Asked, until: string): Outlook {
  const history = historyOf(trajectory);
  const addition = added && asHistoryStep(added, trajectory);
  const result = change(referredIn(trajectory), history, {
    ...(withdrawn !== undefined && { withdrawn }),
    ...(addition && { added: addition }),
  });
  if (result.outcome === 'conflict')
    return { outcome: 'conflict', reason: result.reason, step: result.conflictingStep && named(result.conflictingStep) };
  if (result.outcome === 'refused') {
    const then = before(
      trajectory,
      history.filter(({ id }) => id !== withdrawn),
      addition,
    );
    return {
      outcome: 'refused',
      reason: result.reason,
      stateThen: then ? statePath(then.snapshot) : null,
      allowedThen: result.allowed,
      isAdvicePending: then?.snapshot.context.request != null,
    };
  }
  return accepted(trajectory, result.taken, { addition, isCorrection: withdrawn !== undefined, until });
}

/** The types of step that were possible at the end of a day, wherever the trajectory went afterwards. */
export function allowedOn(trajectory: Trajectory, day: string): StepType[] {
  const until = historyOf(trajectory).filter(({ occurredOn }) => occurredOn <= day);
  const result = replay(referredIn(trajectory), until);
  const last = result.legal ? result.taken.at(-1) : undefined;
  return last ? allowedSteps(last.snapshot) : [];
}

function accepted(
  trajectory: Trajectory,
  taken: readonly Taken[],
  { addition, isCorrection, until }: { addition: HistoryStep | undefined; isCorrection: boolean; until: string },
): Outlook {
  const last = taken.at(-1);
  if (!last) throw new RangeError('An accepted history has a last step');
  const state = statePath(last.snapshot);
  const presence = presenceOf(last.snapshot);
  const index = taken.findIndex(({ step }) => step.id === addition?.id);
  const next = index < 0 ? undefined : taken[index + 1]?.step;
  const previous = taken[index - 1]?.step;
  const isLate = next !== undefined || isCorrection;
  const stays = staysOf(taken);
  return {
    outcome: 'accepted',
    state,
    stage: STAGES.find((stage) => state.startsWith(stage)) ?? 'referred',
    presence,
    place: next ? { before: named(next), after: previous ? named(previous) : null } : null,
    shifts: isLate ? shiftsOf(trajectory.stays, stays, until) : [],
    isMoved: state !== trajectory.state || presence !== trajectory.presence,
  };
}

function shiftsOf(before: Trajectory['stays'], after: Trajectory['stays'], until: string) {
  const daysIn = (stays: Trajectory['stays'], stage: Stage) =>
    stationsOf(stays, until).find((station) => station.stage === stage)?.days ?? 0;
  return STAGES.filter((stage) => stage !== 'ended')
    .map((stage) => ({ stage, before: daysIn(before, stage), after: daysIn(after, stage) }))
    .filter((shift) => shift.before !== shift.after);
}

/** The moment at which a step would have been taken. */
function before(trajectory: Trajectory, history: readonly HistoryStep[], addition: HistoryStep | undefined): Taken | undefined {
  if (!addition) return undefined;
  const ordered = inOrder([...history, addition]);
  const result = replay(referredIn(trajectory), ordered.slice(0, ordered.indexOf(addition)));
  return result.legal ? result.taken.at(-1) : undefined;
}

/** Every step keeps its place in the whole record, so that a replacement can stand where the withdrawn one stood. */
function historyOf({ steps }: Trajectory): HistoryStep[] {
  return steps.flatMap(({ id, type, occurredOn, details, withdrawnAt }, order) => {
    const read = withdrawnAt === undefined ? Step.safeParse({ type, occurredOn, details }) : undefined;
    return read?.success ? [{ ...read.data, id, order }] : [];
  });
}

function asHistoryStep({ step, id, keepsPlaceOf }: NonNullable<Asked['added']>, { steps }: Trajectory): HistoryStep {
  const kept = steps.findIndex((recorded) => recorded.id === keepsPlaceOf && recorded.occurredOn === step.occurredOn);
  return { ...step, id, order: kept < 0 ? Number.MAX_SAFE_INTEGER : kept };
}

/** Later transfers are steps; where it began, the first stay says. */
function referredIn({ stays, municipality }: Trajectory): string {
  return stays[0]?.municipality ?? municipality;
}

function named({ type, occurredOn, details }: Step): Named {
  return { type, occurredOn, details };
}
