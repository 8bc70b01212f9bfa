import { z } from 'zod';
import { StepTypeName } from '#shared/trajectory/steps.ts';
import { Instant } from './common.ts';
import { defineRoute } from './route.ts';

/** Bytes of a draft as JSON: the longest note and every field, with room to spare. */
const LARGEST = 16 * 1024;

const DetailValue = z.union([z.string(), z.number(), z.array(z.string()).readonly(), z.null()]);

/** A step half entered, as it stands in the form: anything may be missing, nothing has to be right yet. */
export const DraftContent = z
  .strictObject({
    /** The id that the step will have: recorded under it, the draft is done with. */
    id: z.uuid(),
    type: StepTypeName.nullable(),
    occurredOn: z.string().nullable(),
    /** By type: who tries another step and comes back finds what was typed. */
    details: z.partialRecord(StepTypeName, z.record(z.string(), DetailValue)),
    note: z.string(),
    /** The step that was refused for want of the one that is entered now. */
    returnTo: StepTypeName.nullable(),
  })
  .refine((draft) => new TextEncoder().encode(JSON.stringify(draft)).length <= LARGEST, {
    message: `at most ${LARGEST} bytes of JSON`,
    params: { code: 'draft.too-large' },
  });
export type DraftContent = z.infer<typeof DraftContent>;

const draft = {
  path: '/trajectories/:id/draft',
  tag: 'trajectories',
  permission: 'step.record',
  params: z.strictObject({ id: z.uuid() }),
  // It says nothing yet, and to its writer alone: the step that comes of it leaves its line. Saved with every pause in typing, drafts would bury the log.
  audit: 'none',
} as const;

export const getDraft = defineRoute({
  ...draft,
  id: 'getDraft',
  method: 'GET',
  summary: 'The own draft of a step on this trajectory, not older than 30 days',
  responses: { 200: z.object({ draft: z.object({ content: DraftContent, updatedAt: Instant }).nullable() }) },
  errors: ['resource.not-found'],
});

export const discardDraft = defineRoute({
  ...draft,
  id: 'discardDraft',
  method: 'DELETE',
  summary: 'Throw the own draft away',
  responses: { 204: null },
  errors: ['resource.not-found'],
});

export const keepDraft = defineRoute({
  ...draft,
  id: 'keepDraft',
  method: 'PUT',
  summary: 'Keep what was typed of a step in the place of the own draft of before; of a step that was recorded already nothing is kept',
  body: DraftContent,
  responses: { 200: z.object({ updatedAt: Instant }) },
  errors: ['resource.not-found', 'participant.erased'],
});
