import { useWords } from '#client/locales/words.ts';
import styles from './legend.module.css';
import { chartWords } from './locales.ts';
import type { LineLook } from './looks.ts';
import { shareText } from './table-text.ts';

type ReadingProps = {
  /** The moment that is read: `Na 12 maanden`. */
  name: string;
  groups: readonly { key: string; label: string; look: LineLook; read: { estimate: number } | null; interval: string | null }[];
};

/** What the curves say at one moment: the legend and the numbers in one. */
export function Reading({ name, groups }: ReadingProps) {
  const words = useWords(chartWords);
  return (
    <div className={styles.legend}>
      <p className={styles.name}>{name}</p>
      <ul className={styles.items}>
        {groups.map(({ key, label, look, read, interval }) => (
          <li key={key} className={styles.item}>
            <svg width="26" height="10" aria-hidden="true" focusable="false">
              <line x1="0" x2="26" y1="5" y2="5" stroke={look.colour} strokeWidth="2.5" strokeDasharray={look.dash} />
            </svg>
            {label}
            <strong className={styles.value}>{read ? shareText(read.estimate, words.language) : words('curve.stopped')}</strong>
            {interval ? <span className={styles.interval}>({interval})</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
