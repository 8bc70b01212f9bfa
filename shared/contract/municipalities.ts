import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { MunicipalityCode } from './common.ts';
import { defineRoute } from './route.ts';

export const Municipality = z.object({
  code: MunicipalityCode,
  name: z.string(),
  /** First and last day that it counts in figures; null: always, or still. */
  validFrom: PlainDate.nullable(),
  validUntil: PlainDate.nullable(),
  version: z.int(),
});
export type Municipality = z.infer<typeof Municipality>;

const MunicipalityParams = z.strictObject({ code: MunicipalityCode });

export const listMunicipalities = defineRoute({
  id: 'listMunicipalities',
  method: 'GET',
  path: '/municipalities',
  tag: 'municipalities',
  summary: 'The municipalities of the region, by name',
  permission: 'municipality.read',
  responses: { 200: z.object({ items: z.array(Municipality) }) },
  errors: [],
});

export const createMunicipality = defineRoute({
  id: 'createMunicipality',
  method: 'POST',
  path: '/municipalities',
  tag: 'municipalities',
  summary: 'Add a municipality to the region',
  permission: 'municipality.write',
  body: z.strictObject({
    /** The NIS code where there is one. It never changes. */
    code: MunicipalityCode,
    name: text(100),
    validFrom: PlainDate.nullable().default(null),
    validUntil: PlainDate.nullable().default(null),
  }),
  responses: { 201: Municipality },
  etag: true,
  errors: ['municipality.code-taken', 'municipality.name-taken'],
});

export const changeMunicipality = defineRoute({
  id: 'changeMunicipality',
  method: 'PATCH',
  path: '/municipalities/:code',
  tag: 'municipalities',
  summary: 'Change the name of a municipality, or the days that it counts',
  permission: 'municipality.write',
  params: MunicipalityParams,
  body: z.strictObject({
    name: text(100).optional(),
    validFrom: PlainDate.nullable().optional(),
    validUntil: PlainDate.nullable().optional(),
  }),
  responses: { 200: Municipality },
  etag: true,
  ifMatch: true,
  errors: ['resource.not-found', 'municipality.name-taken'],
});
