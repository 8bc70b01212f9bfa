import { expect } from 'vitest';
import { allowedSteps, presenceOf, statePath } from '#shared/trajectory/decide.ts';
import type { RefusalReason } from '#shared/trajectory/guards.ts';
import { type Change, change, type HistoryStep, type Taken } from '#shared/trajectory/history.ts';
import type { Presence, State } from '#shared/trajectory/states.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import type { Step, StepOf, StepType, WorkForm } from '#shared/trajectory/steps.ts';

type DetailsOf<Type extends StepType> = StepOf<Type>['details'];

/** Valid steps in a line: `a.referral('2024-01-01')`, `a.placement('2024-02-01', { setting: 'public' })`. */
export const a = {
  referral: (occurredOn: string, details: Partial<DetailsOf<'referral.received'>> = {}): StepOf<'referral.received'> => ({
    type: 'referral.received',
    occurredOn,
    details: { programme: 'twe', ...details },
  }),
  intake: (occurredOn: string): StepOf<'intake.held'> => ({ type: 'intake.held', occurredOn, details: {} }),
  adviceRequest: (occurredOn: string, body: DetailsOf<'advice.requested'>['body'] = 'vdab'): StepOf<'advice.requested'> => ({
    type: 'advice.requested',
    occurredOn,
    details: { body },
  }),
  approval: (occurredOn: string, workForms: WorkForm[] = ['maatwerk'], validUntil?: string): StepOf<'advice.decided'> => ({
    type: 'advice.decided',
    occurredOn,
    details: { outcome: 'approved', workForms, ...(validUntil === undefined ? {} : { validUntil }) },
  }),
  refusal: (occurredOn: string): StepOf<'advice.decided'> => ({ type: 'advice.decided', occurredOn, details: { outcome: 'refused' } }),
  /** Art. 60 §7 in the social economy where nothing else is said: the form that needs no advice. */
  placement: (occurredOn: string, details: Partial<DetailsOf<'placement.started'>> = {}): StepOf<'placement.started'> => ({
    type: 'placement.started',
    occurredOn,
    details: { workForm: 'art60', setting: 'social-economy', ...details },
  }),
  followOn: (occurredOn: string, details: Partial<DetailsOf<'placement.started'>> = {}): StepOf<'placement.started'> =>
    a.placement(occurredOn, { setting: 'public', ...details }),
  placementEnd: (occurredOn: string, reason: DetailsOf<'placement.ended'>['reason'] = 'completed'): StepOf<'placement.ended'> => ({
    type: 'placement.ended',
    occurredOn,
    details: { reason },
  }),
  job: (occurredOn: string, details: Partial<DetailsOf<'job.started'>> = {}): StepOf<'job.started'> => ({
    type: 'job.started',
    occurredOn,
    details: { contract: 'permanent', ...details },
  }),
  jobConfirmation: (occurredOn: string): StepOf<'job.confirmed'> => ({ type: 'job.confirmed', occurredOn, details: {} }),
  jobEnd: (occurredOn: string, reason: DetailsOf<'job.ended'>['reason'] = 'other'): StepOf<'job.ended'> => ({
    type: 'job.ended',
    occurredOn,
    details: { reason },
  }),
  evaluation: (occurredOn: string, kind: DetailsOf<'evaluation.held'>['kind'] = 'gpmi'): StepOf<'evaluation.held'> => ({
    type: 'evaluation.held',
    occurredOn,
    details: { kind },
  }),
  registration: (occurredOn: string, validUntil: string): StepOf<'registration.confirmed'> => ({
    type: 'registration.confirmed',
    occurredOn,
    details: { validUntil },
  }),
  interruption: (occurredOn: string, reason: DetailsOf<'interruption.started'>['reason'] = 'illness'): StepOf<'interruption.started'> => ({
    type: 'interruption.started',
    occurredOn,
    details: { reason },
  }),
  resumption: (occurredOn: string): StepOf<'interruption.ended'> => ({ type: 'interruption.ended', occurredOn, details: {} }),
  transfer: (occurredOn: string, toMunicipality: string): StepOf<'trajectory.transferred'> => ({
    type: 'trajectory.transferred',
    occurredOn,
    details: { toMunicipality },
  }),
  end: (occurredOn: string, reason: DetailsOf<'trajectory.ended'>['reason'] = 'other'): StepOf<'trajectory.ended'> => ({
    type: 'trajectory.ended',
    occurredOn,
    details: { reason },
  }),
  reopening: (occurredOn: string, reason = 'ended by mistake'): StepOf<'trajectory.reopened'> => ({
    type: 'trajectory.reopened',
    occurredOn,
    details: { reason },
  }),
} as const;

