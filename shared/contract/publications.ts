import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';
import { PublicationDimension, TableId } from '#shared/publications/catalogue.ts';
import { text } from '#shared/text.ts';
import { Instant } from './common.ts';
import { defineRoute } from './route.ts';

/** A quarter or a year that is over: `2025-Q3`, `2025`. */
export const PublicationPeriod = z.string().regex(/^(19|20)\d{2}(-Q[1-4])?$/);
export type PublicationPeriod = z.infer<typeof PublicationPeriod>;

export const PublicationMethod = z.enum(['rounding', 'suppression']);
export type PublicationMethod = z.infer<typeof PublicationMethod>;

/**
 * `protecting` while the values are made and attacked; `draft` when the attack found nothing; `refused` when it did; `interrupted` when the
 * server stopped meanwhile, to be tried again; `published`; `withdrawn` with a reason. What is published or withdrawn never changes.
 */
export const PublicationStatus = z.enum(['protecting', 'draft', 'refused', 'interrupted', 'published', 'withdrawn']);
export type PublicationStatus = z.infer<typeof PublicationStatus>;

/** The values of the dimensions that a cell stands for; a dimension that is left out is summed over. */
export const CellKey = z.partialRecord(PublicationDimension, z.string());
export type CellKey = z.infer<typeof CellKey>;

export const PublishedCell = z.object({
  key: CellKey,
  /**
   * The number that is published: a count, or in `chance` a share from 0 to 1 in whole percents. null where it is hidden: suppressed, or a share of fewer than 20.
   * A count of 0 stands for 0 to 4 when rounding, and is to be shown so.
   */
  value: z.number().min(0).nullable(),
  /** The true number lies from `low` to `high`; null where a share is hidden, and for a `high` without bound. */
  low: z.number().min(0).nullable(),
  high: z.number().min(0).nullable(),
});
export type PublishedCell = z.infer<typeof PublishedCell>;

export const PublishedTable = z.object({
  id: TableId,
  /** In Dutch, the language of what the steering group decides on. */
  title: z.string(),
  dimensions: z.array(PublicationDimension),
  cells: z.array(PublishedCell),
});
export type PublishedTable = z.infer<typeof PublishedTable>;

const Words = z.object({ nl: z.string(), en: z.string(), fr: z.string() });

/** What the attack with everything published before found. */
export const GateReport = z.object({
  isSafe: z.boolean(),
  /** Cells of this publication, and of earlier ones that hang together with it. */
  cells: z.int(),
  earlierCells: z.int(),
  /** Those among them with a true count of 0 to 4. */
  sensitive: z.int(),
  /** Sensitive cells that could be worked out exactly; to within fewer than 3; true counts outside what can be worked out. All 0 when safe. */
  recovered: z.int(),
  narrow: z.int(),
  outside: z.int(),
  /** Rows or columns that are provably all in one category. */
  oneCategory: z.int(),
  /** Least difference between the greatest and the least value that a sensitive cell can have; null where there is none. At most as large as it truly is. */
  leastWidth: z.int().nullable(),
  /** Of protecting and of the attack. */
  milliseconds: z.int(),
});
export type GateReport = z.infer<typeof GateReport>;

/** A tie to an earlier publication that had to be let go, because the data were put right since. */
const ReleasedTie = z.object({
  /** The earlier publication's period. */
  period: PublicationPeriod,
  table: TableId,
  reason: z.enum(['no-additive-solution', 'true-value-outside', 'corrected-since']),
});

const Summary = {
  id: z.uuid(),
  title: z.string(),
  period: PublicationPeriod,
  status: PublicationStatus,
  method: PublicationMethod,
  /** The base of the rounding. */
  base: z.int(),
  madeAt: Instant,
  /** The knowledge that it was computed from. */
  knownAt: Instant,
  publishedAt: Instant.nullable(),
  withdrawn: z.object({ at: Instant, reason: z.string() }).nullable(),
  /** SHA-256 of `content.json`, in hexadecimal; null until it is published. */
  sha256: z.string().nullable(),
};

export const PublicationSummary = z.object(Summary);
export type PublicationSummary = z.infer<typeof PublicationSummary>;

