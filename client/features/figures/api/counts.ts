import { useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getFlows, getInflow, getOccupancy, getOutflow, getThroughflow } from '#shared/contract/figures.ts';
import type { Every, Span } from '../place/time-frame.ts';
import type { FigureFilter } from '../place/use-figure-place.ts';

export type Scope = 'own' | 'region';

type Asked = Span & FigureFilter & { every: Every; by?: string | null; scope?: Scope };

/** Milliseconds: new enough for counts of months. */
export const FRESH = 60_000;

/**
 * The answer before is kept while the next is asked for, where it is told apart in the same way: else its groups, or its quarters, would stand
 * under the names of others.
 */
export function manner(asked: object) {
  return {
    staleTime: FRESH,
    placeholderData: <Data>(previous: Data, before: { readonly queryKey: readonly unknown[] } | undefined): Data | undefined =>
      SHAPE.every((name) => told(before?.queryKey.at(-1), name) === told(asked, name)) ? previous : undefined,
  };
}

/** What is left out and what is null are one question, and so one answer. */
export function figureKey(figure: string, asked: object) {
  return ['figures', figure, Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null && value !== undefined))];
}

/** Of what is asked, what decides on the rows and columns of the answer. */
const SHAPE = ['by', 'every', 'of', 'stage', 'target'];

function told(asked: unknown, name: string): unknown {
  return typeof asked === 'object' && asked !== null ? (Object.entries(asked).find(([key]) => key === name)?.[1] ?? null) : null;
}

export function useInflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('inflow', asked),
    queryFn: ({ signal }) => request<typeof getInflow>('GET', '/figures/inflow', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

export function useFlows(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('flows', asked),
    queryFn: ({ signal }) => request<typeof getFlows>('GET', '/figures/flows', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

export function useOccupancy(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('occupancy', asked),
    queryFn: ({ signal }) => request<typeof getOccupancy>('GET', '/figures/occupancy', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

export function useOutflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('outflow', asked),
    queryFn: ({ signal }) => request<typeof getOutflow>('GET', '/figures/outflow', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

export function useThroughflow(asked: Asked, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('throughflow', asked),
    queryFn: ({ signal }) => request<typeof getThroughflow>('GET', '/figures/throughflow', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}
