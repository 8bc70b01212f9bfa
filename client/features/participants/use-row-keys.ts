import { type RefObject, useEffect } from 'react';

/**
 * The list without a mouse: `/` goes to the search, the arrows go from there through the rows and back, Enter opens (the row is a link).
 * @param searchId the id of the search input
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, searchId: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const search = document.getElementById(searchId);
      const focused = document.activeElement;
      if (event.key === '/' && !isTypedIn(focused)) {
        event.preventDefault();
        search?.focus();
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('tbody a') ?? [])];
      const index = rows.findIndex((row) => row.contains(focused));
      if (index < 0 && !(focused === search && step === 1)) return;
      event.preventDefault();
      (rows[index + step] ?? (index === 0 ? search : rows[index]))?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list, searchId]);
}

function isTypedIn(element: Element | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