/** Exactly what was published, byte for byte under the SHA-256 (`content.json`). */
export const PublicationContent = z.object({
  id: z.uuid(),
  title: z.string(),
  period: PublicationPeriod,
  /** First and last day. */
  from: PlainDate,
  to: PlainDate,
  method: PublicationMethod,
  base: z.int(),
  knownAt: Instant,
  /** Of the software that made it. */
  softwareVersion: z.string(),
  municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
  definitions: z.array(z.object({ table: TableId, id: z.string(), version: z.int(), text: Words })),
  tables: z.array(PublishedTable),
  releasedTies: z.array(ReleasedTie),
});
export type PublicationContent = z.infer<typeof PublicationContent>;

/** Content with what became of it. Without tables while it is being protected, and once it was withdrawn. */
export const Publication = z.object({
  ...Summary,
  from: PlainDate,
  to: PlainDate,
  softwareVersion: z.string(),
  municipalities: PublicationContent.shape.municipalities,
  definitions: PublicationContent.shape.definitions,
  tables: z.array(PublishedTable),
  releasedTies: z.array(ReleasedTie),
  /** How many true counts are small is the coordinator's to know: for readers it would narrow them down. */
  audit: GateReport.extend({ sensitive: z.int().nullable() }).nullable(),
  /** While it is protected: what is being done, and how far. */
  progress: z.object({ phase: z.enum(['counting', 'protecting', 'attacking']), done: z.int(), of: z.int() }).nullable(),
  /** Of a refused one, for the coordinator: the cells that could be worked out. */
  reasons: z.array(
    z.object({
      problem: z.enum(['recovered', 'narrow', 'outside', 'one-category', 'no-solution']),
      table: TableId,
      period: PublicationPeriod,
      key: CellKey,
    }),
  ),
  /** The token of the public link, for the coordinator; null where there is none. */
  publicToken: z.string().nullable(),
});
export type Publication = z.infer<typeof Publication>;

const PublicationParams = z.strictObject({ id: z.uuid() });

export const listPublications = defineRoute({
  id: 'listPublications',
  method: 'GET',
  path: '/publications',
  tag: 'publications',
  summary: 'Publications, the latest period first; those that were never published only for the coordinator',
  permission: 'publication.read',
  responses: { 200: z.object({ items: z.array(PublicationSummary) }) },
  errors: [],
});

export const getPublication = defineRoute({
  id: 'getPublication',
  method: 'GET',
  path: '/publications/:id',
  tag: 'publications',
  summary: 'A publication with its tables, definitions and the report of the attack on it',
  permission: 'publication.read',
  params: PublicationParams,
  responses: { 200: Publication },
  errors: ['resource.not-found'],
});

export const makePublication = defineRoute({
  id: 'makePublication',
  method: 'POST',
  path: '/publications',
  tag: 'publications',
  summary: 'Counts, protects and attacks the tables of a period that is over; goes on after the answer',
  permission: 'publication.write',
  body: z.strictObject({ title: text(200), period: PublicationPeriod, method: PublicationMethod.default('rounding') }),
  responses: { 202: Publication },
  errors: ['publication.period-taken'],
});

export const retryPublication = defineRoute({
  id: 'retryPublication',
  method: 'POST',
  path: '/publications/:id/retry',
  tag: 'publications',
  summary: 'Counts, protects and attacks anew what was never published: interrupted, refused, or made before another was published',
  permission: 'publication.write',
  params: PublicationParams,
  body: z.strictObject({ method: PublicationMethod.optional() }),
  responses: { 202: Publication },
  errors: ['resource.not-found', 'publication.not-possible'],
});

export const reviewPublication = defineRoute({
  id: 'reviewPublication',
  method: 'GET',
  path: '/publications/:id/review',
  tag: 'publications',
  summary: 'The true counts of a draft or of one that was refused, for the coordinator to hold beside the protected ones',
  permission: 'publication.write',
  audit: 'read',
  params: PublicationParams,
  responses: {
    200: z.object({ tables: z.array(z.object({ id: TableId, cells: z.array(z.object({ key: CellKey, truth: z.int().min(0) })) })) }),
  },
  errors: ['resource.not-found', 'publication.not-possible'],
});

