import { type Language, languages, setLanguage, useLanguage } from '#client/locales/language.ts';
import { useWords } from '#client/locales/words.ts';
import type { IconName } from '#client/ui/icon.tsx';
import { Segmented } from '#client/ui/segmented.tsx';
import { shellWords } from './locales.ts';
import { setTheme, type Theme, themes, useTheme } from './theme.ts';

const languageNames: Record<Language, string> = { nl: 'Nederlands', en: 'English', fr: 'Français' };
const themeIcons: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' };

export function LanguageSwitch() {
  const words = useWords(shellWords);
  return (
    <Segmented
      label={words('language')}
      value={useLanguage()}
      onChange={setLanguage}
      options={languages.map((value) => ({ value, label: languageNames[value], short: value.toUpperCase(), lang: value }))}
    />
  );
}

export function ThemeSwitch() {
  const words = useWords(shellWords);
  return (
    <Segmented
      label={words('theme')}
      value={useTheme()}
      onChange={setTheme}
      options={themes.map((value) => ({ value, label: words(`theme.${value}`), icon: themeIcons[value] }))}
    />
  );
}
