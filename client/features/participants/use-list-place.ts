import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useUser } from '#client/api/session.ts';
import { stages } from '#client/ui/stages.ts';
import type { ParticipantFilter } from './api/participants.ts';

export const sorts = ['name', '-name', 'stageSince', '-stageSince', 'lastStepOn', '-lastStepOn'] as const;
export type ListSort = (typeof sorts)[number];

/** Besides a stage: everyone, or the files that were erased. Without a choice, those whose trajectory runs: an office has far more that ended. */
export const listStages = ['alle', ...stages, 'gewist'] as const;

/** What was searched for last, by user: back on the list it stands there again. Never in the URL: it names people. */
const searches = new Map<string, string>();

/** Where someone is in the list: filters and order in the URL, the search text in memory. */
export function useListPlace() {
  const [params, setParams] = useSearchParams();
  const { id: userId } = useUser();
  const [search, setSearch] = useState(searches.get(userId) ?? '');

  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );

  const stage = listStages.find((known) => known === params.get('fase')) ?? null;
  const sort: ListSort = sorts.find((known) => known === params.get('sorteer')) ?? 'name';
  const municipality = params.get('gemeente');

  return {
    search,
    stage,
    municipality,
    sort,
    setSearch: (text: string) => {
      searches.set(userId, text);
      setSearch(text);
    },
    setStage: (next: string | null) => set('fase', next),
    setMunicipality: (next: string | null) => set('gemeente', next),
    setSort: (next: ListSort) => set('sorteer', next === 'name' ? null : next),
    clear: () => {
      searches.delete(userId);
      setSearch('');
      setParams({}, { replace: true });
    },
    isFiltered: (stage !== null && stage !== 'alle') || municipality !== null,
    filterFor: (settled: string): ParticipantFilter => {
      const q = settled.trim();
      // Whoever types a name wants that person, also when the trajectory ended years ago.
      const isErased = stage === 'gewist';
      return {
        q,
        stage: stage === 'alle' || isErased ? null : stage,
        running: stage === null && q === '' ? true : null,
        erased: isErased ? true : null,
        municipality,
        sort,
      };
    },
  };
}
