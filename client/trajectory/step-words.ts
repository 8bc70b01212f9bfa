import { dayText } from '#client/ui/date-text.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { labelIn, lowered, type Tell } from './words.ts';

/** A step as the API gives it: its details are read with care, for older ones may hold less. */
export type ToldStep = { type: StepType; occurredOn: string; details: Readonly<Record<string, unknown>> };

/** `Beslissing over het advies: goedgekeurd` */
export function stepTitle({ type, details }: ToldStep, { label }: Tell): string {
  const title = label(LABELS.step[type]);
  if (type !== 'advice.decided') return title;
  return `${title}: ${lowered(labelIn(LABELS.outcome, details.outcome, label))}`;
}

/** The details in words, one phrase each: `Art. 60 §7`, `De Winning Kringloop`, `38 uur per week`, `tot 30/04/2027`. */
export function stepPhrases(step: ToldStep, tell: Tell): string[] {
  return PHRASES[step.type](step.details, tell).filter((phrase) => phrase !== '');
}

type Phrases = (details: ToldStep['details'], tell: Tell) => string[];

const PHRASES: Record<StepType, Phrases> = {
  'referral.received': ({ programme, referredBy }, { label, t }) => [
    labelIn(LABELS.programme, programme, label),
    isText(referredBy) ? t('detail.by', { name: referredBy }) : '',
  ],
  'intake.held': () => [],
  'advice.requested': ({ body }, { label }) => [labelIn(LABELS.body, body, label)],
  'advice.decided': ({ workForms, validUntil }, tell) => [workFormsPhrase(workForms, tell), day(validUntil, 'detail.valid-until', tell)],
  'placement.started': ({ workForm, setting, organisation, hoursPerWeek, plannedEnd }, tell) => [
    labelIn(LABELS.workForm, workForm, tell.label),
    isText(organisation) ? organisation : '',
    lowered(labelIn(LABELS.setting, setting, tell.label)),
    typeof hoursPerWeek === 'number' ? tell.t('detail.hours', { hours: hoursPerWeek }) : '',
    day(plannedEnd, 'detail.until', tell),
  ],
  'placement.ended': ({ reason }, { label }) => [labelIn(LABELS.placementEndReason, reason, label)],
  'job.started': ({ contract, employer, support }, { label }) => [
    labelIn(LABELS.contract, contract, label),
    isText(employer) ? employer : '',
    lowered(labelIn(LABELS.support, support, label)),
  ],
  'job.confirmed': () => [],
  'job.ended': ({ reason }, { label }) => [labelIn(LABELS.jobEndReason, reason, label)],
  'evaluation.held': ({ kind }, { label }) => [labelIn(LABELS.evaluationKind, kind, label)],
  'registration.confirmed': ({ validUntil }, tell) => [day(validUntil, 'detail.valid-until', tell)],
  'interruption.started': ({ reason }, { label }) => [labelIn(LABELS.interruptionReason, reason, label)],
  'interruption.ended': () => [],
  'trajectory.transferred': ({ toMunicipality }, { t, municipality }) =>
    isText(toMunicipality) ? [t('detail.to', { municipality: municipality(toMunicipality) })] : [],
  'trajectory.ended': ({ reason }, { label }) => [labelIn(LABELS.endReason, reason, label)],
  'trajectory.reopened': ({ reason }) => (isText(reason) ? [reason] : []),
};

function workFormsPhrase(workForms: unknown, { t, label }: Tell): string {
  if (!Array.isArray(workForms) || workForms.length === 0) return '';
  return t('detail.work-forms', { forms: workForms.map((form) => lowered(labelIn(LABELS.workForm, form, label))).join(', ') });
}

function day(value: unknown, key: 'detail.until' | 'detail.valid-until', { t }: Tell): string {
  return isText(value) ? t(key, { day: dayText(value) }) : '';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
