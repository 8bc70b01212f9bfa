import { useQuery } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { getSignal } from '#shared/contract/signals.ts';
import type { FigureFilter } from '../place/use-figure-place.ts';
import { figureKey, manner, type Scope } from './counts.ts';

export type Signal = AnswerOf<typeof getSignal>;

export function useSignal(asked: FigureFilter & { to: string; by?: string | null; scope?: Scope }, isNeeded = true) {
  return useQuery({
    queryKey: figureKey('signal', asked),
    queryFn: ({ signal }) => request<typeof getSignal>('GET', '/figures/signal', { query: asked, signal }),
    ...manner(asked),
    enabled: isNeeded,
  });
}
