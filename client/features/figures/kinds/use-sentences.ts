import { useWords } from '#client/locales/words.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import { sentenceWords } from './sentence-locales.ts';

/** `, 38 minder dan in dezelfde dagen een jaar eerder`; nothing where there is nothing to compare with. */
export function useSentences() {
  const words = useWords(sentenceWords);
  const changeOf = (now: number, before: number | null, beforeText: string): string => {
    if (before === null) return '';
    const difference = now - before;
    if (difference === 0) return words('same', { before: beforeText });
    return words(difference > 0 ? 'more' : 'fewer', { count: numberText(Math.abs(difference), words.language), before: beforeText });
  };
  return { words, changeOf };
}

/** `In de hele regio waren het er 123; dit is 12 % ervan.` Nothing where the whole is shown already. */
export function useRegionText() {
  const words = useWords(sentenceWords);
  return (own: number, region: number | null): string | null =>
    region === null || region === 0
      ? null
      : words('region', { count: numberText(region, words.language), share: percentText(own / region, words.language) });
}
