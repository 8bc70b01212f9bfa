import { type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { classNames } from './class-names.ts';

type CardProps = {
  title?: ReactNode;
  /** Stands at the end of the title's line: quiet buttons or links. */
  actions?: ReactNode;
  /** Level of the title; 2 directly under the page's own. */
  level?: 2 | 3;
  /** `flush` lets a table or list reach the edges. */
  padding?: 'normal' | 'flush';
  className?: string | undefined;
  children: ReactNode;
};

export function Card({ title, actions, level = 2, padding = 'normal', className, children }: CardProps) {
  const titleId = useId();
  const Title: 'h2' | 'h3' = `h${level}`;
  return (
    <section
      className={classNames(styles.card, padding === 'flush' && styles.flush, className)}
      aria-labelledby={title ? titleId : undefined}
    >
      {title || actions ? (
        <div className={styles.head}>
          {title ? (
            <Title className={styles.title} id={titleId}>
              {title}
            </Title>
          ) : null}
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
