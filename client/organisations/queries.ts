import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type {
  changeOrganisation,
  createOrganisation,
  getOrganisation,
  listOrganisations,
  Organisation,
  OrganisationStatus,
} from '#shared/contract/organisations.ts';
import type { BodyInput } from '#shared/contract/route.ts';

export type OrganisationFilter = {
  q: string;
  setting: string | null;
  workForm: string | null;
  municipality: string | null;
  status: OrganisationStatus;
  running: boolean | null;
};

export function organisationsQuery(filter: OrganisationFilter) {
  return infiniteQueryOptions({
    queryKey: ['organisations', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      request<typeof listOrganisations>('GET', '/organisations', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function organisationQuery(id: string) {
  return queryOptions({
    queryKey: ['organisations', 'one', id],
    queryFn: ({ signal }) => request<typeof getOrganisation>('GET', '/organisations/:id', { params: { id }, signal }),
  });
}

/** What waits for somebody's word; more than a page of it would be worked off before the rest. */
export const proposalsQuery = queryOptions({
  queryKey: ['organisations', 'proposals'],
  queryFn: ({ signal }) => request<typeof listOrganisations>('GET', '/organisations', { query: { status: 'proposed' }, signal }),
});

/** Where people of a work form are placed in a setting: in one go, so that it can be looked through while somebody types. */
export function hostsQuery(setting: string | null, workForm: string | null) {
  return queryOptions({
    queryKey: ['organisations', 'hosts', setting, workForm],
    queryFn: ({ signal }) =>
      request<typeof listOrganisations>('GET', '/organisations', { query: { setting, workForm, status: 'approved', limit: 200 }, signal }),
    enabled: setting !== null,
    staleTime: 5 * 60_000,
  });
}

export function useCreateOrganisation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof createOrganisation>) => request<typeof createOrganisation>('POST', '/organisations', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organisations'] }),
  });
}

export type OrganisationChange = BodyInput<typeof changeOrganisation>;

export function useChangeOrganisation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ to, patch }: { to: Pick<Organisation, 'id' | 'version'>; patch: OrganisationChange }) =>
      request<typeof changeOrganisation>('PATCH', '/organisations/:id', { params: { id: to.id }, ifMatch: to.version, body: patch }),
    onSuccess: (organisation) => {
      queries.setQueryData(organisationQuery(organisation.id).queryKey, organisation);
      void queries.invalidateQueries({ queryKey: ['organisations'], predicate: ({ queryKey }) => queryKey[1] !== 'one' });
    },
  });
}
