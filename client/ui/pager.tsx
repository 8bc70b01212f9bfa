import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from './button.tsx';
import { numberText } from './number-text.ts';
import styles from './pages.module.css';

type PagerProps = {
  /** Place of the first and the last row shown, from 1. */
  from: number;
  to: number;
  total?: number | undefined;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
};

/** Page by page through a keyset list: there are only neighbours, no page numbers. */
export function Pager({ from, to, total, onPrevious, onNext }: PagerProps) {
  const words = useWords(commonWords);
  const text = (value: number) => numberText(value, words.language);
  return (
    <nav className={styles.foot} aria-label={`${words('previous')} / ${words('next')}`}>
      <span className={styles.count} role="status">
        {total === undefined
          ? words('rows-from-to', { from: text(from), to: text(to) })
          : words('rows-from-to-of', { from: text(from), to: text(to), total: text(total) })}
      </span>
      <span className={styles.buttons}>
        <Button size="small" isDisabled={!onPrevious} onClick={() => onPrevious?.()}>
          {words('previous')}
        </Button>
        <Button size="small" isDisabled={!onNext} onClick={() => onNext?.()}>
          {words('next')}
        </Button>
      </span>
    </nav>
  );
}
