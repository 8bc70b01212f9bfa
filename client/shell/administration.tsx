import { NavLink, Outlet } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { preloadScreen } from '#client/screens.ts';
import styles from './administration.module.css';
import { administrationTabs } from './navigation.ts';
import { navigationWords } from './navigation-locales.ts';

/** What stands around every screen of administration: the way from one to the other. */
export function Administration() {
  const words = useWords(navigationWords);
  return (
    <>
      <nav className={styles.tabs} aria-label={words('administration.label')} data-print="no">
        <ul className={styles.list}>
          {administrationTabs.map(({ to, words: key }) => (
            <li key={to}>
              <NavLink
                className={styles.tab ?? ''}
                to={to}
                onPointerEnter={() => void preloadScreen(to)}
                onFocus={() => void preloadScreen(to)}
              >
                {words(key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
