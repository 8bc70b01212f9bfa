import { type ReactNode, useId } from 'react';
import styles from './progress.module.css';

/** Long work. `value` null: under way, nobody knows how far. */
export function Progress({ label, value, max = 100, note }: { label: string; value: number | null; max?: number; note?: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {value === null ? <progress className={styles.bar} id={id} /> : <progress className={styles.bar} id={id} value={value} max={max} />}
      {note ? <p className={styles.note}>{note}</p> : null}
    </div>
  );
}
