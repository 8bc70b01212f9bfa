import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { signOut } from '#client/api/session.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { toast } from '#client/ui/toast.ts';
import type { endMyOtherSessions, endMySession, SessionRecord } from '#shared/contract/account.ts';
import styles from './account.module.css';
import { mySessionsQuery } from './api/account.ts';
import { accountWords } from './locales.ts';

/** Where somebody is signed in; each can be ended, this one too. */
export function SessionsCard() {
  const t = useWords(accountWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(mySessionsQuery);
  const end = useMutation({
    /** Null: all but this one. */
    mutationFn: (id: string | null) =>
      id === null
        ? request<typeof endMyOtherSessions>('DELETE', '/me/sessions')
        : request<typeof endMySession>('DELETE', '/me/sessions/:id', { params: { id } }),
    onSuccess: () => toast({ text: t('ended') }),
    onSettled: () => queries.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  });
  const sessions = data?.items;
  return (
    <Card
      title={t('sessions.title')}
      actions={
        sessions && sessions.length > 1 ? (
          <Button size="small" variant="quiet" onClick={() => end.mutate(null)}>
            {t('end-others')}
          </Button>
        ) : null
      }
    >
      {end.error ? (
        <Banner isLive tone="danger">
          {problemText(end.error)}
        </Banner>
      ) : null}
      {sessions ? (
        <ul className={styles.list}>
          {sessions.map((session) => (
            <Session key={session.id} session={session} onEnd={() => (session.isCurrent ? void signOut() : end.mutate(session.id))} />
          ))}
        </ul>
      ) : null}
      {!sessions && error ? <Broken title={t('sessions.broken')} error={error} onRetry={refetch} /> : null}
      {!sessions && !error ? <Skeleton shape="rows" lines={2} /> : null}
      <p className={styles.note}>{t('sessions.text')}</p>
    </Card>
  );
}

function Session({ session, onEnd }: { session: SessionRecord; onEnd: () => void }) {
  const t = useWords(accountWords);
  const { browser, system, address, createdAt, lastUsedAt, isCurrent } = session;
  const device = browser && system ? t('device-on', { browser, system }) : (browser ?? system ?? t('device-unknown'));
  const since = instantText(createdAt);
  return (
    <li className={styles.row}>
      <p className={styles.words}>
        <strong>{isCurrent ? `${device} (${t('here')})` : device}</strong>
        <span>
          {[address, t('since-at', { time: since }), t('used-at', { time: instantText(lastUsedAt) })].filter(Boolean).join(' · ')}
        </span>
      </p>
      <Button size="small" aria-label={t('end-label', { device, time: since })} onClick={onEnd}>
        {t('end')}
      </Button>
    </li>
  );
}
