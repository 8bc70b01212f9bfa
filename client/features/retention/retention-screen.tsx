import { useState } from 'react';
import { Link } from 'react-router';
import { EraseDialog } from '#client/erasure/erase-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { type Translate, useWords } from '#client/locales/words.ts';
import { participantPath } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { listName } from '#client/trajectory/names.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { FileForReview } from '#shared/contract/retention.ts';
import { useRetention } from './api/retention.ts';
import { KeepDialog } from './keep-dialog.tsx';
import { retentionWords } from './locales.ts';
import styles from './retention.module.css';

type Deed = { kind: 'keep' | 'erase'; file: FileForReview };

/** The files whose term has passed: somebody decides on each. */
export function Screen() {
  const words = useWords(retentionWords);
  const common = useWords(commonWords);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRetention();
  const [deed, setDeed] = useState<Deed | null>(null);
  const files = data?.pages.flatMap(({ items }) => items) ?? [];
  const months = data?.pages[0]?.retentionMonths;
  return (
    <>
      <PageHead title={words('title')} subtitle={termIn(words, months)} />
      <div className={styles.verify}>
        <Banner>{words('verify')}</Banner>
      </div>
      {error && !data ? (
        <Broken title={words('broken.title')} error={error} onRetry={refetch} />
      ) : (
        <Card padding="flush">{data ? <Files files={files} onDeed={setDeed} /> : <Skeleton shape="rows" lines={6} />}</Card>
      )}
      {hasNextPage ? (
        <div className={styles.foot}>
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('load-more')}
          </Button>
        </div>
      ) : null}
      {deed?.kind === 'keep' ? <KeepDialog file={deed.file} onClose={() => setDeed(null)} /> : null}
      {deed?.kind === 'erase' ? (
        <EraseDialog participant={deed.file} isRunning={false} reason="retention-term" onClose={() => setDeed(null)} />
      ) : null}
    </>
  );
}

function termIn(words: Translate<keyof typeof retentionWords.nl>, months: number | undefined): string {
  if (months === undefined) return words('subtitle-unknown');
  return months % 12 === 0 ? words('subtitle-years', { years: months / 12 }) : words('subtitle', { months });
}

function Files({ files, onDeed }: { files: readonly FileForReview[]; onDeed: (deed: Deed) => void }) {
  const words = useWords(retentionWords);
  if (files.length === 0) {
    return (
      <EmptyState icon="check" title={words('empty.title')}>
        {words('empty.text')}
      </EmptyState>
    );
  }
  const columns: Column<FileForReview>[] = [
    { id: 'name', header: words('name'), isRowHeader: true, cell: (file) => <Name file={file} /> },
    {
      id: 'ended',
      header: words('ended'),
      cell: ({ endedOn, hasTrajectory }) => (hasTrajectory ? dayText(endedOn) : words('opened', { day: dayText(endedOn) })),
    },
    { id: 'due', header: words('due'), cell: ({ dueOn, keptUntil }) => dayText(keptUntil ?? dueOn) },
    {
      id: 'deeds',
      header: words('deeds'),
      cell: (file) => (
        <span className={styles.deeds}>
          <Button size="small" onClick={() => onDeed({ kind: 'keep', file })}>
            {words('keep')}
          </Button>
          <Button size="small" variant="quiet" onClick={() => onDeed({ kind: 'erase', file })}>
            {words('erase')}
          </Button>
        </span>
      ),
    },
  ];
  return <Table caption={words('title')} columns={columns} rows={files} rowKey={({ id }) => id} whenNarrow="stack" />;
}

function Name({ file }: { file: FileForReview }) {
  const words = useWords(retentionWords);
  const { keptUntil, keepReason } = file;
  return (
    <span className={styles.name}>
      <Link to={participantPath(file.id)}>{listName(file)}</Link>
      <span className={styles.small}>{[file.code, file.reference].filter(Boolean).join(' · ')}</span>
      {keptUntil && keepReason ? (
        <span className={styles.small}>{words('kept', { day: dayText(keptUntil), reason: words(`reason.${keepReason}`) })}</span>
      ) : null}
    </span>
  );
}
