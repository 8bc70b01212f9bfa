import { queryOptions, useQuery } from '@tanstack/react-query';
import type { getAbout } from '#shared/contract/about.ts';
import type { listMunicipalities } from '#shared/contract/municipalities.ts';
import { request } from './request.ts';

/** What runs here: the version, and in demo mode the accounts to try. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => request<typeof getAbout>('GET', '/about', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const municipalitiesQuery = queryOptions({
  queryKey: ['municipalities'],
  queryFn: ({ signal }) => request<typeof listMunicipalities>('GET', '/municipalities', { signal }),
  staleTime: 5 * 60_000,
});

/** The name of a municipality; its code until names have come. */
export function useMunicipalityName(): (code: string) => string {
  const { data } = useQuery(municipalitiesQuery);
  return (code) => data?.items.find((municipality) => municipality.code === code)?.name ?? code;
}
