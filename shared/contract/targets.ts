import { z } from 'zod';
import { Instant, MunicipalityCode } from './common.ts';
import { defineRoute } from './route.ts';

/** What a target can be set for: a count in the year, or a share (0 to 1) of those referred in the year. */
const TargetFigure = z.enum(['inflow.referrals', 'inflow.placements', 'inflow.social-economy', 'throughflow', 'chance.regular']);

export const Target = z.object({
  figure: TargetFigure,
  year: z.int().min(2000).max(2100),
  /** null for the region as a whole. */
  municipality: MunicipalityCode.nullable(),
  /** Persons in the year, whole; of `chance.regular` the probability at 12 months. */
  value: z.number().min(0).max(1_000_000),
  setAt: Instant,
  /** Name of who set it. */
  setBy: z.string(),
});
export type Target = z.infer<typeof Target>;

export const listTargets = defineRoute({
  id: 'listTargets',
  method: 'GET',
  path: '/targets',
  tag: 'figures',
  summary: 'Targets per figure and year; of the region, and of the municipalities that the caller reaches',
  permission: 'figures.read',
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional(), figure: TargetFigure.optional() }),
  responses: { 200: z.object({ items: z.array(Target) }) },
  errors: [],
});

export const SetTargetBody = z
  .strictObject({
    figure: TargetFigure,
    year: z.int().min(2000).max(2100),
    municipality: MunicipalityCode.nullable().default(null),
    /** null takes the target away. */
    value: z.number().min(0).max(1_000_000).nullable(),
  })
  .refine(({ figure, value }) => value === null || (figure === 'chance.regular' ? value <= 1 : Number.isInteger(value)), {
    path: ['value'],
    message: 'a whole number of persons; of a chance, from 0 to 1',
    params: { code: 'target.value' },
  });
export type SetTargetBody = z.infer<typeof SetTargetBody>;

export const setTarget = defineRoute({
  id: 'setTarget',
  method: 'POST',
  path: '/targets',
  tag: 'figures',
  summary: 'Sets, changes or takes away a target; the one of before stays in the audit log',
  permission: 'targets.write',
  body: SetTargetBody,
  /** All targets of that year. */
  responses: { 200: z.object({ items: z.array(Target) }) },
  errors: ['municipality.unknown'],
});
