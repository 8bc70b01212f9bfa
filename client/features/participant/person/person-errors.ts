import { isProblem } from '#client/api/problem.ts';
import type { Translate } from '#client/locales/words.ts';
import { inszDigits, isInsz } from '#shared/codes/insz-check.ts';
import type { participantWords } from '../locales.ts';
import type { PersonErrors, PersonFields } from './person.ts';

type Words = Translate<keyof typeof participantWords.nl>;

/** What can be seen to be wrong before anything is sent. */
export function personErrors({ insz }: PersonFields, words: Words): PersonErrors {
  return insz.trim() !== '' && !isInsz(inszDigits(insz)) ? { insz: words('person.insz-wrong') } : {};
}

/** A refusal at the field it is about; empty when it is about none. */
export function refusedFields(error: unknown, { reference }: PersonFields, words: Words): PersonErrors {
  if (isProblem(error, 'participant.reference-taken')) return { reference: words('person.taken', { reference: reference.trim() }) };
  if (isProblem(error, 'participant.insz-taken')) return { insz: words('person.insz-taken') };
  if (!isProblem(error)) return {};
  const names = error.fields.map(({ path }) => path.split('.').at(-1));
  return {
    ...(names.includes('insz') && { insz: words('person.insz-wrong') }),
    ...(names.includes('birthDate') && { birthDate: words('person.birthDate-wrong') }),
    ...(names.includes('municipality') && { municipality: words('person.municipality-missing') }),
    ...(names.includes('occurredOn') && { occurredOn: words('choose-day') }),
  };
}
