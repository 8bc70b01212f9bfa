import { useEffect } from 'react';

/** Asks before the page is closed or reloaded while something is typed that is saved nowhere. */
export function useLeaveGuard(isTyped: boolean): void {
  useEffect(() => {
    if (!isTyped) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isTyped]);
}
