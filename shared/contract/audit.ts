import { z } from 'zod';
import { Role } from '#shared/permissions.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { text } from '#shared/text.ts';
import { Instant, PageQuery, pageOf } from './common.ts';
import { type AuditKind, defineRoute } from './route.ts';

/** What is done outside any request: by a command of the shell, or by the server itself as it starts. */
export const ShellAction = z.enum([
  'shell.migrate',
  'shell.import',
  'shell.export',
  'shell.rebuild',
  'shell.insz-rotate',
  'shell.setup-link',
  'shell.backup',
  'shell.restore',
]);
export type ShellAction = z.infer<typeof ShellAction>;

const Kind = z.enum(['change', 'read', 'search', 'export', 'session'] satisfies readonly AuditKind[]);

export const AuditEntry = z.object({
  /** The number of the line in the chain; none is ever missing. */
  sequence: z.int(),
  at: Instant,
  /** Null for a command of the shell, and where nobody proved to be anybody. The name is the one of today; null where there is none any more. */
  user: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  role: z.union([Role, z.literal('system')]).nullable(),
  /** The id of a route of this document, or a command of the shell. */
  action: z.string(),
  kind: Kind,
  /** `done`, or the code of the problem with which it was refused. */
  outcome: z.string(),
  /** Whose file, by code. */
  participant: z.string().nullable(),
  subject: z.object({ type: z.string(), id: z.string() }).nullable(),
  reason: z.string().nullable(),
  /** Codes and counts; never a name, a note or what was searched for. */
  details: z.record(z.string(), z.unknown()).nullable(),
  /** From where: the administrator's to see. */
  address: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const AuditFilter = {
  /** Id or code. Somebody of an office must name one of its own. */
  participant: text(60).optional(),
  user: z.uuid().optional(),
  action: text(60).optional(),
  kind: Kind.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  /** Days in Belgium, both inclusive. */
  from: PlainDate.optional(),
  to: PlainDate.optional(),
};

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  tag: 'audit',
  summary: 'Who did what, newest first; an office reads what is about its own participants',
  permission: 'audit.read',
  query: z.strictObject({ ...PageQuery, ...AuditFilter }),
  responses: { 200: pageOf(AuditEntry) },
  errors: ['resource.not-found'],
  audit: 'read',
});

export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/audit.csv',
  tag: 'audit',
  summary: 'The same as a file, oldest first',
  permission: 'audit.export',
  query: z.strictObject(AuditFilter),
  responses: { 200: { download: 'text/csv' } },
  errors: [],
  audit: 'export',
});

export const FileReader = z.object({
  /** In Belgium. */
  day: PlainDate,
  user: z.object({ id: z.uuid(), name: z.string().nullable() }),
  role: Role.nullable(),
  first: Instant,
  last: Instant,
  /** Visits: what is read within ten minutes is one. */
  looked: z.int(),
  changed: z.int(),
  exported: z.int(),
  inszRevealed: z.int(),
  /** Tried, and was not let in. */
  refused: z.int(),
});
export type FileReader = z.infer<typeof FileReader>;

export const listFileReaders = defineRoute({
  id: 'listFileReaders',
  method: 'GET',
  path: '/participants/:id/readers',
  tag: 'audit',
  summary: 'Who looked at a file: by person and day, latest first',
  permission: 'participant.read',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject(PageQuery),
  responses: { 200: pageOf(FileReader) },
  errors: ['resource.not-found'],
  audit: 'read',
});
