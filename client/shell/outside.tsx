import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { aboutQuery } from '#client/api/about.ts';
import { AboutLink } from './about-link.tsx';
import { Brand } from './brand.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './outside.module.css';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';

/** What stands around the screens that need no sign-in. */
export function Outside() {
  const { data: about } = useQuery(aboutQuery);
  return (
    <>
      <DemoBanner />
      <div className={styles.outside}>
        <header className={styles.head} data-print="no">
          <Brand />
          <div className={styles.preferences}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className={styles.main}>
          <ErrorBoundary>
            <Suspense>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
        <footer className={styles.foot} data-print="no">
          {about ? `Doorstroom ${about.version}` : null}
          <AboutLink />
        </footer>
      </div>
    </>
  );
}
