import { createHash } from 'node:crypto';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * Stands at the beginning of a statement that each connection is to keep prepared: one that is sent with every step, of one text whatever
 * its values. Row-level security makes reading and planning such a statement cost more than doing it.
 */
export const KEPT = Prisma.sql`/* kept */`;

/** The name under which a statement is kept; empty for all others, of whose texts there may be any number. */
export function keptName(text: string): string {
  if (!/^\s*\/\* kept \*\//u.test(text)) return '';
  const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}

const names = new Map<string, string>();
