import { queryOptions } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getTrajectoryModel } from '#shared/contract/trajectories.ts';

export const modelQuery = queryOptions({
  queryKey: ['trajectory-model'],
  queryFn: ({ signal }) => request<typeof getTrajectoryModel>('GET', '/trajectory-model', { signal }),
  staleTime: 60_000,
});
