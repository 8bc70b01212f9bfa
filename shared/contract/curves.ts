import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { STATES, Stage } from '#shared/trajectory/states.ts';
import { Count, Figure, figureQuery, Group } from './figures.ts';
import { defineRoute } from './route.ts';

// Figures that follow people from a day on: chances, durations and places over time (figures.md, "Durations and chances").

/** Fewer trajectories at the origin give no estimate, unless a coordinator asks for it with `minimum`. */
export const LEAST_GROUP = 10;

const minimum = {
  /**
   * The least number of trajectories at the origin that gives an estimate; default 10. Less than that is a coordinator's to ask;
   * 0 also lets a curve go on where fewer than 5 are at risk.
   */
  minimum: z.coerce.number().int().min(0).max(10_000).default(LEAST_GROUP),
};

export const IncidenceTarget = z.enum(['placement', 'social-economy', 'job']);
export type IncidenceTarget = z.infer<typeof IncidenceTarget>;

export const IncidenceQuery = figureQuery({ target: IncidenceTarget, ...minimum });
export type IncidenceQuery = z.infer<typeof IncidenceQuery>;

export const SurvivalQuery = figureQuery({
  of: z.enum(['time-to-job', 'time-in-stage', 'sustained']),
  /** A stage or a state path, with `of=time-in-stage` only. */
  stage: z.union([Stage, z.enum(STATES)]).optional(),
  ...minimum,
}).refine(({ of, stage }) => (of === 'time-in-stage') === (stage !== undefined), {
  path: ['stage'],
  message: 'with `of=time-in-stage`, and only then',
  params: { code: 'stage.with-time-in-stage' },
});
export type SurvivalQuery = z.infer<typeof SurvivalQuery>;

export const StateOccupationQuery = figureQuery({
  /** The last day of the curve, since the referral. */
  horizon: z.coerce.number().int().min(1).max(3_650).default(730),
  ...minimum,
});
export type StateOccupationQuery = z.infer<typeof StateOccupationQuery>;

export const ComparisonQuery = figureQuery(minimum);
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

/** Days since the origin. */
export const Day = z.int().min(0);
export const Probability = z.number().min(0).max(1);
const StandardError = z.number().min(0);

/** Bounds of the 95 % interval; null where there is none, as where the estimate is 0 or 1. */
const interval = { lower: Probability.nullable(), upper: Probability.nullable() };
const estimated = { estimate: Probability, se: StandardError, ...interval };

/** Why there is no estimate: fewer at the origin than `minimum`. The numbers of the group stay visible. */
const Withheld = z.enum(['group-too-small']).nullable();

const IncidencePoint = z.object({ day: Day, ...estimated, atRisk: Count, events: Count, competing: Count, censored: Count });
const SurvivalPoint = z.object({ day: Day, ...estimated, atRisk: Count, events: Count, censored: Count });

/**
 * The curve read at a number of months (30.4375 days each, rounded). Null for one of two reasons, and never for a zero: all months of a group
 * with `withheld`; else those at which fewer than 5 were still followed (so also those that nobody can have reached yet), unless everybody
 * had met one event or another by then.
 */
const AtMonths = z.object({ months: z.int(), day: Day, estimate: Probability.nullable(), ...interval });

const TestResult = z.object({ statistic: z.number(), df: z.int().min(1), p: Probability });

const Quantile = z.object({ day: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable() });

const IncidenceGroup = z.object({
  group: Group,
  /** Trajectories at the origin. */
  n: Count,
  withheld: Withheld,
  curve: z.array(IncidencePoint),
  at: z.array(AtMonths),
});

/** Of those who began a job: known to be at work after so many months, out of those of whom it is known; and of how many it is not. */
const NaiveShare = z.object({ months: z.int(), atWork: Count, known: Count, unknown: Count });

const SurvivalGroup = z.object({
  group: Group,
  /** Trajectories at the origin; with `of=time-in-stage`, visits. */
  n: Count,
  withheld: Withheld,
  curve: z.array(SurvivalPoint),
  median: Quantile,
  at: z.array(AtMonths),
  /** With `of=sustained`: what an office would count by hand, to hold beside the estimate. */
  naive: z.array(NaiveShare).optional(),
});

const perStage = z.array(z.number());
/** Expected days in each stage within so many days; null in a group with `withheld`, and where fewer than 5 are followed for so long. */
export const ExpectedDays = z.record(z.enum(['365', '730']), z.record(Stage, z.number()).nullable());

const OccupationGroup = z.object({
  group: Group,
  n: Count,
  withheld: Withheld,
  /** The order of the columns below. */
  stages: z.array(Stage),
  /** Day 0, and every day on which something happened, up to the horizon. */
  days: z.array(Day),
  probability: z.array(perStage),
  se: z.array(perStage),
  lower: z.array(z.array(z.number().nullable())),
  upper: z.array(z.array(z.number().nullable())),
  /** Persons under observation just before each day. */
  atRisk: z.array(Count),
  expectedDays: ExpectedDays,
});

/** `from` is null where everybody referred until `to` is followed. */
const Followed = { ...Figure, from: PlainDate.nullable(), minimum: Count };

/** How a group is made up: persons per value of a dimension. */
const MakeUp = z.partialRecord(z.enum(['ageClass', 'gender', 'education', 'programme', 'municipality']), z.record(z.string(), Count));

const RouteGroup = z.object({
  group: Group,
  n: Count,
  withheld: Withheld,
  curve: z.array(IncidencePoint),
  at: z.array(AtMonths),
  expectedDays: ExpectedDays,
  makeUp: MakeUp,
});

export const getIncidence = defineRoute({
  id: 'getIncidence',
  method: 'GET',
  path: '/figures/incidence',
  tag: 'figures',
  summary: 'Chance over time since referral of a first placement or job, with what competes',
  permission: 'figures.read',
  query: IncidenceQuery,
  responses: { 200: z.object({ ...Followed, groups: z.array(IncidenceGroup), graysTest: TestResult.optional() }) },
  errors: ['resource.not-found'],
});

export const getSurvival = defineRoute({
  id: 'getSurvival',
  method: 'GET',
  path: '/figures/survival',
  tag: 'figures',
  summary: 'Durations that may still be running',
  permission: 'figures.read',
  query: SurvivalQuery,
  responses: { 200: z.object({ ...Followed, groups: z.array(SurvivalGroup), logRank: TestResult.optional() }) },
  errors: ['resource.not-found'],
});

export const getStateOccupation = defineRoute({
  id: 'getStateOccupation',
  method: 'GET',
  path: '/figures/state-occupation',
  tag: 'figures',
  summary: 'Probability of being in each stage by day since referral',
  permission: 'figures.read',
  query: StateOccupationQuery,
  responses: { 200: z.object({ ...Followed, groups: z.array(OccupationGroup) }) },
  errors: ['resource.not-found'],
});

export const getRouteComparison = defineRoute({
  id: 'getRouteComparison',
  method: 'GET',
  path: '/figures/comparison.routes',
  tag: 'figures',
  summary: 'Chance of regular work since the first placement, social economy first against direct',
  permission: 'figures.read',
  query: ComparisonQuery,
  responses: {
    200: z.object({
      ...Followed,
      /** By route, and within it by what was asked. */
      groups: z.array(RouteGroup),
      /** Only where routes alone are told apart. */
      graysTest: TestResult.optional(),
      /** Left out of the comparison: those with no placement yet, and those whose first job came before it. */
      excluded: z.object({ noPlacement: Count, jobBeforePlacement: Count }),
    }),
  },
  errors: ['resource.not-found'],
});
