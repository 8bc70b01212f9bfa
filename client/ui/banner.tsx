import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'info' | 'good' | 'warning' | 'danger';

const icons: Record<Tone, IconName> = { info: 'info', good: 'check', warning: 'warning', danger: 'danger' };

type BannerProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** One button that mends it. */
  action?: ReactNode;
  /** Appears while the person is at work on the page: said aloud (`danger` interrupts). */
  isLive?: boolean;
};

export function Banner({ tone = 'info', title, children, action, isLive = false }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])} role={isLive ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      <div className={styles.message}>
        <Icon name={icons[tone]} className={styles.icon} />
        <div className={styles.text}>
          {title ? <strong>{title}</strong> : null}
          {title && children ? ' ' : null}
          {children}
        </div>
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
