import { z } from 'zod';
import { YesNo } from './common.ts';
import { defineRoute } from './route.ts';

/** Why a row was not taken. A step that the machine refuses carries its reason as `trajectory.<reason>`. */
export const RejectedRow = z.object({
  /** Line in the file; the header is line 1. */
  line: z.int(),
  code: z.string(),
  message: z.string(),
});
export type RejectedRow = z.infer<typeof RejectedRow>;

export const ImportReport = z.object({
  /** Rows read, the header not counted. */
  rows: z.int(),
  /** Participants, trajectories and steps that the file adds (or would add). */
  participants: z.int(),
  trajectories: z.int(),
  steps: z.int(),
  /** Steps that were there already, with the same content. */
  alreadyThere: z.int(),
  /** Municipalities made by this import. */
  municipalities: z.array(z.string()),
  /** At most 1,000 are named; `rejectedRows` counts all. */
  rejected: z.array(RejectedRow),
  rejectedRows: z.int(),
  /** Whether anything was stored. */
  applied: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const importSteps = defineRoute({
  id: 'importSteps',
  method: 'POST',
  path: '/imports',
  tag: 'exchange',
  summary: 'Take steps over from a CSV file: all or nothing, or every trajectory that is right',
  permission: 'steps.import',
  query: z.strictObject({
    /** Checks everything and stores nothing. */
    dryRun: YesNo.optional(),
    /** Takes whole trajectories that are right and reports the others. */
    partial: YesNo.optional(),
    /** Administrator only: makes municipalities that do not exist; the text given becomes code and name. */
    createMunicipalities: YesNo.optional(),
  }),
  body: { stream: 'text/csv' },
  responses: { 200: ImportReport },
  errors: ['import.unreadable', 'import.busy', 'request.media-type'],
});

export const exportSteps = defineRoute({
  id: 'exportSteps',
  method: 'GET',
  path: '/exports/steps.csv',
  tag: 'exchange',
  summary: 'All steps in the import format; for the administrator without names, birth dates and notes',
  permission: 'steps.export',
  responses: { 200: { download: 'text/csv' } },
  errors: [],
  audit: 'export',
});
