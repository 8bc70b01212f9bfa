import { useId } from 'react';
import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { type ColumnKind, type Series, sum } from './chart-data.ts';
import styles from './legend.module.css';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';
import { shareText } from './table-text.ts';

type LegendProps = {
  series: readonly Series[];
  kind?: ColumnKind;
  /** Which period the values are of. Left out with the values where the chart shows no period. */
  name?: string;
  values?: readonly number[];
};

/** The names of the series with their values, in the period under the pointer or the focus; at rest, of the whole. */
export function Legend({ series, kind = 'plain', name, values }: LegendProps) {
  const id = useId();
  const words = useWords(chartWords);
  const text = (value: number) => (kind === 'share' ? shareText(value, words.language) : numberText(value, words.language));
  return (
    <div className={styles.legend}>
      {name === undefined || !values ? null : (
        <p className={styles.name}>
          {name}
          {/* Shares of a whole are a hundred together: nothing to say. */}
          {kind === 'plain' ? <strong className={styles.value}>{text(sum(values))}</strong> : null}
        </p>
      )}
      {series.length > 1 ? (
        <ul className={styles.items}>
          {series.map(({ key, label, look }, place) => (
            <li key={key} className={styles.item}>
              <svg width="14" height="14" aria-hidden="true" focusable="false">
                <Patterns id={`${id}${key}`} looks={[look]} />
                <rect x="0.5" y="0.5" width="13" height="13" rx="3" fill={fillOf(look, `${id}${key}`)} stroke={look.colour} />
              </svg>
              {label}
              {values ? <span className={styles.value}>{text(values[place] ?? 0)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
