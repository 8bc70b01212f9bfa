import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Also read by public/theme.js, before the first paint. */
const storageKey = 'doorstroom.theme';
const listeners = new Set<() => void>();

/** The chosen theme; `system` follows the device. It says nothing about a person, so the browser may keep it. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, getTheme);
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // The theme then holds until the page closes.
  }
  for (const listener of listeners) listener();
}

function getTheme(): Theme {
  return themes.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
