import { type ReactNode, useMemo } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import { type Language, locales, useLanguage } from './language.ts';

/** The words of one part of the client: the same keys in each language, ICU message syntax in the values. */
export type Words<Key extends string> = { readonly [language in Language]: Readonly<Record<Key, string>> };

type Values = Record<string, string | number | boolean | null | undefined>;
type RichValues = Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;

export type Translate<Key extends string> = {
  /** `t('saved', { count: 3 })` */
  (key: Key, values?: Values): string;
  /** The same with elements in it: `t.rich('terms', { link: (chunks) => <Link …>{chunks}</Link> })` for `<link>…</link>`. */
  rich: (key: Key, values: RichValues) => ReactNode;
  language: Language;
};

/** Declares a catalogue. A key missing in, or unknown to, any language is a type error. */
export function defineWords<Key extends string>(words: {
  nl: Record<Key, string>;
  en: Record<NoInfer<Key>, string>;
  fr: Record<NoInfer<Key>, string>;
}): Words<Key> {
  return words;
}

/** The words of a catalogue in the language of the screen. */
export function useWords<Key extends string>(words: Words<Key>): Translate<Key> {
  const language = useLanguage();
  return useMemo(() => translate(words, language), [words, language]);
}

/** Chooses from the domain's own words: `const label = useLabel(); label(LABELS.workForm[code])` (shared/trajectory/labels.ts). */
export function useLabel(): (words: Readonly<Record<Language, string>>) => string {
  const language = useLanguage();
  return (words) => words[language];
}

/** As `useWords`, for code outside React. */
export function translate<Key extends string>(words: Words<Key>, language: Language): Translate<Key> {
  const intl = intlFor(words, language);
  const text = (key: Key, values?: Values): string => intl.formatMessage({ id: key }, values);
  const rich = (key: Key, values: RichValues): ReactNode => intl.formatMessage({ id: key }, values);
  return Object.assign(text, { rich, language });
}

const cache = createIntlCache();
const intls = new WeakMap<object, IntlShape>();

function intlFor<Key extends string>(words: Words<Key>, language: Language): IntlShape {
  const messages = words[language];
  const known = intls.get(messages);
  if (known) return known;
  const intl = createIntl({ locale: locales[language], messages, timeZone: 'Europe/Brussels' }, cache);
  intls.set(messages, intl);
  return intl;
}
