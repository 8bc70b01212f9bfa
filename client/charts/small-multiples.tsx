import './colours.css';
import { useWords } from '#client/locales/words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText, signedText } from '#client/ui/number-text.ts';
import type { ChartPeriod } from './chart-data.ts';
import { chartWords } from './locales.ts';
import styles from './small-multiples.module.css';
import { Sparkline } from './sparkline.tsx';

export type SmallMultiple = {
  readonly key: string;
  readonly label: string;
  /** By period. */
  readonly values: readonly number[];
  /** The office's own among its neighbours. */
  readonly isOwn?: boolean;
  /** In place of the line, in words: too few to show. */
  readonly refused?: string | undefined;
};

type SmallMultiplesProps = {
  /** Names the list for who listens. */
  title: string;
  periods: readonly ChartPeriod[];
  /** In the order in which they stand. */
  items: readonly SmallMultiple[];
};

/** The same small line for each municipality, all on one scale: to be compared by eye, one, two or three beside each other. */
export function SmallMultiples({ title, periods, items }: SmallMultiplesProps) {
  const words = useWords(chartWords);
  const text = (count: number) => numberText(count, words.language);
  const most = Math.max(1, ...items.flatMap(({ values }) => values));
  const first = periods[0]?.name ?? '';
  const end = periods.at(-1)?.name ?? '';
  return (
    <div className={styles.container}>
      <ul className={styles.grid} aria-label={title}>
        {items.map(({ key, label, values, isOwn = false, refused }) => {
          const last = values.at(-1) ?? 0;
          const change = last - (values[0] ?? 0);
          return (
            <li key={key} className={classNames(styles.item, isOwn && styles.own)}>
              <p className={styles.head}>
                <span className={styles.label}>{label}</span>
                {refused === undefined ? (
                  <>
                    <strong className={styles.value}>{text(last)}</strong>
                    <span className={styles.change}>{signedText(change, words.language)}</span>
                  </>
                ) : null}
              </p>
              {refused === undefined ? (
                <Sparkline
                  label={words('small.said', {
                    label,
                    first,
                    from: text(values[0] ?? 0),
                    end,
                    to: text(last),
                    most: text(Math.max(0, ...values)),
                  })}
                  values={values}
                  most={most}
                />
              ) : (
                <p className={styles.refused}>{refused}</p>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.scale}>{words('small.scale', { most: text(most), first, end })}</p>
    </div>
  );
}
