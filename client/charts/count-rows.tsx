import './colours.css';
import { useId } from 'react';
import type { Series } from './chart-data.ts';
import styles from './count-rows.module.css';
import { Legend } from './legend.tsx';
import { fillOf, Patterns } from './patterns.tsx';

export type CountRow = {
  readonly key: string;
  readonly label: string;
  /** By series, in their order; null where it is hidden. */
  readonly values: readonly (number | null)[];
  /** What the row comes to, as it is to be read: `85`, `0–4`. */
  readonly text: string;
  /** What the true number of the row lies between. */
  readonly low: number;
  /** null without bound. */
  readonly high: number | null;
  /** The same of what is compared with, for a mark across the bar. */
  readonly before?: number | null | undefined;
  /** A word on it: the change. */
  readonly note?: string | undefined;
};

type CountRowsProps = {
  /** Names the list for who listens. */
  title: string;
  /** From the left. One alone needs no legend. */
  series: readonly Series[];
  rows: readonly CountRow[];
};

/**
 * Published counts as bars under each other, each with a whisker over what the true number lies between: a bar of nothing may stand for
 * four. Its words and numbers are text, so it needs no other way to be read, and prints as it stands.
 */
export function CountRows({ title, series, rows }: CountRowsProps) {
  const id = useId();
  const most = Math.max(5, ...rows.flatMap(({ values, low, high, before }) => [sumOf(values), high ?? low, before ?? 0]));
  const place = (count: number) => `${(100 * count) / most}%`;
  const hasNotes = rows.some(({ note }) => note !== undefined);
  return (
    <div className={styles.chart}>
      {series.length > 1 ? <Legend series={series} /> : null}
      <ul className={styles.list} aria-label={title}>
        {rows.map(({ key, label, values, text, low, high, before, note }) => (
          <li key={key} className={hasNotes ? styles.noted : styles.row}>
            <span className={styles.label}>{label}</span>
            <svg className={styles.plot} width="100%" height="18" aria-hidden="true" focusable="false">
              <Patterns id={`${id}${key}`} looks={series.map(({ look }) => look)} />
              {series.map(({ key: part, look }, index) => {
                const from = sumOf(values.slice(0, index));
                const value = values[index] ?? 0;
                if (value === 0) return null;
                return (
                  <rect
                    key={part}
                    x={place(from)}
                    width={place(value)}
                    y="1"
                    height="11"
                    className={styles.piece}
                    fill={fillOf(look, `${id}${key}`)}
                  />
                );
              })}
              {high === null || high === low ? null : <line className={styles.whisker} x1={place(low)} x2={place(high)} y1="16" y2="16" />}
              {/* What was small has no place to be marked at. */}
              {!before ? null : <line className={styles.before} x1={place(before)} x2={place(before)} y1="0" y2="14" />}
            </svg>
            <span className={styles.text}>{text}</span>
            {note === undefined ? null : <span className={styles.note}>{note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
