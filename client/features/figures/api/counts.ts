import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getFlows, getInflow, getOccupancy, getOutflow, getThroughflow } from '#shared/contract/figures.ts';
import type { Every, Span } from '../place/time-frame.ts';
import type { FigureFilter } from '../place/use-figure-place.ts';

export type Scope = 'own' | 'region';

type Asked = Span & FigureFilter & { every: Every; by?: string | null; scope?: Scope };

/** Kept while the next is asked for; a minute old is new enough for counts of months. */
export const manner = { placeholderData: keepPreviousData, staleTime: 60_000 };

export function useInflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: ['figures', 'inflow', asked],
    queryFn: ({ signal }) => request<typeof getInflow>('GET', '/figures/inflow', { query: asked, signal }),
    ...manner,
    enabled: isNeeded,
  });
}

export function useFlows(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: ['figures', 'flows', asked],
    queryFn: ({ signal }) => request<typeof getFlows>('GET', '/figures/flows', { query: asked, signal }),
    ...manner,
    enabled: isNeeded,
  });
}

export function useOccupancy(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: ['figures', 'occupancy', asked],
    queryFn: ({ signal }) => request<typeof getOccupancy>('GET', '/figures/occupancy', { query: asked, signal }),
    ...manner,
    enabled: isNeeded,
  });
}

export function useOutflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: ['figures', 'outflow', asked],
    queryFn: ({ signal }) => request<typeof getOutflow>('GET', '/figures/outflow', { query: asked, signal }),
    ...manner,
    enabled: isNeeded,
  });
}

export function useThroughflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: ['figures', 'throughflow', asked],
    queryFn: ({ signal }) => request<typeof getThroughflow>('GET', '/figures/throughflow', { query: asked, signal }),
    ...manner,
    enabled: isNeeded,
  });
}
