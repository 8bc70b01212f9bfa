import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** Words for those who listen to the screen. */
export function VisuallyHidden({ children, as: Element = 'span' }: { children: ReactNode; as?: 'span' | 'div' | 'h2' }) {
  return <Element className={styles.hidden}>{children}</Element>;
}
