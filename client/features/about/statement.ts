import type { Words } from '#shared/figures/definitions.ts';

/** A part of a statement; each paragraph in the three languages together, so that none can lack one. */
export type Part = { readonly title: Words; readonly paragraphs: readonly Words[] };
