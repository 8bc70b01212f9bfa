import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { SessionRecord } from '#shared/contract/account.ts';
import { usersWords } from './locales.ts';
import { sessionsQuery, useUserDeeds } from './queries.ts';
import styles from './users.module.css';

/** Where somebody is signed in now, and the ending of it. */
export function UserSessions({ userId }: { userId: string }) {
  const words = useWords(usersWords);
  const problemText = useProblemText();
  const { data, error } = useQuery(sessionsQuery(userId));
  const { endSession, endSessions } = useUserDeeds();
  const [problem, setProblem] = useState<string | null>(null);
  const said = { onSuccess: () => setProblem(null), onError: (refused: Error) => setProblem(problemText(refused)) };
  const sessions = data?.items ?? [];
  return (
    <section aria-labelledby={`sessions-${userId}`}>
      <Stack gap="small">
        <h3 className={styles.subtitle} id={`sessions-${userId}`}>
          {words('sessions')}
        </h3>
        {problem || error ? (
          <Banner isLive tone="danger">
            {problem ?? problemText(error)}
          </Banner>
        ) : null}
        {data || error ? null : <Skeleton shape="text" lines={2} />}
        {data && sessions.length === 0 ? <p className={styles.small}>{words('sessions.none')}</p> : null}
        <ul>
          {sessions.map((session) => (
            <li key={session.id} className={styles.session}>
              <SessionWords session={session} />
              {session.isCurrent ? null : (
                <Button
                  size="small"
                  variant="quiet"
                  isPending={endSession.isPending}
                  aria-label={`${words('sessions.end')}: ${instantText(session.createdAt)}`}
                  onClick={() => endSession.mutate({ id: userId, sessionId: session.id }, said)}
                >
                  {words('sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {sessions.filter(({ isCurrent }) => !isCurrent).length > 1 ? (
          <div>
            <Button size="small" isPending={endSessions.isPending} onClick={() => endSessions.mutate(userId, said)}>
              {words('sessions.end-all')}
            </Button>
          </div>
        ) : null}
      </Stack>
    </section>
  );
}

function SessionWords({ session: { browser, system, address, lastUsedAt, isCurrent } }: { session: SessionRecord }) {
  const words = useWords(usersWords);
  const device = browser && system ? words('sessions.device', { browser, system }) : (browser ?? system ?? words('sessions.unknown'));
  return (
    <div className={styles.name}>
      <span>{isCurrent ? words('sessions.current', { device }) : device}</span>
      <span className={styles.small}>
        {words('sessions.used', { moment: instantText(lastUsedAt) })}
        {address ? ` · ${address}` : ''}
      </span>
    </div>
  );
}
