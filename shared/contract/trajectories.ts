import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { Presence, Route, Stage, State } from '#shared/trajectory/states.ts';
import { Programme, Setting, StepTypeName, stepWith, WorkForm } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf } from './common.ts';
import { Access, FileHandover } from './handovers.ts';
import { defineRoute } from './route.ts';

export const Note = text(4000);
const Id = z.strictObject({ id: z.uuid() });

export const TrajectoryStep = z.object({
  id: z.uuid(),
  type: StepTypeName,
  occurredOn: PlainDate,
  details: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
  recordedAt: Instant,
  /** Name of who recorded it; null for the coordinator, as is the note. */
  recordedBy: z.string().nullable(),
  withdrawnAt: Instant.optional(),
  withdrawnBy: z.string().nullable().optional(),
  withdrawReason: z.string().nullable().optional(),
  replacedBy: z.uuid().nullable().optional(),
});
export type TrajectoryStep = z.infer<typeof TrajectoryStep>;

const TrajectoryStay = z.object({
  state: State,
  stage: Stage,
  presence: Presence,
  municipality: MunicipalityCode,
  workForm: WorkForm.nullable(),
  setting: Setting.nullable(),
  organisation: z.string().nullable(),
  fromDate: PlainDate,
  /** The first day no longer in it; null while it lasts. */
  toDate: PlainDate.nullable(),
});

/** What asks for attention (domain.md, "Deadlines and warnings"). */
export const Deadline = z.object({
  id: z.enum([
    'advice-pending',
    'advice-expires',
    'waiting',
    'placement-ends',
    'between',
    'twe-limit',
    'entitlement',
    'gpmi',
    'aftercare',
    'silent',
    'month-end',
  ]),
  dueOn: PlainDate,
  /** Days until `dueOn`; negative once it has passed. */
  daysLeft: z.int(),
  /** The step that settles it, where one does. */
  step: StepTypeName.nullable(),
  /** Where the rule comes from, and whether that is certain. */
  source: z.string(),
  isVerified: z.boolean(),
});
export type Deadline = z.infer<typeof Deadline>;

export const Trajectory = z.object({
  id: z.uuid(),
  participantId: z.uuid(),
  code: z.string(),
  version: z.int(),
  municipality: MunicipalityCode,
  programme: Programme,
  route: Route,
  state: State,
  stage: Stage,
  presence: Presence,
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  /** The types of step that can be recorded now, in their usual order; empty for a view of the past. */
  allowedSteps: z.array(StepTypeName),
  /** In the order of the history; withdrawn steps among them. */
  steps: z.array(TrajectoryStep),
  stays: z.array(TrajectoryStay),
  /** Not yet due. */
  deadlines: z.array(Deadline),
  /** Due or passed. */
  warnings: z.array(Deadline),
  /** The moment whose knowledge this is; null for now. */
  knownAt: Instant.nullable(),
  access: Access,
  /** That the file waits in, that was refused without anything recorded since, or with which it left; null for the coordinator. */
  handover: FileHandover.nullable(),
});
export type Trajectory = z.infer<typeof Trajectory>;

export const TrajectoryListItem = Trajectory.pick({
  id: true,
  code: true,
  version: true,
  municipality: true,
  programme: true,
  route: true,
  state: true,
  stage: true,
  presence: true,
  startedOn: true,
  endedOn: true,
}).extend({ stageSince: PlainDate, lastStepOn: PlainDate });
export type TrajectoryListItem = z.infer<typeof TrajectoryListItem>;

/** `details` may be left out where the type asks for none. */
function withDetails<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (isRecord(value) && value.details === undefined ? { ...value, details: {} } : value), schema);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A step to record. The id may come from the client: sent again with the same content it is the same step. */
export const StepBody = withDetails(stepWith({ id: z.uuid().optional(), note: Note.nullish() }));
export type StepBody = z.infer<typeof StepBody>;

export const WithdrawalBody = z.strictObject({
  reason: text(500),
  /** What should have been recorded; without it the step is only taken back. */
  replacement: withDetails(stepWith({ note: Note.nullish() })).optional(),
});
export type WithdrawalBody = z.infer<typeof WithdrawalBody>;

