import { useInfiniteQuery } from '@tanstack/react-query';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { instantText, longDayText } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { FileReader } from '#shared/contract/audit.ts';
import { readersWords } from './locales.ts';
import { readersQuery } from './queries.ts';
import styles from './readers.module.css';

/** Who looked at a file, by day. */
export default function ReadersDrawer({ participantId, onClose }: { participantId: string; onClose: () => void }) {
  const words = useWords(readersWords);
  return (
    <Dialog isOpen variant="drawer" onClose={onClose} title={words('title')}>
      <p className={styles.about}>{words('about')}</p>
      <Readers participantId={participantId} />
    </Dialog>
  );
}

function Readers({ participantId }: { participantId: string }) {
  const words = useWords(readersWords);
  const common = useWords(commonWords);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(readersQuery(participantId));
  if (!data) {
    if (!error) return <Skeleton lines={6} />;
    return <Broken title={words('broken')} error={error} onRetry={refetch} />;
  }
  const readers = data.pages.flatMap((page) => page.items);
  const days = [...new Set(readers.map(({ day }) => day))];
  return (
    <>
      {readers.length === 0 ? <p>{words('none')}</p> : null}
      {days.map((day) => (
        <Day key={day} day={day} readers={readers.filter((reader) => reader.day === day)} />
      ))}
      {hasNextPage ? (
        <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common('load-more')}
        </Button>
      ) : null}
    </>
  );
}

function Day({ day, readers }: { day: string; readers: readonly FileReader[] }) {
  const words = useWords(readersWords);
  const common = useWords(commonWords);
  return (
    <section className={styles.day}>
      <h3 className={styles.heading}>{longDayText(day, words.language)}</h3>
      <ul className={styles.readers}>
        {readers.map((reader) => (
          <li key={reader.user.id} className={styles.reader}>
            <p>
              <strong className={styles.name}>{reader.user.name ?? words('gone')}</strong>
              {reader.role ? <span className={styles.role}>{common(`role.${reader.role}`)}</span> : null}
            </p>
            <p className={styles.deeds}>
              {deedsOf(reader, words)} {timesOf(reader, words)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Words = ReturnType<typeof useWords<keyof typeof readersWords.nl>>;

function deedsOf({ looked, changed, exported, inszRevealed, refused }: FileReader, words: Words): string {
  const counted = [
    ['looked', looked],
    ['changed', changed],
    ['exported', exported],
    ['revealed', inszRevealed],
    ['refused', refused],
  ] as const;
  return counted
    .filter(([, count]) => count > 0)
    .map(([deed, count]) => words(deed, { count }))
    .join(', ');
}

function timesOf({ first, last }: FileReader, words: Words): string {
  const [from, to] = [timeOf(first), timeOf(last)];
  return from === to ? words('once', { time: from }) : words('between', { first: from, last: to });
}

function timeOf(instant: string): string {
  return instantText(instant).slice(-5);
}
