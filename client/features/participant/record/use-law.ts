import { useQuery } from '@tanstack/react-query';

/** The machine, once it has come; undefined until then. Fetched once, and again when it is asked for after a failure. */
export function useLaw() {
  const { data } = useQuery({
    queryKey: ['law'],
    queryFn: () => import('./law.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

export type Law = NonNullable<ReturnType<typeof useLaw>>;
