import { isProblem } from '#client/api/problem.ts';
import { changedFields } from '#client/editing/newer-version.ts';
import type { Municipality } from '#shared/contract/municipalities.ts';
import type { MunicipalityChange } from './queries.ts';

/** What stands in the fields of a municipality. */
export type MunicipalityFields = { code: string; name: string; validFrom: string | null; validUntil: string | null };
export type MunicipalityErrors = Readonly<Partial<Record<keyof MunicipalityFields, string>>>;

export const NO_MUNICIPALITY: MunicipalityFields = { code: '', name: '', validFrom: null, validUntil: null };

export function municipalityFrom({ code, name, validFrom, validUntil }: Municipality): MunicipalityFields {
  return { code, name, validFrom, validUntil };
}

/** Only what differs from what was read; a code never changes. */
export function municipalityToChange(before: MunicipalityFields, now: MunicipalityFields): MunicipalityChange {
  const changed = changedFields(before, now);
  return {
    ...(changed.includes('name') && { name: now.name.trim() }),
    ...(changed.includes('validFrom') && { validFrom: now.validFrom }),
    ...(changed.includes('validUntil') && { validUntil: now.validUntil }),
  };
}

type Say = (key: 'code-missing' | 'name-missing' | 'days-crossed' | 'code-taken' | 'name-taken') => string;

/** What can be seen to be wrong before anything is sent. */
export function municipalityErrors({ code, name, validFrom, validUntil }: MunicipalityFields, say: Say): MunicipalityErrors {
  return {
    ...(code.trim() === '' && { code: say('code-missing') }),
    ...(name.trim() === '' && { name: say('name-missing') }),
    ...(validFrom !== null && validUntil !== null && validUntil < validFrom && { validUntil: say('days-crossed') }),
  };
}

/** A refusal at the field it is about; empty when it is about none. */
export function refusedMunicipality(error: unknown, say: Say): MunicipalityErrors {
  if (isProblem(error, 'municipality.code-taken')) return { code: say('code-taken') };
  if (isProblem(error, 'municipality.name-taken')) return { name: say('name-taken') };
  return {};
}
