import { queryOptions } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getAccount, listMySessions } from '#shared/contract/account.ts';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<typeof getAccount>('GET', '/me/account', { signal }),
});

export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: ({ signal }) => request<typeof listMySessions>('GET', '/me/sessions', { signal }),
});
