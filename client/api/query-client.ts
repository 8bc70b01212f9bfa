import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';
import { getSession, subscribeToSession } from './session.ts';

/** Refusals are answers and are not asked again; only a server that is away is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isProblem(error) && (error.status === 0 || error.status >= 502),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** What anybody may read, signed in or not: a page that shows it must not lose it when it turns out that nobody is. */
const OF_NOBODY: ReadonlySet<unknown> = new Set(['about', 'public-publication']);

// Whoever signs in next at this screen must find nothing of the one before, in this tab or in another.
subscribeToSession(() => {
  if (getSession().status === 'signed-out') queryClient.removeQueries({ predicate: ({ queryKey }) => !OF_NOBODY.has(queryKey[0]) });
});
