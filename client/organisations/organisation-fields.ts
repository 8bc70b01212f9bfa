import { isProblem } from '#client/api/problem.ts';
import { changedFields } from '#client/editing/newer-version.ts';
import { isKbo, kboDigits, kboText } from '#shared/codes/kbo.ts';
import type { createOrganisation, Organisation } from '#shared/contract/organisations.ts';
import type { BodyInput } from '#shared/contract/route.ts';
import type { Setting, WorkForm } from '#shared/trajectory/steps.ts';
import type { OrganisationChange } from './queries.ts';

/** What stands in the fields of an organisation; empty text is nothing known. */
export type OrganisationFields = {
  name: string;
  setting: Setting | null;
  municipality: string | null;
  workForms: readonly WorkForm[];
  sector: string;
  kbo: string;
  contact: string;
  validUntil: string | null;
};

export type OrganisationErrors = Readonly<Partial<Record<keyof OrganisationFields, string>>>;

export const NO_ORGANISATION: OrganisationFields = {
  name: '',
  setting: null,
  municipality: null,
  workForms: [],
  sector: '',
  kbo: '',
  contact: '',
  validUntil: null,
};

export function organisationFrom({
  name,
  setting,
  municipality,
  workForms,
  sector,
  kbo,
  contact,
  validUntil,
}: Organisation): OrganisationFields {
  return {
    name,
    setting,
    municipality,
    workForms,
    sector: sector ?? '',
    kbo: kbo === null ? '' : kboText(kbo),
    contact: contact ?? '',
    validUntil,
  };
}

/** As a new organisation takes it: only what is filled in. */
export function organisationToCreate(fields: OrganisationFields & { setting: Setting }): BodyInput<typeof createOrganisation> {
  const { name, setting, municipality, workForms, sector, kbo, contact } = fields;
  return {
    name: name.trim(),
    setting,
    workForms: [...workForms],
    ...(municipality && { municipality }),
    ...(sector.trim() && { sector: sector.trim() }),
    ...(kbo.trim() && { kbo: kbo.trim() }),
    ...(contact.trim() && { contact: contact.trim() }),
  };
}

/** Only what differs from what was read; emptied is null. */
export function organisationToChange(before: OrganisationFields, now: OrganisationFields): OrganisationChange {
  const changed = changedFields(before, now);
  const has = (name: keyof OrganisationFields) => changed.includes(name);
  return {
    ...(has('name') && { name: now.name.trim() }),
    ...(now.setting !== null && has('setting') && { setting: now.setting }),
    ...(has('municipality') && { municipality: now.municipality }),
    ...(has('workForms') && { workForms: [...now.workForms] }),
    ...(has('sector') && { sector: now.sector.trim() || null }),
    ...(has('kbo') && { kbo: now.kbo.trim() || null }),
    ...(has('contact') && { contact: now.contact.trim() || null }),
    ...(has('validUntil') && { validUntil: now.validUntil }),
  };
}

/** The patch that takes another one back. */
export function takingBack(patch: OrganisationChange, before: Organisation): OrganisationChange {
  const keys = Object.keys(patch);
  return Object.fromEntries(Object.entries(before).filter(([name]) => keys.includes(name)));
}

type Say = (key: 'name-missing' | 'setting-missing' | 'kbo-wrong' | 'name-taken' | 'municipality-unknown') => string;

/** What can be seen to be wrong before anything is sent. */
export function organisationErrors({ name, setting, kbo }: OrganisationFields, say: Say): OrganisationErrors {
  return {
    ...(name.trim() === '' && { name: say('name-missing') }),
    ...(setting === null && { setting: say('setting-missing') }),
    ...(kbo.trim() !== '' && !isKbo(kboDigits(kbo)) && { kbo: say('kbo-wrong') }),
  };
}

/** A refusal at the field it is about; empty when it is about none. */
export function refusedOrganisation(error: unknown, say: Say): OrganisationErrors {
  if (isProblem(error, 'organisation.name-taken')) return { name: say('name-taken') };
  if (isProblem(error, 'municipality.unknown')) return { municipality: say('municipality-unknown') };
  if (!isProblem(error)) return {};
  const names = error.fields.map(({ path }) => path.split('.')[1]);
  return {
    ...(names.includes('name') && { name: say('name-missing') }),
    ...(names.includes('kbo') && { kbo: say('kbo-wrong') }),
  };
}
