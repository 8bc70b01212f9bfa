import { Suspense, useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { resume, type Session, useSession } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { part } from '#client/part.tsx';
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
const Frame = part(async () => (await import('./frame.tsx')).Frame);

/** The door: who is not signed in is led to the sign-in screen, which leads back to the address first asked for. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  const isThere = useWhatStandsBehind(session, pathname);
  if (session.status === 'starting') return <Starting />;
  if (session.status === 'unreachable') return <Unreachable />;
  if (session.status === 'signed-out') {
    // The address travels in the history entry and not in the URL, where it would be seen and kept. Who signed out leaves none
    // behind: the next at this screen may be someone else.
    return <Navigate to={paths.signIn} replace state={session.hasLeft ? null : { from: pathname + search }} />;
  }
  // Not a matter for Suspense, which would keep what stands here meanwhile for 300 ms (client/part.tsx).
  if (!isThere) return <Starting />;
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
function useWhatStandsBehind({ user }: Session, pathname: string): boolean {
  const [isThere, setIsThere] = useState(false);
  const address = pathname === paths.home ? user && homeOf(user.role) : pathname;
  useEffect(() => {
    if (address === null || isThere) return;
    void Promise.all([Frame.fetch(), preloadScreen(address)]).then(() => setIsThere(true));
  }, [address, isThere]);
  return isThere;
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
