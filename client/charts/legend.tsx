import { useId } from 'react';
import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import type { Series } from './chart-data.ts';
import { sum } from './chart-data.ts';
import styles from './legend.module.css';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';

/** The names of the series with their values, in the period under the pointer or the focus; at rest, of the whole. */
export function Legend({ name, series, values }: { name: string; series: readonly Series[]; values: readonly number[] }) {
  const id = useId();
  const words = useWords(chartWords);
  return (
    <div className={styles.legend}>
      <p className={styles.name}>
        {name}
        <strong className={styles.value}>{numberText(sum(values), words.language)}</strong>
      </p>
      {series.length > 1 ? (
        <ul className={styles.items}>
          {series.map(({ key, label, look }, place) => (
            <li key={key} className={styles.item}>
              <svg width="14" height="14" aria-hidden="true" focusable="false">
                <Patterns id={`${id}${key}`} looks={[look]} />
                <rect x="0.5" y="0.5" width="13" height="13" rx="3" fill={fillOf(look, `${id}${key}`)} stroke={look.colour} />
              </svg>
              {label}
              <span className={styles.value}>{numberText(values[place] ?? 0, words.language)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
