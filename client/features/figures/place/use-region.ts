import { useUser } from '#client/api/session.ts';
import type { FigurePlace } from './use-figure-place.ts';

/** Whether an office's own figure stands beside the region's: only where both are one total, as the region is given as one. */
export function useHasRegion({ filter }: Pick<FigurePlace, 'filter'>, by: string | null): boolean {
  const { role } = useUser();
  return role === 'case-worker' && by === null && filter.municipality === null;
}
