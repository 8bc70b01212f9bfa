import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { MunicipalityCode, PageQuery, pageOf } from './common.ts';
import { Participant } from './participants.ts';
import { defineRoute } from './route.ts';

/** Why a file stays though its term has passed; a code, which the audit log keeps. */
export const KeepReason = z.enum(['expected-back', 'running-procedure', 'claim-or-appeal', 'person-asked', 'legal-duty']);
export type KeepReason = z.infer<typeof KeepReason>;

/** A file whose term has passed: somebody decides, nothing goes by itself. */
export const FileForReview = z.object({
  id: z.uuid(),
  code: z.string(),
  version: z.int(),
  municipality: MunicipalityCode,
  reference: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  /** The last day of the last trajectory; where there never was one, the day on which the file was opened. */
  endedOn: PlainDate,
  hasTrajectory: z.boolean(),
  dueOn: PlainDate,
  /** Until when it was kept after its term, and why. */
  keptUntil: PlainDate.nullable(),
  keepReason: KeepReason.nullable(),
});
export type FileForReview = z.infer<typeof FileForReview>;

export const listRetention = defineRoute({
  id: 'listRetention',
  method: 'GET',
  path: '/retention',
  tag: 'rights',
  summary: 'The files of the own municipalities whose retention term has passed, longest first',
  permission: 'file.erase',
  query: z.strictObject(PageQuery),
  responses: {
    200: pageOf(FileForReview).extend({
      /** Months after the end of the last trajectory (settings). */
      retentionMonths: z.int(),
    }),
  },
  errors: [],
  audit: 'search',
});

export const keepFile = defineRoute({
  id: 'keepFile',
  method: 'POST',
  path: '/participants/:id/retention',
  tag: 'rights',
  summary: 'Keep a file until a day, for a reason, though its term has passed',
  permission: 'file.erase',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({
    /** After today, and at most ten years ahead. */
    keepUntil: PlainDate,
    reason: KeepReason,
  }),
  responses: { 200: Participant },
  etag: true,
  ifMatch: true,
  errors: ['resource.not-found', 'participant.erased', 'version.required', 'version.stale'],
});
