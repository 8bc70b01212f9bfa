import { z } from 'zod';
import { Instant } from './common.ts';
import { defineRoute } from './route.ts';

/** A year at least: an appeal may come late. Fifty at most. */
const RetentionMonths = z.int().min(12).max(600);

export const Settings = z.object({
  version: z.int(),
  /** Months after the end of a file's last trajectory, until it comes up for review. */
  retentionMonths: RetentionMonths,
  /** When they were changed last; null while they are as they came. */
  changedAt: Instant.nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const getSettings = defineRoute({
  id: 'getSettings',
  method: 'GET',
  path: '/settings',
  tag: 'settings',
  summary: 'What the administrator sets for everybody',
  permission: 'settings.read',
  responses: { 200: Settings },
  etag: true,
  errors: [],
});

export const changeSettings = defineRoute({
  id: 'changeSettings',
  method: 'PATCH',
  path: '/settings',
  tag: 'settings',
  summary: 'Change settings; only what is given changes',
  permission: 'settings.write',
  body: z.strictObject({ retentionMonths: RetentionMonths.optional() }),
  responses: { 200: Settings },
  etag: true,
  ifMatch: true,
  errors: ['version.required', 'version.stale'],
});
