import { z } from 'zod';

/**
 * The tables that a publication can have: a fixed catalogue, so that the identities between them are known beforehand and nobody can
 * ask for one table more. Counts are persons or changes, whole; `chance` is derived from the published counts of `chance.counts`.
 */
export const CountTableId = z.enum([
  'referrals',
  'inflow',
  'occupancy',
  'flows',
  'throughflow',
  'outflow',
  'profile.age',
  'profile.education',
  'wait',
  'chance.counts',
]);
export type CountTableId = z.infer<typeof CountTableId>;

export const TableId = z.enum([...CountTableId.options, 'chance']);
export type TableId = z.infer<typeof TableId>;

export const PublicationDimension = z.enum([
  'municipality',
  'workForm',
  'stage',
  'from',
  'to',
  'route',
  'reason',
  'ageClass',
  'gender',
  'education',
  'language',
  'months',
  'outcome',
]);
export type PublicationDimension = z.infer<typeof PublicationDimension>;

/** The dimensions of each table, outermost first. A cell whose key leaves one out is the total over it; none leaves out `months`, which are of two cohorts. */
export const TABLE_DIMENSIONS: Readonly<Record<TableId, readonly PublicationDimension[]>> = {
  /** Referrals of the quarter. */
  referrals: ['municipality'],
  /** First placements that began in the quarter. */
  inflow: ['municipality', 'workForm'],
  /** Trajectories on the last day of the quarter. */
  occupancy: ['municipality', 'stage'],
  /** Changes of stage in the quarter, of the region. */
  flows: ['from', 'to'],
  /** First jobs that began in the quarter. */
  throughflow: ['municipality', 'route'],
  /** Endings in the year, of the region, by the stage they ended from. */
  outflow: ['reason', 'stage'],
  /** Who the first placements of the year were for. */
  'profile.age': ['ageClass', 'gender'],
  'profile.education': ['education', 'language'],
  /** Referrals of the year before, by what came first within 365 days. */
  wait: ['outcome'],
  /** First placements of the year before (12 months) and of the year before that (24), by whether a first job came within that time. */
  'chance.counts': ['months', 'route', 'outcome'],
  chance: ['months', 'route'],
};

/** The tables of a publication over a quarter, and over a year. */
export const CATALOGUE = {
  quarter: ['referrals', 'inflow', 'occupancy', 'flows', 'throughflow'],
  year: ['outflow', 'profile.age', 'profile.education', 'wait', 'chance.counts'],
} as const satisfies Record<string, readonly CountTableId[]>;

/** `wait`: the quarter (of 365 days: up to 91, 182, 273, 365 days) of the first placement, `other` where a job or the end came first, `waiting` where nothing did. */
export const WAIT_OUTCOMES = ['0-3', '3-6', '6-9', '9-12', 'other', 'waiting'] as const;

/** `chance.counts`: whether a first job began within 365 or 730 days after the first placement. */
export const CHANCE_OUTCOMES = ['job', 'no-job'] as const;

/** The office writes the language as it likes; published are these classes only. */
export const LANGUAGE_CLASSES = ['beginner', 'independent', 'mother-tongue', 'unknown'] as const;
