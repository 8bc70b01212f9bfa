import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { QueryInput } from '#shared/contract/route.ts';
import type { getChanges, getFigureFiles } from '#shared/contract/signals.ts';
import type { FigureFilter } from '../place/use-figure-place.ts';
import { FRESH } from './counts.ts';

type FilesAsked = FigureFilter & {
  figure: QueryInput<typeof getFigureFiles>['figure'];
  from: string | null;
  to: string;
  stage: string | undefined;
  interrupted: string | undefined;
  fromStage: string | undefined;
  toStage: string | undefined;
  reason: string | undefined;
  outcome: string | undefined;
  daysFrom: string | undefined;
  daysTo: string | undefined;
};

/** The files behind a count, page by page. Never those of another question while these are on their way. */
export function useFigureFiles(asked: FilesAsked, isNeeded: boolean) {
  return useInfiniteQuery({
    queryKey: ['figures', 'files', asked],
    queryFn: ({ pageParam, signal }) =>
      request<typeof getFigureFiles>('GET', '/figures/files', { query: { ...asked, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: FRESH,
    enabled: isNeeded,
  });
}

type ChangesAsked = FigureFilter & {
  figure: QueryInput<typeof getChanges>['figure'];
  from: string | null;
  to: string;
  every: string;
  by: string | null;
  stage: string | undefined;
  knownBefore: string;
};

export function useChanges(asked: ChangesAsked, isNeeded: boolean) {
  return useQuery({
    queryKey: ['figures', 'changes', asked],
    queryFn: ({ signal }) => request<typeof getChanges>('GET', '/figures/changes', { query: asked, signal }),
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    enabled: isNeeded,
  });
}
