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

const none = z.literal('none');

/** The filters, one per dimension. `unknown` asks for those of whom it is not known, `none` for those to whom no placement applies. */
const Filters = {
  municipality: MunicipalityCode.optional(),
  workForm: z.union([WorkForm, none]).optional(),
  setting: z.union([Setting, none]).optional(),
  programme: Programme.optional(),
  ageClass: z.enum(AGE_CLASSES).optional(),
  gender: z.union([Gender, unknown]).optional(),
  education: z.union([Education, unknown]).optional(),
  route: Route.optional(),
};

/** What every figure is asked with. */
const CommonQuery = {
  /** Inclusive. Default in counts: twelve whole months before the one that `to` lies in; in what follows people: no first day. */
  from: PlainDate.optional(),
  /** Inclusive; default `observedUntil`. In what follows people, `from` and `to` bound the day of the referral. */
  to: PlainDate.optional(),
  /** Counts only; the others take no notice of it. */
  every: z.enum(['month', 'quarter', 'year']).default('month'),
  by: commaList(Dimension).default([]),
  /** Nothing after it counts; default today. */
  observedUntil: PlainDate.optional(),
  /** Computed from what was recorded by then; default now. */
  knownAt: Instant.optional(),
  /**
   * `own`: the municipalities that the caller belongs to; of a coordinator, all. `region`: all of them together, for whoever may see
   * the own ones only; without `municipality` as breakdown or filter.
   */
  scope: z.enum(['own', 'region']).default('own'),
  ...Filters,
};

/** A query of figures with members of its own, in which the days stand in order. */
export function figureQuery<Members extends z.ZodRawShape>(members: Members) {
  return z.strictObject({ ...CommonQuery, ...members }).refine(isInOrder, {
    path: ['to'],
    message: 'not before `from`',
    params: { code: 'range.reversed' },
  });
}

function isInOrder(query: object): boolean {
  const { from, to } = z.object({ from: z.string().optional(), to: z.string().optional() }).parse(query);
  return !from || !to || from <= to;
}

export const FigureQuery = figureQuery({});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** The value of each dimension asked for; `unknown` where it is not known, null where it does not apply. */
export const Group = z.partialRecord(Dimension, z.string().nullable());
export type Group = z.infer<typeof Group>;

/** `2025-01`, `2025-Q1` or `2025`. */
export const PeriodLabel = z.string();
export const Count = z.int().min(0);

const Words = z.object({ nl: z.string(), en: z.string(), fr: z.string() });

export const Figure = {
  definition: z.object({
    id: z.string(),
    version: z.int(),
    /** The day from which this version holds. */
    since: PlainDate,
    text: Words,
    /** In the words of this figure's rows, the same in every language. */
    formula: z.string(),
    /** What each dimension asked for, as breakdown or filter, means in this product. */
    breakdowns: z.partialRecord(Dimension, Words),
  }),
  from: PlainDate,
  to: PlainDate,
  observedUntil: PlainDate,
  knownAt: Instant,
};

const InflowRow = z.object({ period: PeriodLabel, group: Group, referrals: Count, placements: Count, socialEconomy: Count });
const FlowRow = z.object({ period: PeriodLabel, group: Group, from: Stage, to: Stage, count: Count });
/**
 * Trajectories that went to another municipality, and stayed in their stage. With them, of every municipality and stage:
 * occupancy at the end = occupancy at the end before + flows in − flows out (+ referrals, for `referred`) + transfers in − out.
 */
const TransferRow = z.object({ period: PeriodLabel, group: Group, stage: Stage, in: Count, out: Count });
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

function figureRoute<const Id extends string, const Path extends string, Answer extends z.ZodType>(
  id: Id,
  path: Path,
  summary: string,
  answer: Answer,
) {
  return defineRoute({
    id,
    method: 'GET',
    path,
    tag: 'figures',
    summary,
    permission: 'figures.read',
    query: FigureQuery,
    responses: { 200: answer },
    errors: ['resource.not-found'],
  });
}

function answerOf<Row extends z.ZodType>(row: Row) {
  return z.object({ ...Figure, rows: z.array(row) });
}

export const getInflow = figureRoute(
  'getInflow',
  '/figures/inflow',
  'Referrals, first placements and first social-economy placements',
  answerOf(InflowRow),
);
export const getFlows = figureRoute(
  'getFlows',
  '/figures/flows',
  'Changes of stage',
  /** Given where municipalities are told apart, by `by` or a filter or because the caller reaches some only; else empty. */
  answerOf(FlowRow).extend({ transfers: z.array(TransferRow) }),
);
export const getOccupancy = figureRoute(
  'getOccupancy',
  '/figures/occupancy',
  'Trajectories by stage on the last day of the period',
  answerOf(OccupancyRow),
);
export const getOutflow = figureRoute('getOutflow', '/figures/outflow', 'Trajectories ended, by reason and stage', answerOf(OutflowRow));
export const getThroughflow = figureRoute(
  'getThroughflow',
  '/figures/throughflow',
  'Trajectories with a first job',
  answerOf(ThroughflowRow),
);