export const openTrajectory = defineRoute({
  id: 'openTrajectory',
  method: 'POST',
  path: '/trajectories',
  tag: 'trajectories',
  summary: 'Open a trajectory; its referral.received is its first step',
  permission: 'step.record',
  body: z.strictObject({
    id: z.uuid().optional(),
    participantId: z.uuid(),
    programme: Programme,
    occurredOn: PlainDate,
    /** The participant's own where it is left out. */
    municipality: MunicipalityCode.optional(),
    referredBy: text(200).optional(),
    note: Note.optional(),
  }),
  responses: { 201: Trajectory },
  etag: true,
  errors: [
    'resource.not-found',
    'participant.erased',
    'trajectory.another-running',
    'handover.pending',
    'municipality.unknown',
    'step.id-taken',
  ],
});

export const listTrajectories = defineRoute({
  id: 'listTrajectories',
  method: 'GET',
  path: '/trajectories',
  tag: 'trajectories',
  summary: 'Trajectories by code, latest referral first, without identity',
  permission: 'trajectory.read',
  query: z.strictObject({
    ...PageQuery,
    stage: Stage.optional(),
    state: State.optional(),
    municipality: MunicipalityCode.optional(),
    programme: Programme.optional(),
    route: Route.optional(),
  }),
  responses: { 200: pageOf(TrajectoryListItem) },
  errors: [],
  audit: 'search',
});

export const getTrajectory = defineRoute({
  id: 'getTrajectory',
  method: 'GET',
  path: '/trajectories/:id',
  tag: 'trajectories',
  summary: 'One trajectory, now or as known at a moment; without notes, free text and names for the coordinator',
  permission: 'trajectory.read',
  params: Id,
  query: z.strictObject({ knownAt: Instant.optional() }),
  responses: { 200: Trajectory },
  etag: true,
  errors: ['resource.not-found'],
  audit: 'read',
});

export const recordStep = defineRoute({
  id: 'recordStep',
  method: 'POST',
  path: '/trajectories/:id/steps',
  tag: 'trajectories',
  summary: 'Record a step; one that happened earlier falls into its place',
  permission: 'step.record',
  params: Id,
  body: StepBody,
  responses: { 201: Trajectory },
  etag: true,
  ifMatch: true,
  errors: [
    'resource.not-found',
    'participant.erased',
    'trajectory.illegal-step',
    'trajectory.history-conflict',
    'trajectory.another-running',
    'step.id-taken',
    'handover.pending',
    'handover.past',
    'municipality.unknown',
    'version.required',
    'version.stale',
  ],
});

export const withdrawStep = defineRoute({
  id: 'withdrawStep',
  method: 'POST',
  path: '/trajectories/:id/steps/:stepId/withdrawal',
  tag: 'trajectories',
  summary: 'Take a step back, with a reason, and put another in its place where that is what should have been recorded',
  permission: 'step.record',
  params: z.strictObject({ id: z.uuid(), stepId: z.uuid() }),
  body: WithdrawalBody,
  responses: { 200: Trajectory },
  etag: true,
  ifMatch: true,
  errors: [
    'resource.not-found',
    'participant.erased',
    'trajectory.illegal-step',
    'trajectory.history-conflict',
    'trajectory.another-running',
    'step.already-withdrawn',
    'handover.pending',
    'handover.past',
    'handover.by-transfer',
    'municipality.unknown',
    'version.required',
    'version.stale',
  ],
});

const Words = z.object({ nl: z.string(), en: z.string(), fr: z.string() });

export const TrajectoryModel = z.object({
  /** Every state of the course in order, with how many trajectories the caller may count there now. */
  states: z.array(z.object({ state: State, stage: Stage, label: Words, count: z.int(), interrupted: z.int() })),
  steps: z.array(z.object({ type: StepTypeName, label: Words, details: z.record(z.string(), z.unknown()) })),
  /** Which state takes which step and where it leads; `to` null: it only marks; `last`: the state before the end. */
  transitions: z.array(
    z.object({
      from: State,
      step: StepTypeName,
      to: z.union([State, z.literal('last')]).nullable(),
      when: z.string().nullable(),
      refusals: z.array(z.string()),
    }),
  ),
});
export type TrajectoryModel = z.infer<typeof TrajectoryModel>;

export const getTrajectoryModel = defineRoute({
  id: 'getTrajectoryModel',
  method: 'GET',
  path: '/trajectory-model',
  tag: 'trajectories',
  summary: 'The state machine as data, with how many trajectories are in each state',
  permission: 'model.read',
  responses: { 200: TrajectoryModel },
  errors: [],
});
