import type { Translate } from '#client/locales/words.ts';
import { dayText, today } from '#client/ui/date-text.ts';
import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { type Details, fieldsFor, missingIn } from './fields.ts';
import type { recordWords } from './locales.ts';
import type { FieldErrors } from './step-fields.tsx';

type Speech = { words: Translate<keyof typeof recordWords.nl>; label: (words: Words) => string };

/** What is still missing, at its field, in words that say how to mend it. */
export function errorsIn(typed: { type: StepType; occurredOn: string | null; details: Details }, { words, label }: Speech): FieldErrors {
  const missing = missingIn(typed.type, typed.details).map(({ name, kind }) => {
    const key = kind === 'text' || kind === 'day' || kind === 'hours' ? 'missing-text' : 'missing-choice';
    return [name, words(key, { field: label(LABELS.detail[name]).toLowerCase() })];
  });
  return {
    ...Object.fromEntries(missing),
    ...(typed.occurredOn === null && { occurredOn: words('day-missing', { example: dayText(today()) }) }),
  };
}

/** Fields that the schema or the server refuses although they are filled in. @param names last parts of paths into the step */
export function wrongFields(
  names: readonly string[],
  { type, details }: { type: StepType; details: Details },
  { words, label }: Speech,
): FieldErrors {
  const wrong = fieldsFor(type, details).filter(({ name }) => names.includes(name));
  const errors = wrong.map(({ name }) => [name, words('wrong', { field: label(LABELS.detail[name]).toLowerCase() })]);
  return {
    ...Object.fromEntries(errors),
    ...(names.includes('occurredOn') && { occurredOn: words('day-missing', { example: dayText(today()) }) }),
  };
}
