import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { listTrajectories } from '#shared/contract/trajectories.ts';

export type TrajectoryFilter = {
  stage: string | null;
  state: string | null;
  municipality: string | null;
  programme: string | null;
  route: string | null;
};

function trajectoriesQuery(filter: TrajectoryFilter) {
  return infiniteQueryOptions({
    queryKey: ['trajectories', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      request<typeof listTrajectories>('GET', '/trajectories', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function useTrajectories(filter: TrajectoryFilter) {
  return useInfiniteQuery(trajectoriesQuery(filter));
}
