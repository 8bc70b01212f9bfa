import { useMunicipalityName } from '#client/api/about.ts';
import type { Language } from '#client/locales/language.ts';
import { type Translate, useLabel, useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import type { Words } from '#shared/trajectory/labels.ts';
import { trajectoryWords } from './locales.ts';

export type Tell = {
  t: Translate<keyof typeof trajectoryWords.nl>;
  label: (words: Words) => string;
  municipality: (code: string) => string;
  day: (day: string) => string;
  language: Language;
};

/** Everything it takes to tell of a trajectory in the language of the screen. */
export function useTell(): Tell {
  const t = useWords(trajectoryWords);
  const label = useLabel();
  const municipality = useMunicipalityName();
  return { t, label, municipality, day: dayText, language: t.language };
}

/** The words of a code in one of the tables of LABELS; the code itself where the table does not know it. */
export function labelIn(table: Readonly<Record<string, Words>>, code: unknown, label: Tell['label']): string {
  if (typeof code !== 'string') return '';
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  return words ? label(words) : code;
}

/** Words within a sentence: `Plaatsing gestart` → `plaatsing gestart`; what is written in capitals stays so. */
export function lowered(text: string): string {
  return /^\p{Lu}[\p{Ll}’]/u.test(text) && !/^Art\./.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
