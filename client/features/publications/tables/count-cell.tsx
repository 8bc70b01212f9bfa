import { useWords } from '#client/locales/words.ts';
import { classNames } from '#client/ui/class-names.ts';
import type { PublishedCount } from '#shared/publications/cells.ts';
import { tableWords } from './locales.ts';
import styles from './tables.module.css';
import { useCountText } from './use-count-text.ts';

type CountCellProps = {
  /** undefined where there can be nobody. */
  count: PublishedCount | undefined;
  truth: number | undefined;
  /** A total of its row or column. */
  isBold: boolean;
  /** One of those that the end of its row adds up. */
  isInner: boolean;
};

/** What is published; for the coordinator the true number small below it, which no paper shows. */
export function CountCell({ count, truth, isBold, isInner }: CountCellProps) {
  const words = useWords(tableWords);
  const text = useCountText();
  // Said aloud, seen as an empty box.
  if (!count) return <span className={styles.impossible}>{words('impossible')}</span>;
  const isQuiet = count.value === 0 || count.value === null;
  return (
    <>
      <span className={classNames(isBold && styles.total, isQuiet && styles.quiet, isInner && isSmall(count) && styles.oneOfSmall)}>
        {text.short(count)}
      </span>
      {truth === undefined ? null : (
        <span className={styles.truth} data-print="no">
          {words('truth', { count: String(truth) })}
        </span>
      )}
    </>
  );
}

/** A 0 that stands for nobody up to four. */
export function isSmall(count: PublishedCount | undefined): boolean {
  return count?.value === 0 && count.high !== null && count.high > 0;
}
