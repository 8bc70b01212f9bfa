import { z } from 'zod';
import { Insz } from '#shared/codes/insz.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { Presence, Stage, State } from '#shared/trajectory/states.ts';
import { Programme } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf, YesNo } from './common.ts';
import { Access, FileHandover } from './handovers.ts';
import { defineRoute } from './route.ts';

export const Gender = z.enum(['f', 'm', 'x']);
/** low: no secondary diploma (domain.md, "Obstacles and profile"). */
export const Education = z.enum(['low', 'middle', 'high']);
const Name = text(100);

/** What an office says of a person. Everything but the office is optional: a file may begin with a reference only. */
const Person = {
  /** The office's own reference, unique within the office. */
  reference: text(60).optional(),
  firstName: Name.optional(),
  lastName: Name.optional(),
  birthDate: PlainDate.optional(),
  gender: Gender.optional(),
  insz: Insz.optional(),
  education: Education.optional(),
  /** Level of Dutch or another language mark, as the office writes it. */
  language: text(40).optional(),
  /** The case worker who guides this person. */
  workerId: z.uuid().optional(),
};

export const ParticipantBody = z.strictObject({ ...Person, municipality: MunicipalityCode });
export type ParticipantBody = z.infer<typeof ParticipantBody>;

/** Only what is given changes; null empties a field. */
export const ParticipantPatch = z.strictObject({
  reference: Person.reference.nullable(),
  firstName: Person.firstName.nullable(),
  lastName: Person.lastName.nullable(),
  birthDate: Person.birthDate.nullable(),
  gender: Person.gender.nullable(),
  insz: Person.insz.nullable(),
  education: Person.education.nullable(),
  language: Person.language.nullable(),
  workerId: Person.workerId.nullable(),
});
export type ParticipantPatch = z.infer<typeof ParticipantPatch>;

const TrajectorySummary = z.object({
  id: z.uuid(),
  programme: Programme,
  municipality: MunicipalityCode,
  state: State,
  stage: Stage,
  presence: Presence,
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  /** First day of the present visit to the stage. */
  stageSince: PlainDate,
  lastStepOn: PlainDate,
  version: z.int(),
});

export const Participant = z.object({
  id: z.uuid(),
  /** Random; what those see who may not know the person. */
  code: z.string(),
  version: z.int(),
  municipality: MunicipalityCode,
  reference: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  birthDate: PlainDate.nullable(),
  gender: Gender.nullable(),
  /** Masked whole: whether one is known. It is shown on asking, with a reason (`revealInsz`). */
  insz: z.string().nullable(),
  education: Education.nullable(),
  language: z.string().nullable(),
  workerId: z.uuid().nullable(),
  createdAt: Instant,
  /** Who it was is gone from then on; the anonymous steps stay. */
  erasedAt: Instant.nullable(),
  trajectories: z.array(TrajectorySummary),
  /** For an office that gave the file away (`past`) everything here is as it was known then. */
  access: Access,
  /** That the file waits in, or with which it left. */
  handover: FileHandover.nullable(),
});
export type Participant = z.infer<typeof Participant>;

export const ParticipantListItem = z.object({
  id: z.uuid(),
  code: z.string(),
  municipality: MunicipalityCode,
  reference: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  birthDate: PlainDate.nullable(),
  workerId: z.uuid().nullable(),
  erasedAt: Instant.nullable(),
  /** The one that runs, else the latest; null where none was opened yet. */
  trajectory: TrajectorySummary.nullable(),
});
export type ParticipantListItem = z.infer<typeof ParticipantListItem>;

const ParticipantSort = z.enum(['name', '-name', 'stageSince', '-stageSince', 'lastStepOn', '-lastStepOn']);

export const listParticipants = defineRoute({
  id: 'listParticipants',
  method: 'GET',
  path: '/participants',
  tag: 'participants',
  summary: 'The participants of the own municipalities, a page at a time',
  permission: 'participant.read',
  query: z.strictObject({
    ...PageQuery,
    /** Beginnings of words of the name, reference or code, in any order. */
    q: text(100).optional(),
    stage: Stage.optional(),
    /** Only those whose trajectory has not ended, or (`false`) only those whose has. */
    running: YesNo.optional(),
    municipality: MunicipalityCode.optional(),
    worker: z.uuid().optional(),
    /** Only files that were erased; they are left out of every other list. */
    erased: YesNo.optional(),
    sort: ParticipantSort.default('name'),
  }),
  responses: { 200: pageOf(ParticipantListItem) },
  errors: [],
  audit: 'search',
});

export const createParticipant = defineRoute({
  id: 'createParticipant',
  method: 'POST',
  path: '/participants',
  tag: 'participants',
  summary: 'Open a file for a person',
  permission: 'participant.write',
  body: ParticipantBody,
  responses: { 201: Participant },
  etag: true,
  errors: ['participant.reference-taken', 'participant.insz-taken', 'municipality.unknown'],
});

export const getParticipant = defineRoute({
  id: 'getParticipant',
  method: 'GET',
  path: '/participants/:id',
  tag: 'participants',
  summary: 'One participant with the trajectories in short',
  permission: 'participant.read',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 200: Participant },
  etag: true,
  errors: ['resource.not-found'],
  audit: 'read',
});

export const changeParticipant = defineRoute({
  id: 'changeParticipant',
  method: 'PATCH',
  path: '/participants/:id',
  tag: 'participants',
  summary: 'Change what is known of the person',
  permission: 'participant.write',
  params: z.strictObject({ id: z.uuid() }),
  body: ParticipantPatch,
  responses: { 200: Participant },
  etag: true,
  ifMatch: true,
  errors: [
    'resource.not-found',
    'participant.reference-taken',
    'participant.insz-taken',
    'participant.erased',
    'handover.pending',
    'version.required',
    'version.stale',
  ],
});

export const listCaseWorkers = defineRoute({
  id: 'listCaseWorkers',
  method: 'GET',
  path: '/case-workers',
  tag: 'participants',
  summary: 'The case workers of the own municipalities, by name',
  permission: 'participant.read',
  responses: { 200: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), municipalities: z.array(MunicipalityCode) })) }) },
  errors: [],
});

/** Why somebody looks at an INSZ; a code, because what is typed could name somebody and the audit log keeps it. */
const RevealReason = z.enum(['identity-check', 'benefit-claim', 'correction', 'person-asked', 'authority-asked']);

export const revealInsz = defineRoute({
  id: 'revealInsz',
  method: 'POST',
  path: '/participants/:id/insz',
  tag: 'participants',
  summary: 'The INSZ of a participant in full, for a reason that is written down',
  permission: 'insz.reveal',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ reason: RevealReason }),
  /** Eleven digits. */
  responses: { 200: z.object({ insz: z.string() }) },
  errors: ['resource.not-found'],
  audit: 'read',
});

export const findByInsz = defineRoute({
  id: 'findByInsz',
  method: 'POST',
  path: '/participants/search',
  tag: 'participants',
  summary: 'Whoever of the own municipalities has this INSZ: in a body, because addresses are kept in many places',
  permission: 'participant.read',
  body: z.strictObject({ insz: Insz }),
  responses: { 200: z.object({ items: z.array(ParticipantListItem) }) },
  errors: [],
  audit: 'search',
});
