import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';

export type DetailName = keyof typeof LABELS.detail;
export type DetailValue = string | number | readonly string[] | null;
/** What stands in the fields of one type of step; what is not filled in is null or absent. */
export type Details = Readonly<Partial<Record<DetailName, DetailValue>>>;

type Choices = Readonly<Record<string, Words>>;

export type DetailField = { name: DetailName; isRequired?: boolean } & (
  | { kind: 'choice'; options: Choices }
  | { kind: 'choices'; options: Choices; isFor?: (details: Details) => boolean }
  | { kind: 'text'; max: number }
  | { kind: 'organisation'; max: number }
  | { kind: 'day'; isFor?: (details: Details) => boolean }
  | { kind: 'hours' }
  | { kind: 'municipality' }
);

const isApproval = ({ outcome }: Details) => outcome === 'approved';
const required = { isRequired: true } as const;

/** The fields of each type of step, in the order in which they are asked for (trajectory.md, "Steps"). */
const FIELDS: Record<StepType, readonly DetailField[]> = {
  'referral.received': [
    { name: 'programme', kind: 'choice', options: LABELS.programme, ...required },
    { name: 'referredBy', kind: 'text', max: 200 },
  ],
  'intake.held': [],
  'advice.requested': [{ name: 'body', kind: 'choice', options: LABELS.body, ...required }],
  'advice.decided': [
    { name: 'outcome', kind: 'choice', options: LABELS.outcome, ...required },
    { name: 'workForms', kind: 'choices', options: LABELS.workForm, isFor: isApproval, ...required },
    { name: 'validUntil', kind: 'day', isFor: isApproval },
  ],
  'placement.started': [
    { name: 'workForm', kind: 'choice', options: LABELS.workForm, ...required },
    { name: 'setting', kind: 'choice', options: LABELS.setting, ...required },
    { name: 'organisation', kind: 'organisation', max: 200 },
    { name: 'hoursPerWeek', kind: 'hours' },
    { name: 'plannedEnd', kind: 'day' },
  ],
  'placement.ended': [{ name: 'reason', kind: 'choice', options: LABELS.placementEndReason, ...required }],
  'job.started': [
    { name: 'contract', kind: 'choice', options: LABELS.contract, ...required },
    { name: 'employer', kind: 'text', max: 200 },
    { name: 'support', kind: 'choice', options: LABELS.support },
  ],
  'job.confirmed': [],
  'job.ended': [{ name: 'reason', kind: 'choice', options: LABELS.jobEndReason, ...required }],
  'evaluation.held': [{ name: 'kind', kind: 'choice', options: LABELS.evaluationKind, ...required }],
  'registration.confirmed': [{ name: 'validUntil', kind: 'day', ...required }],
  'interruption.started': [{ name: 'reason', kind: 'choice', options: LABELS.interruptionReason, ...required }],
  'interruption.ended': [],
  'trajectory.transferred': [{ name: 'toMunicipality', kind: 'municipality', ...required }],
  'trajectory.ended': [{ name: 'reason', kind: 'choice', options: LABELS.endReason, ...required }],
  'trajectory.reopened': [{ name: 'reason', kind: 'text', max: 500, ...required }],
};

/** The fields to show, given what has been filled in: a refusal approves no work forms. */
export function fieldsFor(type: StepType, details: Details): readonly DetailField[] {
  return FIELDS[type].filter((field) => !('isFor' in field) || !field.isFor || field.isFor(details));
}

/** The required fields that are still empty. */
export function missingIn(type: StepType, details: Details): DetailField[] {
  return fieldsFor(type, details).filter(({ name, isRequired }) => isRequired && isEmpty(details[name]));
}

/** The details as the API takes them: trimmed, and only what is filled in and belongs to the type. */
export function detailsToSend(type: StepType, details: Details): Record<string, unknown> {
  const filled = fieldsFor(type, details).filter(({ name }) => !isEmpty(details[name]));
  return Object.fromEntries(filled.map(({ name }) => [name, trimmed(details[name])]));
}

/** The details of a recorded step, as they stand in the fields. */
export function detailsFrom(type: StepType, recorded: Readonly<Record<string, unknown>>): Details {
  return Object.fromEntries(FIELDS[type].map(({ name }) => [name, fieldValue(recorded[name])]));
}

function fieldValue(value: unknown): DetailValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

function isEmpty(value: DetailValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'string' ? value.trim() === '' : typeof value !== 'number' && value.length === 0;
}

function trimmed(value: DetailValue | undefined): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
