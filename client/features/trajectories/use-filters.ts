import { useSearchParams } from 'react-router';
import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import type { TrajectoryFilter } from './api/trajectories.ts';

/** The filters by their names in the URL, so that a figure can lead to the files behind it. */
const NAMES = {
  stage: 'fase',
  state: 'toestand',
  municipality: 'gemeente',
  programme: 'programma',
  route: 'weg',
} as const satisfies Record<keyof TrajectoryFilter, string>;

const KNOWN: Record<Exclude<keyof TrajectoryFilter, 'municipality'>, Readonly<Record<string, Words>>> = {
  stage: LABELS.stage,
  state: LABELS.state,
  programme: LABELS.programme,
  route: LABELS.route,
};

export function useFilters() {
  const [params, setParams] = useSearchParams();
  // A value that no longer exists would be refused by the server: an old link then shows the unfiltered list.
  const known = (name: keyof typeof KNOWN) => {
    const value = params.get(NAMES[name]);
    return value !== null && Object.hasOwn(KNOWN[name], value) ? value : null;
  };
  const filter: TrajectoryFilter = {
    stage: known('stage'),
    state: known('state'),
    municipality: params.get(NAMES.municipality),
    programme: known('programme'),
    route: known('route'),
  };
  return {
    filter,
    isFiltered: Object.values(filter).some((value) => value !== null),
    set: (changes: Partial<TrajectoryFilter>) =>
      setParams(
        Object.entries({ ...filter, ...changes }).flatMap(([name, value]) => {
          const inUrl = Object.entries(NAMES).find(([own]) => own === name)?.[1];
          return inUrl && value ? [[inUrl, value] satisfies [string, string]] : [];
        }),
        { replace: true },
      ),
    clear: () => setParams([], { replace: true }),
  };
}
