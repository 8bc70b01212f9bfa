import type { Participant } from '#shared/contract/participants.ts';

export const genders = ['f', 'm', 'x'] as const;
export const educations = ['low', 'middle', 'high'] as const;

/** What stands in the fields of a person; empty text is nothing known. */
export type PersonFields = {
  reference: string;
  firstName: string;
  lastName: string;
  birthDate: string | null;
  gender: (typeof genders)[number] | null;
  education: (typeof educations)[number] | null;
  language: string;
  insz: string;
};

export type PersonErrors = Readonly<Partial<Record<keyof PersonFields | 'municipality' | 'occurredOn' | 'programme', string>>>;

export const NOBODY: PersonFields = {
  reference: '',
  firstName: '',
  lastName: '',
  birthDate: null,
  gender: null,
  education: null,
  language: '',
  insz: '',
};

export function personFrom({ reference, firstName, lastName, birthDate, gender, education, language }: Participant): PersonFields {
  return {
    reference: reference ?? '',
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    birthDate,
    gender,
    education,
    language: language ?? '',
    insz: '',
  };
}

/** Only what is filled in, as a new file takes it. */
export function personToCreate({ reference, firstName, lastName, birthDate, gender, education, language, insz }: PersonFields) {
  return {
    ...(reference.trim() && { reference: reference.trim() }),
    ...(firstName.trim() && { firstName: firstName.trim() }),
    ...(lastName.trim() && { lastName: lastName.trim() }),
    ...(birthDate && { birthDate }),
    ...(gender && { gender }),
    ...(education && { education }),
    ...(language.trim() && { language: language.trim() }),
    ...(insz.trim() && { insz: insz.trim() }),
  };
}

/** Only what differs from what was known; emptied is null. The INSZ is masked, so an empty field leaves it as it is. */
export function personToChange(before: PersonFields, now: PersonFields) {
  const text = (name: 'reference' | 'firstName' | 'lastName' | 'language') =>
    now[name].trim() === before[name] ? undefined : now[name].trim() || null;
  return {
    ...defined('reference', text('reference')),
    ...defined('firstName', text('firstName')),
    ...defined('lastName', text('lastName')),
    ...defined('language', text('language')),
    ...defined('birthDate', now.birthDate === before.birthDate ? undefined : now.birthDate),
    ...defined('gender', now.gender === before.gender ? undefined : now.gender),
    ...defined('education', now.education === before.education ? undefined : now.education),
    ...(now.insz.trim() && { insz: now.insz.trim() }),
  };
}

function defined<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } | Record<never, never> {
  return value === undefined ? {} : { [name]: value };
}
