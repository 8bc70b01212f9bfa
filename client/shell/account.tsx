import { Link } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { signOut, useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { preloadScreen } from '#client/screens.ts';
import styles from './account.module.css';
import { shellWords } from './locales.ts';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';

/** Who is signed in, for which office, and the way out. */
export function Account() {
  const words = useWords(shellWords);
  const common = useWords(commonWords);
  const user = useUser();
  const nameOf = useMunicipalityName();
  const offices = user.municipalities.map(nameOf).join(', ');
  return (
    <section className={styles.account} aria-label={words('account')}>
      <div>
        <p className={styles.name}>{user.name}</p>
        <p className={styles.role}>{offices ? `${common(`role.${user.role}`)}, ${offices}` : common(`role.${user.role}`)}</p>
        <Link className={styles.link} to={paths.account} onPointerEnter={() => void preloadScreen(paths.account)}>
          {words('account')}
        </Link>
        <button type="button" className={styles.link} onClick={() => void signOut()}>
          {words('sign-out')}
        </button>
      </div>
      <div className={styles.preferences}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </section>
  );
}
