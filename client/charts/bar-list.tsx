import './colours.css';
import { useId } from 'react';
import { useWords } from '#client/locales/words.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import styles from './bar-list.module.css';
import { sum } from './chart-data.ts';
import { chartWords } from './locales.ts';
import { type Look, plainLook } from './looks.ts';
import { fillOf, Patterns } from './patterns.tsx';

type Bar = { key: string; label: string; value: number; look?: Look };

/** Kinds by how many, the most first. Its words and numbers are text, so it needs no other way to be read. */
export function BarList({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const id = useId();
  const { language } = useWords(chartWords);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const total = sum(bars.map(({ value }) => value));
  return (
    <ul className={styles.list} aria-label={label}>
      {bars.map(({ key, label: name, value, look = plainLook }) => (
        <li key={key} className={styles.bar}>
          <span className={styles.name}>{name}</span>
          <svg className={styles.track} width="100%" height="14" aria-hidden="true" focusable="false">
            <Patterns id={`${id}${key}`} looks={[look]} />
            <rect width={`${(100 * value) / most}%`} height="14" rx="3" fill={fillOf(look, `${id}${key}`)} />
          </svg>
          <span className={styles.value}>{numberText(value, language)}</span>
          <span className={styles.share}>{total > 0 ? percentText(value / total, language) : null}</span>
        </li>
      ))}
    </ul>
  );
}
