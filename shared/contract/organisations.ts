import { z } from 'zod';
import { isKbo, kboDigits } from '#shared/codes/kbo.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { Setting, WorkForm } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf, YesNo } from './common.ts';
import { defineRoute } from './route.ts';

/** What a case worker adds is a proposal until somebody who writes organisations approves or declines it. */
const OrganisationStatus = z.enum(['proposed', 'approved', 'declined']);
export type OrganisationStatus = z.infer<typeof OrganisationStatus>;

const Kbo = z
  .string()
  .max(40)
  .transform(kboDigits)
  .refine(isKbo, {
    message: 'ten digits whose last two are the check: 97 − (the first eight mod 97)',
    params: { code: 'kbo.check' },
  });

const Fields = {
  /** Unique within a municipality, whatever its capitals and accents. As long as in a step. */
  name: text(200),
  setting: Setting,
  /** Enterprise number; branches of one enterprise share it. */
  kbo: Kbo,
  /** Left out where it has none of the region's. */
  municipality: MunicipalityCode,
  /** Under which it takes people on; none: not known. */
  workForms: z
    .array(WorkForm)
    .max(WorkForm.options.length)
    .refine((forms) => new Set(forms).size === forms.length, { message: 'each work form once', params: { code: 'duplicate' } }),
  sector: text(100),
  /** Of the organisation, such as its general number; never of a private person. */
  contact: text(300),
};

export const OrganisationBody = z.strictObject({
  name: Fields.name,
  setting: Fields.setting,
  kbo: Fields.kbo.optional(),
  municipality: Fields.municipality.optional(),
  workForms: Fields.workForms.default([]),
  sector: Fields.sector.optional(),
  contact: Fields.contact.optional(),
});
export type OrganisationBody = z.infer<typeof OrganisationBody>;

/** Only what is given changes; null empties a field. */
export const OrganisationPatch = z.strictObject({
  name: Fields.name.optional(),
  setting: Fields.setting.optional(),
  kbo: Fields.kbo.nullable().optional(),
  municipality: Fields.municipality.nullable().optional(),
  workForms: Fields.workForms.optional(),
  sector: Fields.sector.nullable().optional(),
  contact: Fields.contact.nullable().optional(),
  status: OrganisationStatus.optional(),
  /** Last day that it takes people on; null: it goes on. */
  validUntil: PlainDate.nullable().optional(),
});
export type OrganisationPatch = z.infer<typeof OrganisationPatch>;

export const Organisation = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  setting: Setting,
  /** Ten digits. */
  kbo: z.string().nullable(),
  municipality: MunicipalityCode.nullable(),
  workForms: z.array(WorkForm),
  sector: z.string().nullable(),
  contact: z.string().nullable(),
  status: OrganisationStatus,
  /** Who proposed it; null where nobody had to, and for the steering group. */
  proposedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  createdAt: Instant,
  validUntil: PlainDate.nullable(),
});
export type Organisation = z.infer<typeof Organisation>;

const OrganisationParams = z.strictObject({ id: z.uuid() });

export const listOrganisations = defineRoute({
  id: 'listOrganisations',
  method: 'GET',
  path: '/organisations',
  tag: 'organisations',
  summary: 'Where people can work, by name, a page at a time',
  permission: 'organisation.read',
  query: z.strictObject({
    ...PageQuery,
    /** Beginnings of words of the name, in any order, or the enterprise number. */
    q: text(100).optional(),
    setting: Setting.optional(),
    /** Those that take people on under it, and those of which that is not known. */
    workForm: WorkForm.optional(),
    municipality: MunicipalityCode.optional(),
    status: OrganisationStatus.optional(),
    /** Only those that still take people on, or (`false`) only those that have ended. */
    running: YesNo.optional(),
  }),
  responses: { 200: pageOf(Organisation) },
  errors: [],
});

export const createOrganisation = defineRoute({
  id: 'createOrganisation',
  method: 'POST',
  path: '/organisations',
  tag: 'organisations',
  summary: 'Add an organisation; from a case worker it is a proposal',
  permission: 'organisation.propose',
  body: OrganisationBody,
  responses: { 201: Organisation },
  etag: true,
  errors: ['organisation.name-taken', 'municipality.unknown'],
});

export const getOrganisation = defineRoute({
  id: 'getOrganisation',
  method: 'GET',
  path: '/organisations/:id',
  tag: 'organisations',
  summary: 'One organisation',
  permission: 'organisation.read',
  params: OrganisationParams,
  responses: { 200: Organisation },
  etag: true,
  errors: ['resource.not-found'],
});

export const changeOrganisation = defineRoute({
  id: 'changeOrganisation',
  method: 'PATCH',
  path: '/organisations/:id',
  tag: 'organisations',
  summary: 'Change an organisation, approve or decline a proposal, or end it',
  permission: 'organisation.write',
  params: OrganisationParams,
  body: OrganisationPatch,
  responses: { 200: Organisation },
  etag: true,
  ifMatch: true,
  errors: ['resource.not-found', 'organisation.name-taken', 'municipality.unknown', 'version.required', 'version.stale'],
});
