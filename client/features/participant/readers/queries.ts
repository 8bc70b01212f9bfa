import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { listFileReaders } from '#shared/contract/audit.ts';

export function readersQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['participants', id, 'readers'],
    queryFn: ({ pageParam, signal }) =>
      request<typeof listFileReaders>('GET', '/participants/:id/readers', { params: { id }, query: { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // What was seen a moment ago is not what is asked for now.
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
