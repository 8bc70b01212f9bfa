import type { Publication, PublishedTable } from '#shared/contract/publications.ts';

/** Each table that gets a section of its own: the counts behind the chances stand in theirs. */
export function shownTables({ tables }: Pick<Publication, 'tables'>): readonly PublishedTable[] {
  const hasChance = tables.some(({ id }) => id === 'chance');
  return tables.filter(({ id }) => !(hasChance && id === 'chance.counts'));
}
