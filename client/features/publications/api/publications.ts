import { queryOptions, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { download, request } from '#client/api/request.ts';
import { useUser } from '#client/api/session.ts';
import type {
  discardPublication,
  downloadPublicationContent,
  downloadPublicationTable,
  endPublicLink,
  getPublication,
  listPublications,
  makePublication,
  openPublicLink,
  Publication,
  releasePublication,
  retryPublication,
  reviewPublication,
  withdrawPublication,
} from '#shared/contract/publications.ts';
import type { BodyInput } from '#shared/contract/route.ts';

const KEY = 'publications';
const EVERY_SECOND = 1_000;
/** What is published does not change any more, but it can be withdrawn. */
const LASTING = 5 * 60_000;

const listQuery = queryOptions({
  queryKey: [KEY, 'list'],
  queryFn: ({ signal }) => request<typeof listPublications>('GET', '/publications', { signal }),
  refetchInterval: ({ state }) => {
    if (state.data?.items.some(({ status }) => status === 'protecting')) return 2 * EVERY_SECOND;
    // A demo publishes in the first seconds after its start.
    return state.data?.items.length === 0 ? 5 * EVERY_SECOND : false;
  },
});

function oneQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => request<typeof getPublication>('GET', '/publications/:id', { params: { id }, signal }),
    staleTime: ({ state }) => (state.data?.status === 'published' ? LASTING : 0),
    refetchInterval: ({ state }) => (state.data?.status === 'protecting' ? EVERY_SECOND : false),
  });
}

export function usePublications() {
  return useQuery(listQuery);
}

export function usePublication(id: string) {
  return useQuery(oneQuery(id));
}

/** Those that have come, of the ids asked for; a comparison that does not come is left out and keeps nobody from reading. */
export function usePublicationsOf(ids: readonly string[]): Publication[] {
  return useQueries({ queries: ids.map(oneQuery), combine: (answers) => answers.flatMap(({ data }) => data ?? []) });
}

/** The true counts of a draft, asked for only when they are looked at: each look stands in the log. */
export function useReview(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: [KEY, 'review', id],
    queryFn: ({ signal }) => request<typeof reviewPublication>('GET', '/publications/:id/review', { params: { id }, signal }),
    enabled: isAsked,
    staleTime: LASTING,
    gcTime: 0,
  });
}

/** As shared/permissions.ts says, which would bring zod along: the coordinator makes, releases and withdraws. */
export function useMayPublish(): boolean {
  return useUser().role === 'coordinator';
}

export function useMake() {
  const keep = useKeep();
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyInput<typeof makePublication> }) =>
      request<typeof makePublication>('POST', '/publications', { key, body }),
    onSuccess: keep,
  });
}

/** What the coordinator can do with one publication. Each answer takes the place of what the screen knew. */
export function useDeeds(id: string) {
  const keep = useKeep();
  const queries = useQueryClient();
  const params = { id };
  const again = () => queries.invalidateQueries({ queryKey: [KEY] });
  return {
    retry: useMutation({
      mutationFn: (body: BodyInput<typeof retryPublication>) =>
        request<typeof retryPublication>('POST', '/publications/:id/retry', { params, body }),
      onSuccess: (publication) => {
        queries.removeQueries({ queryKey: [KEY, 'review', id] });
        keep(publication);
      },
    }),
    release: useMutation({
      mutationFn: () => request<typeof releasePublication>('POST', '/publications/:id/release', { params }),
      onSuccess: keep,
      onError: again,
    }),
    withdraw: useMutation({
      mutationFn: (reason: string) =>
        request<typeof withdrawPublication>('POST', '/publications/:id/withdrawal', { params, body: { reason } }),
      onSuccess: keep,
    }),
    discard: useMutation({
      mutationFn: () => request<typeof discardPublication>('DELETE', '/publications/:id', { params }),
      onSuccess: () => queries.invalidateQueries({ queryKey: [KEY, 'list'] }),
    }),
    openLink: useMutation({
      mutationFn: () => request<typeof openPublicLink>('PUT', '/publications/:id/public-link', { params }),
      onSuccess: again,
    }),
    endLink: useMutation({
      mutationFn: () => request<typeof endPublicLink>('DELETE', '/publications/:id/public-link', { params }),
      onSuccess: again,
    }),
  };
}

function useKeep(): (publication: Publication) => void {
  const queries = useQueryClient();
  return (publication) => {
    queries.setQueryData(oneQuery(publication.id).queryKey, publication);
    void queries.invalidateQueries({ queryKey: [KEY, 'list'] });
  };
}

export function downloadTable(id: string, file: string, fileName: string): Promise<void> {
  return download<typeof downloadPublicationTable>('/publications/:id/tables/:file', fileName, { params: { id, file } });
}

export function downloadContent(id: string, fileName: string): Promise<void> {
  return download<typeof downloadPublicationContent>('/publications/:id/content.json', fileName, { params: { id } });
}
