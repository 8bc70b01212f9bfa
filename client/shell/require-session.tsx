import { lazy, Suspense, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { resume, type Session, useSession } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { preloadScreen } from '#client/screens.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import { useDelayed } from '#client/ui/use-delayed.ts';
import { shellWords } from './locales.ts';
import { homeOf } from './navigation.ts';
import styles from './require-session.module.css';

// Apart, so that the sign-in screen does not carry it.
const frame = () => import('./frame.tsx');
const Frame = lazy(async () => ({ default: (await frame()).Frame }));

/** The door: who is not signed in is led to the sign-in screen, which leads back to the address first asked for. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  usePreload(session, pathname);
  if (session.status === 'starting') return <Starting />;
  if (session.status === 'unreachable') return <Unreachable />;
  if (session.status === 'signed-out') {
    // The address travels in the history entry and not in the URL, where it would be seen and kept. Who signed out leaves none
    // behind: the next at this screen may be someone else.
    return <Navigate to={paths.signIn} replace state={session.hasLeft ? null : { from: pathname + search }} />;
  }
  return (
    <Suspense fallback={<Starting />}>
      <Frame />
    </Suspense>
  );
}

/**
 * What stands behind the door is fetched while the session is asked for, not one after the other. At the home address only once it is known whose
 * home that is: whoever comes there is most often about to sign in.
 */
function usePreload({ user }: Session, pathname: string): void {
  const address = pathname === paths.home ? user && homeOf(user.role) : pathname;
  useEffect(() => {
    if (address === null) return;
    frame().catch(() => undefined);
    preloadScreen(address);
  }, [address]);
}

function Starting() {
  const words = useWords(shellWords);
  const lasts = useDelayed(true, 400);
  return <div className={styles.whole}>{lasts ? <Spinner label={words('starting')} /> : null}</div>;
}

function Unreachable() {
  const words = useWords(shellWords);
  const common = useWords(commonWords);
  return (
    <main className={styles.whole}>
      <EmptyState
        icon="warning"
        title={words('starting-failed')}
        action={
          <Button variant="primary" onClick={() => void resume()}>
            {common('try-again')}
          </Button>
        }
      >
        {words('starting-failed.text')}
      </EmptyState>
    </main>
  );
}
