import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { FileForReview, keepFile, listRetention } from '#shared/contract/retention.ts';
import type { BodyInput } from '#shared/contract/route.ts';

const retentionQuery = infiniteQueryOptions({
  queryKey: ['retention'],
  queryFn: ({ pageParam, signal }) => request<typeof listRetention>('GET', '/retention', { query: { cursor: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  placeholderData: keepPreviousData,
});

export function useRetention() {
  return useInfiniteQuery(retentionQuery);
}

export function useKeepFile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ of, body }: { of: Pick<FileForReview, 'id' | 'version'>; body: BodyInput<typeof keepFile> }) =>
      request<typeof keepFile>('POST', '/participants/:id/retention', { params: { id: of.id }, ifMatch: of.version, body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['retention'] });
      void queries.invalidateQueries({ queryKey: ['participants'] });
    },
  });
}
