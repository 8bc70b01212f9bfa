import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
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
