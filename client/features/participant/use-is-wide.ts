import { useSyncExternalStore } from 'react';

/** Room for the panel beside the course; the same width as in participant.module.css. */
const wide = '(min-width: 1100px)';

export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(wide);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(wide).matches,
  );
}
