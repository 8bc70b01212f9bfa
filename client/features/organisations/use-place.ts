import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { settings, workForms } from '#client/organisations/codes.ts';
import type { OrganisationFilter } from '#client/organisations/queries.ts';

/** How an organisation stands, in the words of the list; `active` unless somebody chooses otherwise. */
export const standings = ['active', 'proposed', 'declined', 'ended'] as const;
export type Standing = (typeof standings)[number];

const STANDINGS: Record<Standing, Pick<OrganisationFilter, 'status' | 'running'>> = {
  active: { status: 'approved', running: true },
  proposed: { status: 'proposed', running: null },
  declined: { status: 'declined', running: null },
  ended: { status: 'approved', running: false },
};

/** Where somebody is in the list: filters and the opened organisation in the URL, the search text in memory. */
export function usePlace() {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const setting = settings.find((known) => known === params.get('werkplek')) ?? null;
  const workForm = workForms.find((known) => known === params.get('werkvorm')) ?? null;
  const municipality = params.get('gemeente');
  const standing = standings.find((known) => known === params.get('stand')) ?? 'active';
  return {
    search,
    setting,
    workForm,
    municipality,
    standing,
    opened: params.get('organisatie'),
    setSearch,
    setSetting: (next: string | null) => set('werkplek', next),
    setWorkForm: (next: string | null) => set('werkvorm', next),
    setMunicipality: (next: string | null) => set('gemeente', next),
    setStanding: (next: Standing | null) => set('stand', next === 'active' ? null : next),
    open: (id: string | null) => set('organisatie', id),
    addressOf: (id: string) => {
      const next = new URLSearchParams(params);
      next.set('organisatie', id);
      return `?${next}`;
    },
    isFiltered: setting !== null || workForm !== null || municipality !== null || standing !== 'active',
    clear: () => {
      setSearch('');
      setParams({}, { replace: true });
    },
    filterFor: (settled: string): OrganisationFilter => ({ q: settled.trim(), setting, workForm, municipality, ...STANDINGS[standing] }),
  };
}

export type Place = ReturnType<typeof usePlace>;
