import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  acceptHandover,
  countHandovers,
  FileHandover,
  listHandovers,
  RejectionReason,
  rejectHandover,
  revokeHandover,
} from '#shared/contract/handovers.ts';
import { request } from './request.ts';

export type HandoverFilter = { direction: 'in' | 'out'; status: FileHandover['status'] | null; q: string };

export function handoversQuery(filter: HandoverFilter) {
  return infiniteQueryOptions({
    queryKey: ['handovers', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      request<typeof listHandovers>('GET', '/handovers', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** How many files wait for the user's offices. */
export const waitingQuery = queryOptions({
  queryKey: ['handovers', 'waiting'],
  queryFn: ({ signal }) => request<typeof countHandovers>('GET', '/handovers/waiting', { signal }),
  staleTime: 60_000,
});

type Seen = Pick<FileHandover, 'id' | 'version'>;

export function useAcceptHandover() {
  return useDecision(({ to: { id, version }, workerId }: { to: Seen; workerId: string | null }) =>
    request<typeof acceptHandover>('POST', '/handovers/:id/acceptance', {
      params: { id },
      ifMatch: version,
      body: workerId === null ? {} : { workerId },
    }),
  );
}

export function useRejectHandover() {
  return useDecision(({ to: { id, version }, reason, remark }: { to: Seen; reason: RejectionReason; remark: string }) =>
    request<typeof rejectHandover>('POST', '/handovers/:id/rejection', {
      params: { id },
      ifMatch: version,
      body: { reason, ...(remark !== '' && { remark }) },
    }),
  );
}

export function useRevokeHandover() {
  return useDecision(({ id, version }: Seen) =>
    request<typeof revokeHandover>('POST', '/handovers/:id/revocation', { params: { id }, ifMatch: version }),
  );
}

/** Whatever came of it: files, lists and the count are asked for anew. */
function useDecision<Asked, Answer>(mutationFn: (asked: Asked) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(['handovers', 'participants', 'trajectories'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
