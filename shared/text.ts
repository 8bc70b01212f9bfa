import { z } from 'zod';

/** Text that a person typed: trimmed, not empty, at most `max` characters, and storable (no NUL, no half surrogate pair: PostgreSQL refuses both). */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\u0000'), {
      message: 'text without control characters',
      params: { code: 'text.not-storable' },
    });
}

/** As people search: lower case, without diacritics, one space between words. */
export function folded(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}
