import { useSyncExternalStore } from 'react';

export const languages = ['nl', 'en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The region matters for numbers and week days; Belgium throughout. */
export const locales: Record<Language, string> = { nl: 'nl-BE', en: 'en-BE', fr: 'fr-BE' };

const storageKey = 'doorstroom.language';
const listeners = new Set<() => void>();
let current = storedLanguage();

/** The chosen language, kept in this browser: it says nothing about a person. Dutch until another is chosen. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, getLanguage);
}

export function getLanguage(): Language {
  return current;
}

export function setLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing still shows the chosen language until it closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function storedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    return languages.find((language) => language === stored) ?? 'nl';
  } catch {
    return 'nl';
  }
}
