import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from './button.tsx';
import { numberText } from './number-text.ts';
import styles from './pages.module.css';

/** The foot of a list that grows (keyset): how many stand there, and more. */
export function LoadMore({
  shown,
  total,
  hasMore,
  isLoading,
  onLoadMore,
}: {
  shown: number;
  total?: number | undefined;
  hasMore: boolean;
  isLoading: boolean;
  onLoadMore: () => void;
}) {
  const words = useWords(commonWords);
  return (
    <div className={styles.foot}>
      <span className={styles.count} role="status">
        {total === undefined
          ? numberText(shown, words.language)
          : words('shown-of', { shown: numberText(shown, words.language), total: numberText(total, words.language) })}
      </span>
      {hasMore ? (
        <Button size="small" isPending={isLoading} onClick={onLoadMore}>
          {words('load-more')}
        </Button>
      ) : null}
    </div>
  );
}
