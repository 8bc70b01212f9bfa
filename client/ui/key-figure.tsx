import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './key-figure.module.css';

type KeyFigureProps = {
  /** What is counted; a link where there is more to see of it. */
  label: ReactNode;
  /** Written out: `348`, `83 d`. */
  value: string;
  /** The change and whether it is welcome; colour never stands alone, the sign says it too. */
  change?: { text: string; tone: 'good' | 'warning' | 'neutral' } | undefined;
  /** What it is measured against, or how sure it is. */
  note?: ReactNode;
  /** A link or button: the definition, the files behind it. */
  action?: ReactNode;
};

export function KeyFigure({ label, value, change, note, action }: KeyFigureProps) {
  return (
    <div className={styles.figure}>
      <p className={styles.label}>{label}</p>
      <p className={styles.line}>
        <span className={styles.value}>{value}</span>
        {change ? <span className={classNames(styles.change, styles[change.tone])}>{change.text}</span> : null}
      </p>
      {note ? <div className={styles.note}>{note}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
