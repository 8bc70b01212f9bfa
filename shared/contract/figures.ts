import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { AGE_CLASSES } from '#shared/trajectory/milestones.ts';
import { Route, Stage } from '#shared/trajectory/states.ts';
import { Contract, EndReason, Programme, Setting, Support, WorkForm } from '#shared/trajectory/steps.ts';
import { commaList, Instant, MunicipalityCode } from './common.ts';
import { Education, Gender } from './participants.ts';
import { defineRoute } from './route.ts';

export const Dimension = z.enum(['municipality', 'workForm', 'setting', 'programme', 'ageClass', 'gender', 'education', 'route']);
export type Dimension = z.infer<typeof Dimension>;

const unknown = z.literal('unknown');

/** The filters, one per dimension. `unknown` asks for those of whom it is not known. */
const Filters = {
  municipality: MunicipalityCode.optional(),
  workForm: WorkForm.optional(),
  setting: Setting.optional(),
  programme: Programme.optional(),
  ageClass: z.enum(AGE_CLASSES).optional(),
  gender: z.union([Gender, unknown]).optional(),
  education: z.union([Education, unknown]).optional(),
  route: Route.optional(),
};

export const FigureQuery = z
  .strictObject({
    /** Inclusive; default twelve whole months before the one that `to` lies in. */
    from: PlainDate.optional(),
    /** Inclusive; default `observedUntil`. */
    to: PlainDate.optional(),
    every: z.enum(['month', 'quarter', 'year']).default('month'),
    by: commaList(Dimension).default([]),
    /** Nothing after it counts; default today. */
    observedUntil: PlainDate.optional(),
    /** Computed from what was recorded by then; default now. */
    knownAt: Instant.optional(),
    ...Filters,
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: 'not before `from`', params: { code: 'range.reversed' } });
export type FigureQuery = z.infer<typeof FigureQuery>;

/** The value of each dimension asked for; `unknown` where it is not known, null where it does not apply. */
const Group = z.partialRecord(Dimension, z.string().nullable());
export type Group = z.infer<typeof Group>;

/** `2025-01`, `2025-Q1` or `2025`. */
const PeriodLabel = z.string();
const Count = z.int().min(0);

const Figure = {
  definition: z.object({ id: z.string(), version: z.int(), text: z.object({ nl: z.string(), en: z.string(), fr: z.string() }) }),
  from: PlainDate,
  to: PlainDate,
  observedUntil: PlainDate,
  knownAt: Instant,
};

const InflowRow = z.object({ period: PeriodLabel, group: Group, referrals: Count, placements: Count, socialEconomy: Count });
const FlowRow = z.object({ period: PeriodLabel, group: Group, from: Stage, to: Stage, count: Count });
const OccupancyRow = z.object({
  /** Last day of the period, or `to` or `observedUntil` where that comes first. */
  date: PlainDate,
  group: Group,
  stage: Stage,
  activity: z.string().nullable(),
  /** The interrupted stand in rows of their own. */
  interrupted: z.boolean(),
  count: Count,
});
const OutflowRow = z.object({ period: PeriodLabel, group: Group, stage: Stage, reason: EndReason, count: Count });
const ThroughflowRow = z.object({
  period: PeriodLabel,
  group: Group,
  route: Route,
  afterPlacement: z.boolean(),
  contract: Contract,
  /** null where it was not said. */
  support: Support.nullable(),
  count: Count,
});

function figureRoute<const Id extends string, const Path extends string, Row extends z.ZodType>(id: Id, path: Path, summary: string, row: Row) {
  return defineRoute({
    id,
    method: 'GET',
    path,
    tag: 'figures',
    summary,
    permission: 'figures.read',
    query: FigureQuery,
    responses: { 200: z.object({ ...Figure, rows: z.array(row) }) },
    errors: [],
  });
}

export const getInflow = figureRoute('getInflow', '/figures/inflow', 'Referrals, first placements and first social-economy placements', InflowRow);
export const getFlows = figureRoute('getFlows', '/figures/flows', 'Changes of stage', FlowRow);
export const getOccupancy = figureRoute('getOccupancy', '/figures/occupancy', 'Trajectories by stage on the last day of the period', OccupancyRow);
export const getOutflow = figureRoute('getOutflow', '/figures/outflow', 'Trajectories ended, by reason and stage', OutflowRow);
export const getThroughflow = figureRoute('getThroughflow', '/figures/throughflow', 'Trajectories with a first job', ThroughflowRow);
