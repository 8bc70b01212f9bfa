import { useWords } from '#client/locales/words.ts';
import { Select } from '#client/ui/select.tsx';
import { periodAYearBefore, periodBefore } from '#shared/publications/period-calendar.ts';
import { atStart, usePeriodText } from '../period/use-period-text.ts';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';
import { type Comparison, NONE } from './use-comparison.ts';

/** What the figures are held against: any earlier publication of as long a period. */
export function CompareChoice({ period, comparison }: { period: string; comparison: Comparison }) {
  const words = useWords(readingWords);
  const periods = usePeriodText();
  if (comparison.options.length === 0) return <p className={styles.small}>{words('compare.only-own')}</p>;
  const named = (other: string) => {
    const name = atStart(periods.name(other));
    if (other === periodBefore(period)) return words('compare.before', { period: name });
    return other === periodAYearBefore(period) ? words('compare.year', { period: name }) : name;
  };
  return (
    <div className={styles.compare} data-print="no">
      <Select
        label={words('compare')}
        placeholder={null}
        size="small"
        options={[
          ...comparison.options.map((option) => ({ value: option.period, label: named(option.period) })),
          { value: NONE, label: words('compare.none') },
        ]}
        value={comparison.chosen}
        onChange={(chosen) => comparison.choose(chosen ?? NONE)}
      />
    </div>
  );
}
