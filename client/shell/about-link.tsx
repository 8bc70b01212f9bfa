import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import styles from './about-link.module.css';
import { shellWords } from './locales.ts';

/** To the statements that every page must lead to. */
export function AboutLink() {
  const words = useWords(shellWords);
  return (
    <Link className={styles.link} to={paths.about}>
      {words('about')}
    </Link>
  );
}
