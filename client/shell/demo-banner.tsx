import { useQuery } from '@tanstack/react-query';
import { aboutQuery } from '#client/api/about.ts';
import { useWords } from '#client/locales/words.ts';
import styles from './demo-banner.module.css';
import { shellWords } from './locales.ts';

/** On every page of a demo, so that nobody takes invented people for real ones. */
export function DemoBanner() {
  const words = useWords(shellWords);
  const { data } = useQuery(aboutQuery);
  if (data?.mode !== 'demo') return null;
  return (
    <section className={styles.banner} aria-label="Demo">
      {words('demo')}
    </section>
  );
}
