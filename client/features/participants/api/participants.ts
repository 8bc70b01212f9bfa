import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { listParticipants } from '#shared/contract/participants.ts';

export type ParticipantFilter = {
  /** Beginnings of words of the name, reference or code. */
  q: string;
  stage: string | null;
  /** Only those whose trajectory has not ended. */
  running: boolean | null;
  /** Only files that were erased. */
  erased: boolean | null;
  municipality: string | null;
  sort: string;
};

/** Fifty at a time, each page beginning where the one before it ended. */
function participantsQuery(filter: ParticipantFilter) {
  return infiniteQueryOptions({
    queryKey: ['participants', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      request<typeof listParticipants>('GET', '/participants', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function useParticipants(filter: ParticipantFilter) {
  return useInfiniteQuery(participantsQuery(filter));
}