export const releasePublication = defineRoute({
  id: 'releasePublication',
  method: 'POST',
  path: '/publications/:id/release',
  tag: 'publications',
  summary: 'Publishes a draft, if nothing can be worked out from it and everything published before',
  permission: 'publication.write',
  params: PublicationParams,
  responses: { 200: Publication },
  errors: ['resource.not-found', 'publication.unsafe', 'publication.outdated', 'publication.not-possible'],
});

export const withdrawPublication = defineRoute({
  id: 'withdrawPublication',
  method: 'POST',
  path: '/publications/:id/withdrawal',
  tag: 'publications',
  summary: 'Takes a publication away, with a reason that stays to be read; what was published counts in every later attack',
  permission: 'publication.write',
  params: PublicationParams,
  body: z.strictObject({ reason: text(500) }),
  responses: { 200: Publication },
  errors: ['resource.not-found', 'publication.not-possible'],
});

export const discardPublication = defineRoute({
  id: 'discardPublication',
  method: 'DELETE',
  path: '/publications/:id',
  tag: 'publications',
  summary: 'Throws away what was never published',
  permission: 'publication.write',
  params: PublicationParams,
  responses: { 204: null },
  errors: ['resource.not-found', 'publication.not-possible'],
});

export const openPublicLink = defineRoute({
  id: 'openPublicLink',
  method: 'PUT',
  path: '/publications/:id/public-link',
  tag: 'publications',
  summary: 'Lets anybody with the link read the publication, until the link is ended or the publication withdrawn',
  permission: 'publication.write',
  params: PublicationParams,
  responses: { 200: z.object({ publicToken: z.string() }) },
  errors: ['resource.not-found', 'publication.not-possible'],
});

export const endPublicLink = defineRoute({
  id: 'endPublicLink',
  method: 'DELETE',
  path: '/publications/:id/public-link',
  tag: 'publications',
  summary: 'Ends the public link; opened again it is another',
  permission: 'publication.write',
  params: PublicationParams,
  responses: { 204: null },
  errors: ['resource.not-found'],
});

/** `inflow.csv`, `inflow.xlsx`. */
const TableFile = z.string().regex(/^[a-z.]+\.(csv|xlsx)$/);

export const downloadPublicationTable = defineRoute({
  id: 'downloadPublicationTable',
  method: 'GET',
  path: '/publications/:id/tables/:file',
  tag: 'publications',
  summary: 'One table as CSV (semicolon, decimal comma, UTF-8 with BOM) or XLSX, with its definition',
  permission: 'publication.read',
  audit: 'export',
  params: z.strictObject({ id: z.uuid(), file: TableFile }),
  responses: { 200: { download: 'text/csv' } },
  errors: ['resource.not-found'],
});

export const downloadPublicationContent = defineRoute({
  id: 'downloadPublicationContent',
  method: 'GET',
  path: '/publications/:id/content.json',
  tag: 'publications',
  summary: 'The publication byte for byte as its SHA-256 was taken of',
  permission: 'publication.read',
  audit: 'export',
  params: PublicationParams,
  responses: { 200: { download: 'application/json' } },
  errors: ['resource.not-found'],
});

const PublicParams = z.strictObject({ token: text(100) });

export const getPublicPublication = defineRoute({
  id: 'getPublicPublication',
  method: 'GET',
  path: '/public/publications/:token',
  tag: 'publications',
  summary: 'A publication by its public link, without signing in',
  permission: 'public',
  params: PublicParams,
  responses: { 200: Publication },
  errors: ['resource.not-found'],
});

export const downloadPublicTable = defineRoute({
  id: 'downloadPublicTable',
  method: 'GET',
  path: '/public/publications/:token/tables/:file',
  tag: 'publications',
  summary: 'One table of a publication by its public link',
  permission: 'public',
  params: z.strictObject({ token: text(100), file: TableFile }),
  responses: { 200: { download: 'text/csv' } },
  errors: ['resource.not-found'],
});