/** Where trajectories of the tests begin, and where they may move to. */
export const HOME = 'Diest';
export const ELSEWHERE = 'Aarschot';

/** A step as it stands in a history: its id and order are the place in which it was recorded, from 1. */
export function recorded(step: Step, order: number): HistoryStep {
  return { ...step, id: `step-${order}`, order };
}

/** Steps as recorded one after the other. */
export function historyOf(...steps: readonly Step[]): HistoryStep[] {
  return steps.map((step, index) => recorded(step, index + 1));
}

/** Replays steps that must be legal. */
export function takenOf(...steps: readonly Step[]): readonly [Taken, ...Taken[]] {
  const result = change(HOME, historyOf(...steps), {});
  if (result.outcome !== 'accepted') throw new Error(`The steps given are not a legal history: ${JSON.stringify(result)}`);
  return result.taken;
}

export interface Expected {
  state?: State;
  presence?: Presence;
  municipality?: string;
  stays?: readonly Partial<Stay>[];
  allowed?: readonly StepType[];
}

/**
 * `given(a.referral('2024-01-01')).when(a.intake('2024-01-08')).then({ state: 'screening.intake' })`
 *
 * The steps given are recorded in the order written, whatever their days, and must be legal together.
 */
export function given(...steps: readonly Step[]) {
  const history = historyOf(...steps);
  if (steps.length > 0) takenOf(...steps);
  return {
    /** Records one more step. */
    when: (step: Step) => outcomeOf(change(HOME, history, { added: recorded(step, history.length + 1) })),
    /** Takes back the nth step given (from 1). */
    whenWithdrawn: (nth: number) => outcomeOf(change(HOME, history, { withdrawn: `step-${nth}` })),
    /** Takes back the nth step given and puts another in its place, which it keeps when the day is the same. */
    whenCorrected: (nth: number, step: Step) => {
      const old = history[nth - 1];
      const order = old?.occurredOn === step.occurredOn ? old.order : history.length + 1;
      return outcomeOf(change(HOME, history, { withdrawn: `step-${nth}`, added: { ...step, id: 'replacement', order } }));
    },
    then: (expected: Expected) => outcomeOf(change(HOME, history, {})).then(expected),
  };
}

function outcomeOf(result: Change) {
  return {
    then: (expected: Expected) => {
      expect(result).toMatchObject({ outcome: 'accepted' });
      if (result.outcome !== 'accepted') return;
      const last = result.taken.at(-1);
      if (!last) throw new Error('An accepted history has a last step');
      const { snapshot } = last;
      if (expected.state !== undefined) expect(statePath(snapshot)).toBe(expected.state);
      if (expected.presence !== undefined) expect(presenceOf(snapshot)).toBe(expected.presence);
      if (expected.municipality !== undefined) expect(snapshot.context.municipality).toBe(expected.municipality);
      if (expected.allowed !== undefined) expect(allowedSteps(snapshot)).toEqual(expected.allowed);
      if (expected.stays !== undefined) {
        const stays = staysOf(result.taken);
        expect(stays).toHaveLength(expected.stays.length);
        expect(stays).toMatchObject(expected.stays);
      }
    },
    /** The step itself is not possible in its place. */
    thenRefused: (reason: RefusalReason, allowed?: readonly StepType[]) => {
      expect(result).toMatchObject({ outcome: 'refused', reason });
      if (allowed && result.outcome === 'refused') expect(result.allowed).toEqual(allowed);
    },
    /** A step recorded before would no longer be possible. */
    thenConflict: (reason: RefusalReason, step: Step | null) => {
      expect(result).toMatchObject({ outcome: 'conflict', reason, conflictingStep: step });
    },
  };
}
