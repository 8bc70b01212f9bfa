import { useWords } from '#client/locales/words.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { anchorOf } from '../tables/table-section.tsx';
import { useNames } from '../tables/use-names.ts';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';
import { shownTables } from './shown-tables.ts';

export const ANCHORS = { key: 'in-het-kort', read: 'hoe-lezen', protection: 'bescherming', check: 'nagaan' } as const;

/** Where everything stands on the page: beside it where there is room, else above it. */
export function Contents({ publication }: { publication: Publication }) {
  const words = useWords(readingWords);
  const names = useNames(publication.municipalities);
  return (
    <nav className={styles.contents} aria-label={words('contents')} data-print="no">
      <p className={styles.contentsTitle}>{words('contents')}</p>
      <ul className={styles.contentsList}>
        <li>
          <a href={`#${ANCHORS.key}`}>{words('contents.key')}</a>
        </li>
        <li>
          <a href={`#${ANCHORS.read}`}>{words('contents.read')}</a>
        </li>
        {shownTables(publication).map((table) => (
          <li key={table.id}>
            <a href={`#${anchorOf(table.id)}`}>{names.tableName(table.id)}</a>
          </li>
        ))}
        <li>
          <a href={`#${ANCHORS.protection}`}>{words('contents.protection')}</a>
        </li>
        {publication.sha256 === null ? null : (
          <li>
            <a href={`#${ANCHORS.check}`}>{words('contents.check')}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
