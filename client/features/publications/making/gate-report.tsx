import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { makingWords } from './locales.ts';

/** What the attack found, in words. */
export function GateReport({ report }: { report: NonNullable<Publication['audit']> }) {
  const words = useWords(makingWords);
  const number = (count: number, decimals = 0) => numberText(count, words.language, decimals);
  const { isSafe, cells, earlierCells, sensitive, recovered, narrow, outside, oneCategory, leastWidth, milliseconds } = report;
  return (
    <p>
      <strong>{words('gate.title')}.</strong>{' '}
      {isSafe
        ? words('gate.safe', {
            cells: number(cells),
            earlier: number(earlierCells),
            sensitive: number(sensitive ?? 0),
            width: leastWidth === null ? '' : words('gate.width', { values: number(leastWidth + 1) }),
            seconds: number(milliseconds / 1000, 1),
          })
        : words('gate.unsafe', { sensitive: number(sensitive ?? 0), recovered, narrow, outside, category: oneCategory })}
    </p>
  );
}
