import { Link } from 'react-router';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import styles from './breadcrumbs.module.css';

export type Crumb = { label: string; to?: string | undefined };

/** The way back up. The last crumb is this page and no link. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const words = useWords(commonWords);
  return (
    <nav aria-label={words('breadcrumbs')} className={styles.crumbs}>
      <ol className={styles.list}>
        {items.map(({ label, to }, index) => (
          <li key={label}>
            {to ? (
              <Link className={styles.link} to={to}>
                {label}
              </Link>
            ) : (
              <span aria-current={index === items.length - 1 ? 'page' : undefined}>{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
