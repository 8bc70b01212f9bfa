import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './definition-list.module.css';

type DefinitionListProps = {
  items: readonly { term: string; description: ReactNode }[];
  /** `rows`: term beside description. `columns`: as many pairs side by side as fit. */
  layout?: 'rows' | 'columns';
};

export function DefinitionList({ items, layout = 'rows' }: DefinitionListProps) {
  return (
    <dl className={classNames(styles.list, styles[layout])}>
      {items.map(({ term, description }) => (
        <div key={term} className={styles.pair}>
          <dt className={styles.term}>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}
