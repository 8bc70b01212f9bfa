import { useQuery } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { Link, Outlet, useLocation, useNavigationType } from 'react-router';
import { waitingQuery } from '#client/api/handovers.ts';
import { useSession, useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { preloadScreen } from '#client/screens.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ToastRegion } from '#client/ui/toast-region.tsx';
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx';
import { AboutLink } from './about-link.tsx';
import { Account } from './account.tsx';
import { Brand } from './brand.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { shellWords } from './locales.ts';
import { isOpenTo, isUnder, navigation } from './navigation.ts';
import { navigationWords } from './navigation-locales.ts';
import { NotFound, NotYours } from './not-found.tsx';

const SignInLayer = lazy(async () => ({ default: (await import('./sign-in-layer.tsx')).SignInLayer }));

/** What stands around every screen once someone is signed in. */
export function Frame() {
  const words = useWords(shellWords);
  const { pathname } = useLocation();
  const { status } = useSession();
  const { role } = useUser();
  const isNarrow = useIsNarrow();
  useScrollToTop();
  return (
    <>
      <a className={styles.skip} href="#inhoud">
        {words('skip-link')}
      </a>
      <DemoBanner />
      <div className={styles.frame}>
        {isNarrow ? <NarrowHead /> : <Side />}
        <main className={styles.main} id="inhoud" tabIndex={-1}>
          <ConnectionNotice />
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<Skeleton shape="rows" lines={6} />}>{isOpenTo(role, pathname) ? <Outlet /> : <Closed />}</Suspense>
          </ErrorBoundary>
        </main>
        {isNarrow ? <MainNavigation /> : null}
      </div>
      <ToastRegion />
      {status === 'expired' ? (
        <Suspense>
          <SignInLayer />
        </Suspense>
      ) : null}
    </>
  );
}

function Side() {
  return (
    <header className={styles.side}>
      <div className={styles.brand}>
        <Brand />
      </div>
      <MainNavigation />
      <div className={styles.sideFoot}>
        <Account />
        <AboutLink />
      </div>
    </header>
  );
}

/** On a narrow screen the account folds away behind its icon, and the navigation lies at the foot, where thumbs are. */
function NarrowHead() {
  const words = useWords(shellWords);
  const details = useFoldedAway();
  return (
    <header className={styles.narrowHead}>
      <Brand />
      <details ref={details} className={styles.fold}>
        <summary className={styles.foldButton} aria-label={words('account')}>
          <Icon name="person" />
        </summary>
        <div className={styles.foldPanel}>
          <Account />
          <AboutLink />
        </div>
      </details>
    </header>
  );
}

/** Folds up at Escape, at a press elsewhere and at every move to another screen. */
function useFoldedAway(): RefObject<HTMLDetailsElement | null> {
  const details = useRef<HTMLDetailsElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what folds it up.
  useEffect(() => {
    const element = details.current;
    if (!element) return;
    element.open = false;
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !element.contains(event.target)) element.open = false;
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !element.open) return;
      element.open = false;
      element.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', key);
    };
  }, [pathname]);
  return details;
}

function MainNavigation() {
  const words = useWords(navigationWords);
  const { role } = useUser();
  const { pathname } = useLocation();
  const links = useRef<HTMLUListElement>(null);
  // On a narrow screen the row slides: where somebody is must be in sight.
  useEffect(() => {
    if (pathname) links.current?.querySelector('[aria-current="page"]')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav className={styles.navigation} aria-label={words('label')}>
      <ul className={styles.links} ref={links}>
        {navigation[role].map((entry) => {
          const { to, words: key, icon } = entry;
          return (
            <li key={to}>
              <Link
                className={styles.link}
                to={to}
                aria-current={isUnder(entry, pathname) ? 'page' : undefined}
                onPointerEnter={() => void preloadScreen(to)}
                onFocus={() => void preloadScreen(to)}
              >
                <Icon name={icon} className={styles.linkIcon} />
                <span>{words(key)}</span>
                {to === paths.handovers ? <WaitingCount /> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** How many files wait for the user's office to accept them; nothing while none does. */
function WaitingCount() {
  const words = useWords(navigationWords);
  const { data } = useQuery(waitingQuery);
  if (!data?.incoming) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{data.incoming}</span>
      <VisuallyHidden>{words('waiting', { count: data.incoming })}</VisuallyHidden>
    </span>
  );
}

/** An address that is not for this role: known elsewhere, or nowhere. */
function Closed() {
  const words = useWords(commonWords);
  const { role } = useUser();
  const { pathname } = useLocation();
  const isKnown = Object.values(navigation).some((entries) => entries.some((entry) => isUnder(entry, pathname)));
  return isKnown ? <NotYours role={words(`role.${role}`)} /> : <NotFound />;
}

function useScrollToTop(): void {
  const { pathname } = useLocation();
  const type = useNavigationType();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what moves the page to its top; going back stays where it was.
  useLayoutEffect(() => {
    if (type !== 'POP') window.scrollTo(0, 0);
  }, [pathname]);
}

/** The same width as in the style sheets. Also true at 200 % zoom on a small laptop. */
const narrow = '(max-width: 759px)';

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(narrow);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(narrow).matches,
  );
}
