import { useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { getIncidence, getRouteComparison, getStateOccupation, getSurvival } from '#shared/contract/curves.ts';
import type { AnswerOf, QueryInput } from '#shared/contract/route.ts';
import type { FigureFilter } from '../place/use-figure-place.ts';
import { figureKey, manner, type Scope } from './counts.ts';

type Followed = FigureFilter & { from: string | null; to: string; by?: string | null; scope?: Scope };

export type Survival = AnswerOf<typeof getSurvival>;
export type OccupationOverTime = AnswerOf<typeof getStateOccupation>;
export type RouteComparison = AnswerOf<typeof getRouteComparison>;

export function useIncidence(asked: Followed & { target: QueryInput<typeof getIncidence>['target'] }, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('incidence', asked),
    queryFn: ({ signal }) => request<typeof getIncidence>('GET', '/figures/incidence', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

export function useSurvival(asked: Followed & { of: QueryInput<typeof getSurvival>['of']; stage?: string | null }, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('survival', asked),
    queryFn: ({ signal }) => request<typeof getSurvival>('GET', '/figures/survival', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}

/** @param asked.horizon the last day, since the referral */
export function useStateOccupation(asked: Followed & { horizon: number }) {
  return useQuery({
    queryKey: figureKey('state-occupation', asked),
    queryFn: ({ signal }) => request<typeof getStateOccupation>('GET', '/figures/state-occupation', { query: asked, signal }),
    ...manner(asked),
  });
}

export function useRouteComparison(asked: Followed, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('comparison.routes', asked),
    queryFn: ({ signal }) => request<typeof getRouteComparison>('GET', '/figures/comparison.routes', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}
