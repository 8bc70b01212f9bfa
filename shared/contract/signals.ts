import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { activityOf, Route, STATES, Stage } from '#shared/trajectory/states.ts';
import { Contract, EndReason, Support } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf, YesNo } from './common.ts';
import { Count, Figure, FigureQuery, figureQuery, Group, PeriodLabel } from './figures.ts';
import { defineRoute } from './route.ts';

// What the figures are read for: whether a change is more than chance, what changed since, and whose files stand behind a number.

/**
 * By the interval of the rate ratio alone: it holds 1, lies below or lies above. `too-short-history`: no referral is known yet from when the eight
 * quarters before began, in any of the municipalities counted; whatever else is filtered on or broken down by.
 */
export const Verdict = z.enum(['no-clear-change', 'structural-fall', 'structural-rise', 'too-short-history']);
export type Verdict = z.infer<typeof Verdict>;

const Span = z.object({ from: PlainDate, to: PlainDate });

/** The last four whole quarters against the eight before them (figures.md, "Signals and comparisons"). */
const Signal = {
  /** First social-economy placements in the last four whole quarters, and in the eight before. */
  recent: Count,
  before: Count,
  /** Rate per quarter of the recent over that before, with its exact 95 % interval. Null where there was none before: without limit. */
  rateRatio: z.number().min(0).nullable(),
  lower: z.number().min(0),
  upper: z.number().min(0).nullable(),
  p: z.number().min(0).max(1),
  verdict: Verdict,
  /** Twelve quarters with the centre and the 3-sigma limits of the eight before. */
  chart: z.array(z.object({ period: PeriodLabel, count: Count, centre: z.number(), lower: z.number(), upper: z.number() })),
};

export const getSignal = defineRoute({
  id: 'getSignal',
  method: 'GET',
  path: '/figures/signal',
  tag: 'figures',
  summary: 'Whether the inflow into the social economy changed by more than chance',
  permission: 'figures.read',
  query: FigureQuery,
  responses: {
    200: z.object({
      ...Figure,
      ...Signal,
      recentSpan: Span,
      beforeSpan: Span,
      /** The same by group, where a breakdown was asked for; else empty. */
      groups: z.array(z.object({ group: Group, ...Signal })),
    }),
  },
  errors: ['resource.not-found'],
});

const CountFigure = z.enum(['inflow', 'flows', 'occupancy', 'outflow', 'throughflow']);

export const ChangesQuery = figureQuery({
  figure: CountFigure,
  /** The earlier of the two moments; `knownAt` is the later. */
  knownBefore: Instant,
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/** A row that differs: after − before = lateEntry + correction + definition. */
const Change = z.object({
  /** The period's label; of occupancy, the day. */
  period: PeriodLabel,
  group: Group,
  /** What tells the figure's rows apart beside period and group: `{ measure: 'referrals' }`, `{ from, to }`, `{ stage, activity, interrupted }`, … */
  key: z.record(z.string(), z.union([z.string(), z.boolean()]).nullable()),
  before: Count,
  after: Count,
  /** Through trajectories of which steps were only added meanwhile. */
  lateEntry: z.int(),
  /** Through trajectories of which a step was withdrawn or replaced, or whose profile was put right, meanwhile. */
  correction: z.int(),
  /** Through a new version of the definition; 0 as long as both moments are counted under one (`definition.since`). */
  definition: z.int(),
});

export const getChanges = defineRoute({
  id: 'getChanges',
  method: 'GET',
  path: '/figures/changes',
  tag: 'figures',
  summary: 'What changed in a figure between two moments of knowledge, and why',
  permission: 'figures.read',
  query: ChangesQuery,
  responses: { 200: z.object({ ...Figure, knownBefore: Instant, rows: z.array(Change) }) },
  errors: ['resource.not-found'],
});

const ACTIVITIES = [...new Set(STATES.flatMap((state) => activityOf(state) ?? []))];

export const FilesQuery = figureQuery({
  figure: z.enum(['inflow.referrals', 'inflow.placements', 'inflow.social-economy', 'flows', 'occupancy', 'outflow', 'throughflow']),
  // What tells the figure's rows apart beside period and group; of another figure than said it is refused.
  /** Of occupancy the stage, of outflow the stage ended from. */
  stage: Stage.optional(),
  /** Of occupancy. */
  activity: z.enum(ACTIVITIES).optional(),
  interrupted: YesNo.optional(),
  /** Of flows. */
  fromStage: Stage.optional(),
  toStage: Stage.optional(),
  /** Of outflow. */
  reason: EndReason.optional(),
  /** Of throughflow; `unknown` support where it was not said. */
  afterPlacement: YesNo.optional(),
  contract: Contract.optional(),
  support: z.union([Support, z.literal('unknown')]).optional(),
  ...PageQuery,
});
export type FilesQuery = z.infer<typeof FilesQuery>;

/** A file by its code: who may see more opens it. */
const FigureFile = z.object({
  trajectoryId: z.uuid(),
  code: z.string(),
  /** The municipality it was counted under. */
  municipality: MunicipalityCode,
  /** The day it was counted on; of occupancy, the day since when it was in its stage. */
  day: PlainDate,
  /** Stage and route on the last day observed. */
  stage: Stage,
  route: Route,
});

export const getFigureFiles = defineRoute({
  id: 'getFigureFiles',
  method: 'GET',
  path: '/figures/files',
  tag: 'figures',
  summary: 'The trajectories behind a count, by code, newest first: as many as the figure counts, one that counts twice twice',
  permission: 'figures.read',
  query: FilesQuery,
  responses: { 200: pageOf(FigureFile) },
  errors: ['resource.not-found'],
  audit: 'search',
});
