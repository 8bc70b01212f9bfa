import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { BodyInput } from '#shared/contract/route.ts';
import type {
  changeUser,
  createSetupLink,
  createUser,
  endUserSession,
  endUserSessions,
  getUser,
  listUserSessions,
  listUsers,
  ManagedUser,
} from '#shared/contract/users.ts';

export const usersQuery = infiniteQueryOptions({
  queryKey: ['users', 'list'],
  queryFn: ({ pageParam, signal }) => request<typeof listUsers>('GET', '/users', { query: { cursor: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});

export function userQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => request<typeof getUser>('GET', '/users/:id', { params: { id }, signal }),
  });
}

export function sessionsQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'sessions', id],
    queryFn: ({ signal }) => request<typeof listUserSessions>('GET', '/users/:id/sessions', { params: { id }, signal }),
    staleTime: 0,
  });
}

export type UserChange = BodyInput<typeof changeUser>;

/** Everything that can be done with accounts; each of it may end sessions and changes the list. */
export function useUserDeeds() {
  const queries = useQueryClient();
  const settle = (user: ManagedUser) => {
    queries.setQueryData(userQuery(user.id).queryKey, user);
    void queries.invalidateQueries({ queryKey: ['users', 'list'] });
    void queries.invalidateQueries({ queryKey: ['users', 'sessions', user.id] });
  };
  const add = useMutation({
    mutationFn: (body: BodyInput<typeof createUser>) => request<typeof createUser>('POST', '/users', { body }),
    onSuccess: ({ user }) => settle(user),
  });
  const change = useMutation({
    mutationFn: ({ to, patch }: { to: Pick<ManagedUser, 'id' | 'version'>; patch: UserChange }) =>
      request<typeof changeUser>('PATCH', '/users/:id', { params: { id: to.id }, ifMatch: to.version, body: patch }),
    onSuccess: settle,
  });
  const renewLink = useMutation({
    mutationFn: (id: string) => request<typeof createSetupLink>('POST', '/users/:id/setup-link', { params: { id } }),
    onSuccess: ({ user }) => settle(user),
  });
  const endSession = useMutation({
    mutationFn: ({ id, sessionId }: { id: string; sessionId: string }) =>
      request<typeof endUserSession>('DELETE', '/users/:id/sessions/:sessionId', { params: { id, sessionId } }),
    onSettled: (_data, _error, { id }) => queries.invalidateQueries({ queryKey: ['users', 'sessions', id] }),
  });
  const endSessions = useMutation({
    mutationFn: (id: string) => request<typeof endUserSessions>('DELETE', '/users/:id/sessions', { params: { id } }),
    onSettled: (_data, _error, id) => queries.invalidateQueries({ queryKey: ['users', 'sessions', id] }),
  });
  return { add, change, renewLink, endSession, endSessions };
}
