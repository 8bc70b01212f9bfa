import type { CellKey } from '#shared/contract/publications.ts';
import type { CountTableId, PublicationDimension } from '#shared/publications/catalogue.ts';

/** A table of the catalogue as it was counted, before protection: what is true, and never leaves the server. */
export interface CountedTable {
  readonly id: CountTableId;
  /** Every value of each dimension, in the order of reading. */
  readonly categories: Readonly<Partial<Record<PublicationDimension, readonly string[]>>>;
  /** Of the inner cells, whose keys name every dimension; those that are left out are 0. */
  readonly counts: readonly { readonly key: CellKey; readonly count: number }[];
  /**
   * Inner cells that the trajectory machine rules out; anybody may know that they are 0, and they are not published. In `flows` from a stage to
   * itself goes unsaid.
   */
  readonly impossible: readonly CellKey[];
}

/**
 * A cell of something that was published before: what everybody knows of it, and what was true then. A ledger lists all publications in the order in
 * which they were published, those that were withdrawn since as well.
 */
export interface LedgerCell {
  readonly publicationId: string;
  readonly period: string;
  readonly table: CountTableId;
  readonly key: CellKey;
  /** null where it was hidden. */
  readonly value: number | null;
  readonly low: number;
  /** null without bound. */
  readonly high: number | null;
  readonly truth: number;
}
