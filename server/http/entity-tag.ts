import type { Request } from 'express';
import { Problem } from '#shared/contract/problem.ts';

export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that the caller changed, from `If-Match: "3"`. A weak tag is taken too: proxies that compress weaken tags on the way.
 *
 * @throws Problem version.required when the header is missing or `*`, which would overwrite whatever is there
 */
export function versionFrom(request: Request): number {
  const header = request.headers['if-match']?.trim();
  if (!header || header === '*') throw new Problem('version.required');
  const version = Number(/^(?:W\/)?"(\d{1,10})"$/.exec(header)?.[1]);
  if (version <= LARGEST) return version;
  const field = { path: 'header.if-match', code: 'format', message: 'send the ETag of the answer you changed, such as "3"' };
  throw new Problem('request.invalid', { fields: [field] });
}

// Versions are 32-bit integers in the database, which fails on anything larger.
const LARGEST = 2_147_483_647;
