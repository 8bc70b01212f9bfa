import { useSearchParams } from 'react-router';
import type { Publication, PublicationSummary } from '#shared/contract/publications.ts';
import { periodAYearBefore, periodBefore, periodParts } from '#shared/publications/period-calendar.ts';
import { usePublicationsOf } from '../api/publications.ts';

export type Comparison = {
  /** What can be compared with, the latest first: earlier periods of the same length. */
  options: readonly PublicationSummary[];
  /** The chosen one; null where nothing is compared, or while it is on its way. */
  before: Publication | null;
  /** Its id, or `none`. */
  chosen: string;
  choose: (id: string) => void;
  /** Those beside the key figures: the period before, a year before, and the chosen one. */
  beside: readonly Publication[];
};

/** What a publication is held against: a year earlier unless chosen otherwise, so that seasons do not count. The choice lives in the URL. */
export function useComparison(publication: Publication, published: readonly PublicationSummary[]): Comparison {
  const [search, setSearch] = useSearchParams();
  const { period } = publication;
  const isYear = periodParts(period).quarter === null;
  const options = published
    .filter((other) => other.status === 'published' && other.period < period && (periodParts(other.period).quarter === null) === isYear)
    .toSorted((a, b) => (a.period < b.period ? 1 : -1));
  const at = (wanted: string) => options.find((option) => option.period === wanted);
  const asked = search.get('met');
  const usual = at(periodAYearBefore(period)) ?? options[0];
  const chosen = asked === NONE ? undefined : ((asked === null ? undefined : at(asked)) ?? usual);
  const ids = [...new Set([at(periodBefore(period)), at(periodAYearBefore(period)), chosen].flatMap((each) => each?.id ?? []))];
  const beside = usePublicationsOf(ids).filter(({ status }) => status === 'published');
  return {
    options,
    before: beside.find(({ id }) => id === chosen?.id) ?? null,
    chosen: chosen?.period ?? NONE,
    choose: (wanted) =>
      setSearch(
        (now) => {
          now.set('met', wanted);
          return now;
        },
        { replace: true, preventScrollReset: true },
      ),
    beside: chosen === undefined ? [] : beside.toSorted((a, b) => (a.period < b.period ? 1 : -1)),
  };
}

export const NONE = 'niets';
