import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';

/**
 * What can happen on a day in a trajectory (trajectory.md, "Steps"). A step states a fact: its type in the past tense, the day, and
 * details of which only those in the schema exist. What the facts mean for the state is the machine's business.
 */
export const Programme = z.enum(['twe', 'art60', 'other']);
export type Programme = z.infer<typeof Programme>;

export const WorkForm = z.enum(['art60', 'maatwerk', 'individual-maatwerk', 'lde', 'arbeidszorg', 'wijk-werken', 'internship', 'training']);
export type WorkForm = z.infer<typeof WorkForm>;

export const Setting = z.enum(['social-economy', 'public', 'nonprofit', 'private']);
export type Setting = z.infer<typeof Setting>;

export const Contract = z.enum(['permanent', 'fixed-term', 'temp-agency', 'part-time-with-allowance', 'ibo', 'self-employed']);
export type Contract = z.infer<typeof Contract>;

export const Support = z.enum(['none', 'less']);
export type Support = z.infer<typeof Support>;

export const AdviceBody = z.enum(['vdab', 'gtb', 'ocmw']);
const AdviceOutcome = z.enum(['approved', 'refused']);
export const PlacementEndReason = z.enum(['completed', 'dismissed', 'withdrew', 'illness', 'host-closed', 'other']);
export const EvaluationKind = z.enum(['gpmi', 'placement', 'other']);
export const InterruptionReason = z.enum(['illness', 'maternity', 'detention', 'childcare', 'other']);
export const EndReason = z.enum([
  'regular-work',
  'rights-acquired',
  'training',
  'not-feasible',
  'illness',
  'withdrew',
  'no-show',
  'moved',
  'lost-entitlement',
  'detention',
  'death',
  'duration-reached',
  'other',
]);
export type EndReason = z.infer<typeof EndReason>;

const Name = text(200);
const HoursPerWeek = z.number().positive().max(60);
const MunicipalityCode = text(60);

/** The details of each type. Strict: a key that the type does not have is refused, not dropped. */
export const StepDetails = {
  'referral.received': z.strictObject({ programme: Programme, referredBy: Name.optional() }),
  'intake.held': z.strictObject({}),
  'advice.requested': z.strictObject({ body: AdviceBody }),
  'advice.decided': z
    .strictObject({
      outcome: AdviceOutcome,
      workForms: z.array(WorkForm).max(WorkForm.options.length).optional(),
      validUntil: PlainDate.optional(),
    })
    .refine((details) => details.outcome === 'refused' || (details.workForms?.length ?? 0) > 0, {
      path: ['workForms'],
      message: 'an approval names at least one work form',
      params: { code: 'required' },
    })
    .refine((details) => new Set(details.workForms).size === (details.workForms?.length ?? 0), {
      path: ['workForms'],
      message: 'each work form once',
      params: { code: 'duplicate' },
    }),
  'placement.started': z.strictObject({
    workForm: WorkForm,
    setting: Setting,
    organisation: Name.optional(),
    hoursPerWeek: HoursPerWeek.optional(),
    plannedEnd: PlainDate.optional(),
  }),
  'placement.ended': z.strictObject({ reason: PlacementEndReason }),
  'job.started': z.strictObject({ contract: Contract, employer: Name.optional(), support: Support.optional() }),
  'job.confirmed': z.strictObject({}),
  'job.ended': z.strictObject({ reason: PlacementEndReason }),
  'evaluation.held': z.strictObject({ kind: EvaluationKind }),
  'registration.confirmed': z.strictObject({ validUntil: PlainDate }),
  'interruption.started': z.strictObject({ reason: InterruptionReason }),
  'interruption.ended': z.strictObject({}),
  'trajectory.transferred': z.strictObject({ toMunicipality: MunicipalityCode }),
  'trajectory.ended': z.strictObject({ reason: EndReason }),
  'trajectory.reopened': z.strictObject({ reason: text(500) }),
} as const;

export type StepType = keyof typeof StepDetails;

function step<Type extends StepType, Extra extends z.ZodRawShape>(type: Type, extra: Extra) {
  return z.strictObject({ type: z.literal(type), occurredOn: PlainDate, details: StepDetails[type], ...extra });
}

/** A step of any type, with members of the caller's own beside type, day and details. */
export function stepWith<Extra extends z.ZodRawShape>(extra: Extra) {
  return z.discriminatedUnion('type', [
    step('referral.received', extra),
    step('intake.held', extra),
    step('advice.requested', extra),
    step('advice.decided', extra),
    step('placement.started', extra),
    step('placement.ended', extra),
    step('job.started', extra),
    step('job.confirmed', extra),
    step('job.ended', extra),
    step('evaluation.held', extra),
    step('registration.confirmed', extra),
    step('interruption.started', extra),
    step('interruption.ended', extra),
    step('trajectory.transferred', extra),
    step('trajectory.ended', extra),
    step('trajectory.reopened', extra),
  ]);
}

/** A step as the machine takes it: type, day and details, nothing about who recorded it or when. */
export const Step = stepWith({});
export type Step = z.infer<typeof Step>;

export type StepOf<Type extends StepType> = Extract<Step, { type: Type }>;

/** In the order in which a trajectory usually meets them. */
export const STEP_TYPES = [
  'referral.received',
  'intake.held',
  'advice.requested',
  'advice.decided',
  'placement.started',
  'placement.ended',
  'job.started',
  'job.confirmed',
  'job.ended',
  'evaluation.held',
  'registration.confirmed',
  'interruption.started',
  'interruption.ended',
  'trajectory.transferred',
  'trajectory.ended',
  'trajectory.reopened',
] as const satisfies readonly StepType[];

export const StepTypeName = z.enum(STEP_TYPES);
