import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { beginSetup } from '#shared/contract/setup.ts';
import { setupWords } from './locales.ts';
import styles from './setup.module.css';
import { SetupSteps } from './setup-steps.tsx';

/** `/instellen#token`: password and phone of somebody new, or of who lost them. */
export function Screen() {
  const t = useWords(setupWords);
  // Behind the #, which no browser sends: the token is in no log.
  const token = useLocation().hash.slice(1);
  useEffect(() => {
    document.title = `${t('title')} – Doorstroom`;
  }, [t]);
  return (
    <section className={styles.panel} aria-labelledby="instellen">
      <h1 className={styles.title} id="instellen">
        {t('title')}
      </h1>
      {token === '' ? <p className={styles.text}>{t('no-link')}</p> : <Link key={token} token={token} />}
    </section>
  );
}

function Link({ token }: { token: string }) {
  const t = useWords(setupWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  // Asked once: each time gives another secret to scan.
  const [asked] = useState(() => crypto.randomUUID());
  const { data, error, refetch } = useQuery({
    queryKey: ['setup', asked],
    queryFn: () => request<typeof beginSetup>('POST', '/setup', { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (data) return <SetupSteps token={token} {...data} />;
  if (!error) return <Skeleton shape="rows" lines={3} />;
  const isGone = isProblem(error, 'setup.link-unknown') || isProblem(error, 'request.invalid');
  return (
    <Banner
      tone="warning"
      title={isGone ? t('unknown.title') : undefined}
      action={
        isGone ? null : (
          <Button size="small" onClick={() => void refetch()}>
            {common('try-again')}
          </Button>
        )
      }
    >
      {isGone ? t('unknown.text') : problemText(error)}
    </Banner>
  );
}
