import { folded } from '#shared/text.ts';

/** How a participant is ordered in lists and found by typing; kept beside the names because the database has neither rule. */
export function searchColumns({ firstName, lastName, reference, code }: Named): { sortName: string; searchText: string } {
  const name = folded([lastName, firstName].filter(Boolean).join(' '));
  return {
    sortName: name === '' ? folded(reference ?? code) : name,
    searchText: searchWords([firstName, lastName, reference, code].filter(Boolean).join(' ')).join(' '),
  };
}

/** Letters and digits, cut where anything else stands: of what is kept and of what is looked for alike. */
export function searchWords(typed: string): string[] {
  return folded(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly reference: string | null;
  readonly code: string;
}
