import { z } from 'zod';
import { EXIT_OUTCOMES } from '#shared/figures/exit-outcomes.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { activityOf, Route, STATES, Stage } from '#shared/trajectory/states.ts';
import { Contract, EndReason, Support } from '#shared/trajectory/steps.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf, YesNo } from './common.ts';
import { Day, Probability } from './curves.ts';
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

/** The figures that estimate when something comes, or how long it lasts, of those whom they follow. */
export const ExitFigure = z.enum([
  'wait.placement',
  'wait.social-economy',
  'chance.regular',
  'time-to.job',
  'time-in-stage',
  'sustained',
  'comparison.routes',
]);
export type ExitFigure = z.infer<typeof ExitFigure>;

const ExitOutcome = z.enum(EXIT_OUTCOMES);

const Place = z.union([Stage, z.enum(STATES)]);

const VISITED = {
  path: ['stage'],
  message: 'a stage or a state with `figure=time-in-stage`, and else no state',
  params: { code: 'stage.with-time-in-stage' },
};

function isPlaceOf(figure: string, place: string | undefined): boolean {
  return figure === 'time-in-stage' ? place !== undefined : place === undefined || Stage.safeParse(place).success;
}

export const ChangesQuery = figureQuery({
  figure: z.enum(['inflow', 'flows', 'occupancy', 'outflow', 'throughflow', ...ExitFigure.options]),
  /** A stage or a state path, with `figure=time-in-stage` only. */
  stage: Place.optional(),
  /** The earlier of the two moments; `knownAt` is the later. */
  knownBefore: Instant,
}).refine(({ figure, stage }) => (figure === 'time-in-stage') === (stage !== undefined), VISITED);
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/** A row that differs: after − before = lateEntry + correction + definition. */
const Change = z.object({
  /** The period's label; of occupancy, the day. null of who is followed: those figures have no periods. */
  period: PeriodLabel.nullable(),
  group: Group,
  /**
   * What tells the figure's rows apart beside period and group: `{ measure: 'referrals' }`, `{ from, to }`, `{ stage, activity, interrupted }`, …
   * Of who is followed `{ outcome }`, how many were observed to end so, all days together; null for all at the origin.
   */
  key: z.record(z.string(), z.union([z.string(), z.boolean()]).nullable()),
  before: Count,
  after: Count,
  /** Through trajectories of which steps were only added meanwhile. */
  lateEntry: z.int(),
  /** Through trajectories of which a step was withdrawn or replaced, or whose profile was put right, meanwhile. */
  correction: z.int(),
  /**
   * Through a new version of the definition. Always 0 so far: every definition is at its first version (`definition.version`), so that both
   * moments are counted under the same one.
   */
  definition: z.int(),
});

/** A part of the difference between two probabilities; null where either has no estimate. */
const Part = z.number().min(-1).max(1).nullable();

/**
 * A curve at a number of months that reads otherwise: after − before = lateEntry + correction + definition, to rounding. An estimate is no sum over people,
 * so the order decides what each part is: first those who were put right meanwhile are taken as they are known now and all others as they were known
 * (correction), then all as they are known now (lateEntry).
 */
const EstimateChange = z.object({
  group: Group,
  months: z.int(),
  /** The same in days since the origin. */
  day: Day,
  /** null where there was no estimate: fewer than 10 at the origin, or the curve had stopped. */
  before: Probability.nullable(),
  after: Probability.nullable(),
  lateEntry: Part,
  correction: Part,
  /** As in the rows. */
  definition: Part,
});

export const getChanges = defineRoute({
  id: 'getChanges',
  method: 'GET',
  path: '/figures/changes',
  tag: 'figures',
  summary: 'What changed in a figure between two moments of knowledge, and why',
  permission: 'figures.read',
  query: ChangesQuery,
  responses: {
    200: z.object({
      ...Figure,
      /** null where everybody referred until `to` is followed. */
      from: PlainDate.nullable(),
      knownBefore: Instant,
      rows: z.array(Change),
      /** Of figures that follow people; else empty. */
      estimates: z.array(EstimateChange),
    }),
  },
  errors: ['resource.not-found'],
});

const DaysAsked = z.coerce.number().int().min(0).max(100_000);
const ACTIVITIES = [...new Set(STATES.flatMap((state) => activityOf(state) ?? []))];

export const FilesQuery = figureQuery({
  figure: z.enum([
    'inflow.referrals',
    'inflow.placements',
    'inflow.social-economy',
    'flows',
    'occupancy',
    'outflow',
    'throughflow',
    ...ExitFigure.options,
    'state-occupation',
  ]),
  // What tells the figure's rows apart beside period and group; of another figure than said it is refused.
  /** Of occupancy the stage, of outflow the stage ended from, of state-occupation the stage on the last day observed; of time-in-stage, always, which visits. */
  stage: Place.optional(),
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
  /** Of who is followed, but for state-occupation: one that the figure has not stands behind nothing. */
  outcome: ExitOutcome.optional(),
  /** Of the same: at least and at most so many days from the origin until observation ended. */
  daysFrom: DaysAsked.optional(),
  daysTo: DaysAsked.optional(),
  ...PageQuery,
}).refine(({ figure, stage }) => isPlaceOf(figure, stage), VISITED);
export type FilesQuery = z.infer<typeof FilesQuery>;

/** A file by its code: who may see more opens it. */
const FigureFile = z.object({
  trajectoryId: z.uuid(),
  code: z.string(),
  /** The municipality it was counted under. */
  municipality: MunicipalityCode,
  /** The day it was counted on; of occupancy and state-occupation, since when it was in its stage; of who is followed, when observation ended. */
  day: PlainDate,
  /** Of who is followed: how observation ended, and how many days after the origin. Else null, and of state-occupation. */
  outcome: ExitOutcome.nullable(),
  days: Day.nullable(),
  /** Stage and route on the last day observed. */
  stage: Stage,
  route: Route,
});

export const getFigureFiles = defineRoute({
  id: 'getFigureFiles',
  method: 'GET',
  path: '/figures/files',
  tag: 'figures',
  summary: 'The trajectories behind a figure, by code, newest first: as many as it counts, one that counts twice twice',
  permission: 'figures.read',
  query: FilesQuery,
  responses: { 200: pageOf(FigureFile) },
  errors: ['resource.not-found'],
  audit: 'search',
});
