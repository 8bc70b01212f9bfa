import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { findByInsz } from '#shared/contract/participants.ts';

/** Whoever of the own office has this number: in the body of the request, and kept no longer than it stands on the screen. */
function findQuery(insz: string) {
  return queryOptions({
    queryKey: ['participants', 'insz', insz],
    queryFn: ({ signal }) => request<typeof findByInsz>('POST', '/participants/search', { body: { insz }, signal }),
    gcTime: 0,
    enabled: insz !== '',
  });
}

/** @param insz eleven digits; empty where no number is looked for */
export function useFoundByInsz(insz: string) {
  return useQuery(findQuery(insz));
}
