import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { signOut, useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import styles from './account.module.css';
import { shellWords } from './locales.ts';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';

/** Who is signed in, for which office, and the way out. */
export function Account() {
  const words = useWords(shellWords);
  const common = useWords(commonWords);
  const user = useUser();
  const nameOf = useMunicipalityName();
  const leave = useSignOut();
  const offices = user.municipalities.map(nameOf).join(', ');
  return (
    <section className={styles.account} aria-label={words('account')}>
      <div>
        <p className={styles.name}>{user.name}</p>
        <p className={styles.role}>{offices ? `${common(`role.${user.role}`)}, ${offices}` : common(`role.${user.role}`)}</p>
        <button type="button" className={styles.signOut} onClick={leave}>
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

/** Ends the session and forgets everything that was fetched, so that the next person at this screen finds nothing. */
function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void signOut();
    queries.clear();
    void navigate(paths.signIn);
  };
}
