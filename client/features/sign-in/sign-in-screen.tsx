import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import { aboutQuery } from '#client/api/about.ts';
import { useSession } from '#client/api/session.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { signInWords } from './locales.ts';
import styles from './sign-in.module.css';
import { SignInWays } from './sign-in-ways.tsx';

// Nearly nobody needs it, and the first screen has little room.
const Refusal = lazy(async () => ({ default: (await import('./sign-on-refusal.tsx')).Refusal }));

/** `/aanmelden`: afterwards to the address first asked for, or to the home of the role. */
export function Screen() {
  const t = useWords(signInWords);
  const session = useSession();
  const { data: about } = useQuery(aboutQuery);
  const from = useAskedFor();
  const reason = useSearchParams()[0].get('reden');

  useEffect(() => {
    document.title = `${t('title')} – Doorstroom`;
  }, [t]);

  if (session.user) return <Navigate to={from} replace />;
  const accounts = about?.demoAccounts ?? [];
  return (
    <div className={styles.columns}>
      <section className={styles.panel} aria-labelledby="aanmelden">
        <h1 className={styles.title} id="aanmelden">
          {t('title')}
        </h1>
        <p className={styles.lead}>{t('lead')}</p>
        {reason === null ? null : (
          <Suspense>
            <Refusal reason={reason} />
          </Suspense>
        )}
        <SignInWays to={from} />
      </section>
      {about?.demoPassword && accounts.length > 0 ? <DemoAccounts accounts={accounts} password={about.demoPassword} /> : null}
    </div>
  );
}

function useAskedFor(): string {
  const state: unknown = useLocation().state;
  if (typeof state !== 'object' || state === null || !('from' in state) || typeof state.from !== 'string') return paths.home;
  return state.from;
}
