import { queryOptions } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getParticipant } from '#shared/contract/participants.ts';
import type { getTrajectory } from '#shared/contract/trajectories.ts';

/** One person's file. Under `['participants']`, so that a change of any refreshes the lists too. */
export function participantQuery(id: string) {
  return queryOptions({
    queryKey: ['participants', 'one', id],
    queryFn: ({ signal }) => request<typeof getParticipant>('GET', '/participants/:id', { params: { id }, signal }),
  });
}

/** @param knownAt ISO instant: as it was known then; null for now */
export function trajectoryQuery(id: string, knownAt: string | null = null) {
  return queryOptions({
    queryKey: ['trajectories', 'one', id, knownAt],
    queryFn: ({ signal }) => request<typeof getTrajectory>('GET', '/trajectories/:id', { params: { id }, query: { knownAt }, signal }),
  });
}
