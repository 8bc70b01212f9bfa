import { searchWords } from '#server/participants/search-text.ts';
import { kboText } from '#shared/codes/kbo.ts';
import { folded } from '#shared/text.ts';

/** How an organisation is ordered in lists, found by typing and held apart from others; kept beside the name as participants' names are. */
export function nameColumns({ name, kbo }: { name: string; kbo: string | null }): { sortName: string; searchText: string } {
  const words = searchWords([name, kbo, kbo && kboText(kbo)].filter(Boolean).join(' '));
  return { sortName: folded(name), searchText: words.join(' ') };
}
