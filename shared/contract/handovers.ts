import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { Stage } from '#shared/trajectory/states.ts';
import { Programme } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf } from './common.ts';
import { defineRoute } from './route.ts';

export const HandoverStatus = z.enum(['proposed', 'accepted', 'rejected', 'revoked']);
export type HandoverStatus = z.infer<typeof HandoverStatus>;

/** Why an office refuses a file. */
export const RejectionReason = z.enum(['lives-elsewhere', 'has-file-here', 'incomplete', 'talk-first', 'other']);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** What a caller may do with a file: everything, only read while it waits for another office, or read what was known before it left. */
export const Access = z.enum(['full', 'pending', 'past']);
export type Access = z.infer<typeof Access>;

/** The hand-over that a file is in, as the file itself tells of it. */
export const FileHandover = z.object({
  id: z.uuid(),
  version: z.int(),
  status: HandoverStatus,
  from: MunicipalityCode,
  to: MunicipalityCode,
  proposedAt: Instant,
  /** Name of who proposed it. */
  by: z.string().nullable(),
  decidedAt: Instant.nullable(),
  reason: RejectionReason.nullable(),
  /** What the office that refused adds to the reason. */
  remark: z.string().nullable(),
});
export type FileHandover = z.infer<typeof FileHandover>;

export const Handover = FileHandover.extend({
  /** Null for an office that did not accept the file: it knows the participant by code only. */
  participantId: z.uuid().nullable(),
  trajectoryId: z.uuid().nullable(),
  person: z.object({ firstName: z.string().nullable(), lastName: z.string().nullable(), reference: z.string().nullable() }).nullable(),
  code: z.string(),
  programme: Programme,
  /** As they were when it was proposed. */
  stage: Stage,
  stageSince: PlainDate,
  /** The note of the transfer. */
  message: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
export type Handover = z.infer<typeof Handover>;

export const listHandovers = defineRoute({
  id: 'listHandovers',
  method: 'GET',
  path: '/handovers',
  tag: 'handovers',
  summary: 'Files on their way to or from the own offices, latest first',
  permission: 'handover.read',
  query: z.strictObject({
    ...PageQuery,
    direction: z.enum(['in', 'out']).default('in'),
    status: HandoverStatus.optional(),
    /** Beginnings of words of the name, reference or code; of files that were given away. */
    q: text(100).optional(),
  }),
  responses: { 200: pageOf(Handover) },
  errors: [],
  audit: 'search',
});

export const countHandovers = defineRoute({
  id: 'countHandovers',
  method: 'GET',
  path: '/handovers/waiting',
  tag: 'handovers',
  summary: 'How many files wait for the own offices to accept them',
  permission: 'handover.read',
  responses: { 200: z.object({ incoming: z.int() }) },
  errors: [],
});

const decision = {
  method: 'POST',
  tag: 'handovers',
  permission: 'handover.decide',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 200: Handover },
  etag: true,
  ifMatch: true,
} as const;

export const acceptHandover = defineRoute({
  ...decision,
  id: 'acceptHandover',
  path: '/handovers/:id/acceptance',
  summary: 'Take a file over: it moves with its person, its deadlines and its history',
  body: z.strictObject({
    /** Who guides on, of the office that accepts; who accepts where it is left out. */
    workerId: z.uuid().optional(),
  }),
  errors: ['resource.not-found', 'handover.decided', 'version.required', 'version.stale'],
});

export const rejectHandover = defineRoute({
  ...decision,
  id: 'rejectHandover',
  path: '/handovers/:id/rejection',
  summary: 'Refuse a file: the transfer is taken back and the file goes on where it was',
  body: z.strictObject({ reason: RejectionReason, remark: text(500).optional() }),
  errors: ['resource.not-found', 'handover.decided', 'version.required', 'version.stale'],
});

export const revokeHandover = defineRoute({
  ...decision,
  id: 'revokeHandover',
  path: '/handovers/:id/revocation',
  summary: 'Take a proposal back before the other office has decided',
  errors: ['resource.not-found', 'handover.decided', 'version.required', 'version.stale'],
});
