import { addMonths, type PlainDate } from '#shared/plain-date.ts';
import { ruleOn } from './rules.ts';
import type { Contract, Programme, Setting, Step, Support, WorkForm } from './steps.ts';

/** Why a step is refused (trajectory.md). The words are the screen's. */
export const REFUSAL_REASONS = [
  'advice-required',
  'not-in-this-state',
  'interrupted',
  'no-request-pending',
  'before-referral',
  'same-municipality',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What the machine remembers besides its state: facts that guards, stays and deadlines need. */
export interface TrajectoryContext {
  readonly programme: Programme;
  readonly municipality: string;
  readonly referredOn: PlainDate;
  /** The request for advice that waits for a decision. */
  readonly request: { readonly on: PlainDate } | null;
  /** The latest decision counts. */
  readonly advice: {
    readonly on: PlainDate;
    readonly outcome: 'approved' | 'refused';
    readonly workForms: readonly WorkForm[];
    readonly validUntil: PlainDate | null;
  } | null;
  readonly placement: Placement | null;
  readonly job: Job | null;
  /** Since when, while presence is `interrupted`. */
  readonly interruptedSince: PlainDate | null;
  readonly ended: { readonly on: PlainDate; readonly reason: string } | null;
  /** Last day of the TWE registration confirmed last. */
  readonly registeredUntil: PlainDate | null;
  readonly evaluatedOn: PlainDate | null;
}

export interface Placement {
  readonly startedOn: PlainDate;
  readonly workForm: WorkForm;
  readonly setting: Setting;
  readonly organisation: string | null;
  readonly hoursPerWeek: number | null;
  readonly plannedEnd: PlainDate | null;
}

export interface Job {
  readonly startedOn: PlainDate;
  readonly contract: Contract;
  readonly employer: string | null;
  readonly support: Support | null;
  readonly confirmedOn: PlainDate | null;
}

/** Work forms that need an approved advice naming them, valid on the day; for Art. 60 §7 the OCMW decides alone (domain.md). */
const NEEDS_ADVICE: ReadonlySet<WorkForm> = new Set(['maatwerk', 'individual-maatwerk', 'lde', 'arbeidszorg']);

/** The code given when it fails; null where failing only means that another transition takes the step. */
type Condition = { readonly reason: RefusalReason | null } & (
  | { readonly on: 'state'; readonly holds: (context: TrajectoryContext) => boolean }
  | { readonly on: 'details'; readonly holds: (context: TrajectoryContext, step: Step) => boolean }
);

const present: Condition = { reason: 'interrupted', on: 'state', holds: ({ interruptedSince }) => interruptedSince === null };
const open: Condition = { reason: 'not-in-this-state', on: 'state', holds: ({ ended }) => ended === null };
const requested: Condition = { reason: 'no-request-pending', on: 'state', holds: ({ request }) => request !== null };
const advised: Condition = { reason: 'advice-required', on: 'details', holds: hasAdviceFor };
const inSocialEconomy: Condition = { reason: null, on: 'details', holds: (_, step) => isSocialEconomyPlacement(step) };
const outsideSocialEconomy: Condition = { reason: null, on: 'details', holds: (_, step) => !isSocialEconomyPlacement(step) };
const approving: Condition = { reason: null, on: 'details', holds: (_, step) => isApproval(step) };
const refusing: Condition = { reason: null, on: 'details', holds: (_, step) => !isApproval(step) };
const elsewhere: Condition = { reason: 'same-municipality', on: 'details', holds: movesAway };
const lasting: Condition = { reason: null, on: 'details', holds: isSustained };

/** Every guard of the machine by name, as the conditions that must all hold, in the order in which a refusal names them. */
export const GUARDS = {
  canHoldIntake: [present],
  canApprove: [requested, approving],
  canRefuse: [requested, refusing],
  canDecide: [requested],
  canStartInSocialEconomy: [inSocialEconomy, present, advised],
  canStartFollowOn: [outsideSocialEconomy, present, advised],
  canStartJob: [present],
  canConfirmSustained: [lasting],
  canInterrupt: [open, present],
  canTransfer: [elsewhere],
} as const satisfies Record<string, readonly Condition[]>;

export type GuardName = keyof typeof GUARDS;

/** The first condition of a guard that a step does not meet, or undefined when it may pass. */
export function unmetCondition(guard: GuardName, context: TrajectoryContext, step: Step): Condition | undefined {
  return GUARDS[guard].find((condition) => !condition.holds(context, step));
}

/** Whether what a guard asks of the state holds: then a type of step is worth offering, whatever its details will be. */
export function allowsInThisState(guard: GuardName, context: TrajectoryContext): boolean {
  return GUARDS[guard].every((condition) => condition.on === 'details' || condition.holds(context));
}

function isSocialEconomyPlacement(step: Step): boolean {
  return step.type === 'placement.started' && step.details.setting === 'social-economy';
}

function isApproval(step: Step): boolean {
  return step.type === 'advice.decided' && step.details.outcome === 'approved';
}

function movesAway({ municipality }: TrajectoryContext, step: Step): boolean {
  return step.type === 'trajectory.transferred' && step.details.toMunicipality !== municipality;
}

/** Whether the job has lasted long enough on the day of its confirmation (rule `sustained.months`). */
function isSustained({ job }: TrajectoryContext, step: Step): boolean {
  return job !== null && step.occurredOn >= addMonths(job.startedOn, ruleOn('sustained.months', step.occurredOn).value);
}

function hasAdviceFor({ advice }: TrajectoryContext, step: Step): boolean {
  if (step.type !== 'placement.started' || !NEEDS_ADVICE.has(step.details.workForm)) return true;
  return (
    advice?.outcome === 'approved' &&
    advice.workForms.includes(step.details.workForm) &&
    (advice.validUntil === null || step.occurredOn <= advice.validUntil)
  );
}
