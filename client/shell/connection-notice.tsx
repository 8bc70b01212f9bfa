import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { aboutQuery } from '#client/api/about.ts';
import { useConnection } from '#client/api/connection.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import styles from './frame.module.css';
import { shellWords } from './locales.ts';

/** Says that nothing comes through for now, and asks again: every ten seconds, and at once on request. */
export function ConnectionNotice() {
  const words = useWords(shellWords);
  const common = useWords(commonWords);
  const connection = useConnection();
  const isOnline = useIsOnline();
  const queries = useQueryClient();
  const isThrough = isOnline && connection === 'reached';

  useEffect(() => {
    if (isThrough) return;
    const timer = setInterval(() => void queries.refetchQueries(aboutQuery), 10_000);
    return () => clearInterval(timer);
  }, [isThrough, queries]);

  if (isThrough) return null;
  const name = isOnline ? 'unreachable' : 'offline';
  return (
    <div className={styles.notice}>
      <Banner
        isLive
        tone="warning"
        title={words(name)}
        action={
          <Button size="small" onClick={() => void queries.refetchQueries({ type: 'active' })}>
            {common('try-again')}
          </Button>
        }
      >
        {words(`${name}.text`)}
      </Banner>
    </div>
  );
}

function useIsOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}
