import { useSyncExternalStore } from 'react';

/** A thing that was done, said once at the foot of the screen and aloud. What is wrong stands at its place, never here. */
export type Toast = {
  text: string;
  /** Usually "undo". The message then stays longer. */
  action?: { label: string; onPress: () => void } | undefined;
};

export type ShownToast = Toast & { id: number };

let shown: readonly ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** `toast({ text: t('step-recorded'), action: { label: t('undo'), onPress: undo } })` */
export function toast(message: Toast): void {
  lastId += 1;
  // Two at most: a third would bury the undo of the first anyway.
  change([...shown, { ...message, id: lastId }].slice(-2));
}

export function dismissToast(id: number): void {
  change(shown.filter((message) => message.id !== id));
}

export function useToasts(): readonly ShownToast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

function change(next: readonly ShownToast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}
