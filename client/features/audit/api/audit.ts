import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { download, request } from '#client/api/request.ts';
import type { exportAudit, listAudit } from '#shared/contract/audit.ts';
import type { listUsers } from '#shared/contract/users.ts';

export type AuditFilter = {
  from: string | null;
  to: string | null;
  user: string | null;
  kind: string | null;
  outcome: string | null;
  participant: string | null;
};

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => request<typeof listAudit>('GET', '/audit', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // Coming back to the window is no new question: it would fill the log with lines about the log.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Whom to choose from; the first two hundred by name. */
export const usersQuery = queryOptions({
  queryKey: ['audit', 'users'],
  queryFn: ({ signal }) => request<typeof listUsers>('GET', '/users', { query: { limit: 200 }, signal }),
});

export function downloadAudit(filter: AuditFilter, day: string): Promise<void> {
  return download<typeof exportAudit>('/audit.csv', `logboek-${day}.csv`, { query: filter });
}
