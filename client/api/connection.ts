import { useSyncExternalStore } from 'react';

/** Whether the server could be reached when last we tried. */
export type Connection = 'reached' | 'unreachable';

let connection: Connection = 'reached';
const listeners = new Set<() => void>();

export function reportConnection(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}
