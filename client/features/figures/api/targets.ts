import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { AnswerOf, BodyInput } from '#shared/contract/route.ts';
import type { listTargets, setTarget } from '#shared/contract/targets.ts';

export type Target = AnswerOf<typeof listTargets>['items'][number];
export type TargetChange = BodyInput<typeof setTarget>;

const KEY = ['targets'];

/** Every target that the user may see: few enough to have at once. */
export function useTargets() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<typeof listTargets>('GET', '/targets', { signal }),
    staleTime: 60_000,
  });
}

export function useSetTarget() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TargetChange) => request<typeof setTarget>('POST', '/targets', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
