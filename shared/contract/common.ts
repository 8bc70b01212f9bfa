import { z } from 'zod';
import { text } from '#shared/text.ts';

export const Instant = z.iso.datetime({ offset: true });
export const MunicipalityCode = text(60);

/** A page of a list: at most `limit` items after the one that `cursor`, taken from `nextCursor`, stands for. */
export const PageQuery = {
  cursor: text(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    /** To be sent back as `cursor`; null on the last page. */
    nextCursor: z.string().nullable(),
  });
}

/** A list in one query parameter, with commas: `by=municipality,gender`. */
export function commaList<Values extends z.util.EnumLike>(item: z.ZodEnum<Values>) {
  return z.string().transform((value, context) => {
    const parts = value.split(',').filter((part) => part !== '');
    const list = z.array(item).safeParse(parts);
    if (list.success && new Set(parts).size === parts.length) return list.data;
    context.addIssue({
      code: 'custom',
      message: `each once, out of ${item.options.join(', ')}`,
      params: { code: 'list.unknown-or-twice' },
    });
    return z.NEVER;
  });
}

export const YesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
