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

/**
 * Whether a date or a number stands there that cannot be read: its own field complains once it is left, and nothing is saved without it.
 * The field that has the focus is left for a moment, so that pressing Enter within it complains too. Take the form's own errors away first.
 */
export async function hasUnreadable(form: HTMLFormElement): Promise<boolean> {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement && form.contains(focused)) focused.blur();
  await new Promise((resolve) => setTimeout(resolve));
  const unreadable = form.querySelector<HTMLInputElement>('input[type="text"][aria-invalid="true"]');
  if (unreadable) unreadable.focus();
  else if (focused instanceof HTMLElement) focused.focus();
  return unreadable !== null;
}
