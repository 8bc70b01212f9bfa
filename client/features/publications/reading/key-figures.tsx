import { useWords } from '#client/locales/words.ts';
import { KeyFigure } from '#client/ui/key-figure.tsx';
import { numberText, signedText } from '#client/ui/number-text.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { changeBetween } from '#shared/publications/change.ts';
import { keyFigures, type PublishedKeyFigure } from '#shared/publications/key-figures.ts';
import { usePeriodText } from '../period/use-period-text.ts';
import { useCountText } from '../tables/use-count-text.ts';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';

/** The few numbers that open a meeting, each with how sure it is and its change against earlier publications. */
export function KeyFigures({ publication, beside }: { publication: Publication; beside: readonly Publication[] }) {
  const words = useWords(readingWords);
  const { value, between } = useFigureText();
  return (
    <div className={styles.figures}>
      {keyFigures(publication).map((figure) => (
        <KeyFigure
          key={figure.id}
          label={words(`key.${figure.id}`)}
          value={value(figure)}
          note={
            <>
              {between(figure)}
              {beside.map((other) => {
                const past = keyFigures(other).find(({ id }) => id === figure.id);
                return past ? <Against key={other.id} figure={figure} past={past} period={other.period} /> : null;
              })}
            </>
          }
        />
      ))}
    </div>
  );
}

function Against({ figure, past, period }: { figure: PublishedKeyFigure; past: PublishedKeyFigure; period: string }) {
  const words = useWords(readingWords);
  const periods = usePeriodText();
  const { value } = useFigureText();
  const { difference, least, greatest, direction } = changeBetween(figure, past);
  const number = (count: number | null) => numberText(Math.abs(count ?? 0), words.language);
  const told = () => {
    if (difference === null) return words('key.unknown');
    if (direction === 'same' || direction === 'unclear') return words(`key.${direction}`);
    if (figure.isShare) return words(`key.${direction}-share`);
    const [near, far] = direction === 'more' ? [least, greatest] : [greatest, least];
    return words(`key.${direction}`, { change: signedText(difference, words.language), least: number(near), greatest: number(far) });
  };
  return (
    <span className={styles.against}>
      <span>{words('key.was', { period: periods.short(period), value: value(past) })}</span>{' '}
      <span className={direction === 'more' || direction === 'fewer' ? styles.sure : undefined}>{told()}</span>
    </span>
  );
}

function useFigureText() {
  const words = useWords(readingWords);
  const text = useCountText();
  const number = (count: number) => numberText(count, words.language);
  return {
    value: (figure: PublishedKeyFigure) => {
      if (!figure.isShare) return text.short(figure);
      return figure.value === null ? words('key.few') : text.share(figure);
    },
    between: (figure: PublishedKeyFigure) => {
      const { value, low, high, isShare } = figure;
      if (value === null || low === null || high === null || low === high) return null;
      if (!isShare) return words('key.between', { low: number(low), high: number(high) });
      return text.shareRange(figure) === null ? null : words('key.share-between', { low: number(low * 100), high: number(high * 100) });
    },
  };
}
