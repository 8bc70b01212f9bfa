import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './stack.module.css';

type LayoutProps = {
  /** In steps of the grid: small 8, medium 16, large 24 pixels. */
  gap?: 'small' | 'medium' | 'large';
  className?: string | undefined;
  children: ReactNode;
};

/** One under the other. */
export function Stack({ gap = 'medium', className, children }: LayoutProps) {
  return <div className={classNames(styles.stack, styles[gap], className)}>{children}</div>;
}

/** Beside each other, wrapping where there is no room. */
export function Cluster({ gap = 'small', className, children }: LayoutProps) {
  return <div className={classNames(styles.cluster, styles[gap], className)}>{children}</div>;
}
