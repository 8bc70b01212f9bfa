import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { Instant, MunicipalityCode } from './common.ts';
import { HandoverStatus, RejectionReason } from './handovers.ts';
import { Education, Gender } from './participants.ts';
import { KeepReason } from './retention.ts';
import { defineRoute } from './route.ts';
import { Trajectory } from './trajectories.ts';

/** For whom a file leaves the office; a code, which the audit log keeps. */
const FileExportReason = z.enum(['person-asked', 'other-service', 'authority-asked']);

export const Language = z.enum(['nl', 'en', 'fr']);
export type Language = z.infer<typeof Language>;

/** Everything that is kept on a person, as `file.json` gives it (docs/developers/file-export.md). */
export const FileExport = z.object({
  format: z.literal('doorstroom-file'),
  version: z.literal(1),
  exportedAt: Instant,
  exportedBy: z.string(),
  person: z.object({
    code: z.string(),
    office: MunicipalityCode,
    officeName: z.string(),
    reference: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    birthDate: PlainDate.nullable(),
    /** Eleven digits. */
    insz: z.string().nullable(),
    gender: Gender.nullable(),
    education: Education.nullable(),
    language: z.string().nullable(),
    /** The case worker's name. */
    worker: z.string().nullable(),
    openedAt: Instant,
    keepUntil: PlainDate.nullable(),
    keepReason: KeepReason.nullable(),
  }),
  /** What was known of the profile, and from when; the last is what is known now. */
  profiles: z.array(
    z.object({ recordedAt: Instant, birthDate: PlainDate.nullable(), gender: Gender.nullable(), education: Education.nullable() }),
  ),
  /** Those that this office may see, with every step ever recorded, withdrawn ones with the reason. */
  trajectories: z.array(
    Trajectory.omit({ allowedSteps: true, deadlines: true, warnings: true, knownAt: true, version: true, participantId: true }),
  ),
  /** Of this office or to it, in the order of the proposals: what became of each, and who did what as far as this office knows them. */
  handovers: z.array(
    z.object({
      trajectoryId: z.uuid(),
      from: MunicipalityCode,
      fromName: z.string(),
      to: MunicipalityCode,
      toName: z.string(),
      proposedAt: Instant,
      proposedBy: z.string().nullable(),
      status: HandoverStatus,
      decidedAt: Instant.nullable(),
      decidedBy: z.string().nullable(),
      reason: RejectionReason.nullable(),
      remark: z.string().nullable(),
    }),
  ),
  /** Who read, changed or gave away the file, by day (in Belgium). */
  looks: z.array(z.object({ day: PlainDate, user: z.string().nullable(), reads: z.int(), changes: z.int(), exports: z.int() })),
});
export type FileExport = z.infer<typeof FileExport>;

const common = {
  method: 'GET',
  tag: 'rights',
  permission: 'file.export',
  params: z.strictObject({ id: z.uuid() }),
  errors: ['resource.not-found'],
  audit: 'export',
} as const;

export const exportFileAsJson = defineRoute({
  ...common,
  id: 'exportFileAsJson',
  path: '/participants/:id/file.json',
  summary: 'Everything that is kept on a person, to be read by other software',
  query: z.strictObject({ reason: FileExportReason }),
  responses: { 200: { download: 'application/json' } },
});

export const exportFileAsPdf = defineRoute({
  ...common,
  id: 'exportFileAsPdf',
  path: '/participants/:id/file.pdf',
  summary: 'Everything that is kept on a person, to be read by that person',
  query: z.strictObject({ reason: FileExportReason, language: Language.default('nl') }),
  responses: { 200: { download: 'application/pdf' } },
});
