import { z } from 'zod';
import { Problem } from '#shared/contract/problem.ts';

/** A page out of rows read one further than asked, and the cursor to the next: the sort values of the last row shown. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, after }: { item: (row: Row) => Item; after: (row: Row) => readonly string[] },
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? encode(after(last)) : null };
}

/**
 * The values that a cursor stands for.
 * @throws Problem request.invalid for text that no list of this kind gave
 */
export function readCursor(cursor: string | undefined, schemas: readonly z.ZodType<string>[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const values = z.array(z.string()).length(schemas.length).safeParse(decode(cursor));
  if (!values.success || !values.data.every((value, index) => schemas[index]?.safeParse(value).success)) {
    throw new Problem('request.invalid', {
      fields: [{ path: 'query.cursor', code: 'cursor.unknown', message: 'the nextCursor of a page of this same list' }],
    });
  }
  return values.data;
}

function encode(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
