import type { PublishedCell, PublishedTable } from '#shared/contract/publications.ts';

/** The chances at 12 and at 24 months, each with all routes together first. */
export function chancesOf({ cells }: Pick<PublishedTable, 'cells'>): PublishedCell[] {
  const place = ({ key }: PublishedCell) => `${key.months} ${key.route === undefined ? '0' : '1'}`;
  return cells.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}
