import type { ReactNode } from 'react';
import type { Stage } from '#shared/trajectory/states.ts';
import { classNames } from './class-names.ts';
import styles from './stage.module.css';

/** Six shapes, so that the stages differ for who sees no colour and on a black-and-white print. */
const shapes: Record<Stage, ReactNode> = {
  referred: <circle className={styles.outline} cx="6" cy="6" r="4.2" />,
  screening: (
    <>
      <circle className={styles.outline} cx="6" cy="6" r="4.4" />
      <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6z" />
    </>
  ),
  socialEconomy: <circle cx="6" cy="6" r="5.2" />,
  followOn: <path d="M6 0 12 6 6 12 0 6z" />,
  regular: <rect x="1" y="1" width="10" height="10" rx="1.5" />,
  ended: <rect x="0.5" y="4" width="11" height="4" rx="1" />,
};

/** The mark of a stage. It says nothing to who listens: put the label beside it, or use `StageTag`. */
export function StageDot({ stage, size = 12, className }: { stage: Stage; size?: 10 | 12 | 16 | 20; className?: string | undefined }) {
  return (
    <svg
      className={classNames(styles.dot, styles[stage], className)}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[stage]}
    </svg>
  );
}
