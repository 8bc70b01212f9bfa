import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { instantText, today } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { AuditEntry } from '#shared/contract/audit.ts';
import { auditQuery, downloadAudit } from './api/audit.ts';
import styles from './audit.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { useDeedText } from './deeds/use-deed-text.ts';
import { EntryDetails } from './entry-details.tsx';
import { auditWords } from './locales.ts';
import { useAuditFilters } from './use-audit-filters.ts';
import { useWhoText } from './use-who-text.ts';

export function Screen() {
  const words = useWords(auditWords);
  const problemText = useProblemText();
  const filters = useAuditFilters();
  const takeOut = useMutation({ mutationFn: () => downloadAudit(filters.filter, today()) });
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={
          <div className={styles.actions} data-print="no">
            <Button className={styles.print} icon="print" onClick={() => window.print()}>
              {words('print')}
            </Button>
            <Button icon="download" isPending={takeOut.isPending} onClick={() => takeOut.mutate()}>
              {words('download')}
            </Button>
          </div>
        }
      />
      {takeOut.error ? (
        <div className={styles.failed}>
          <Banner isLive tone="danger" title={words('download.failed')}>
            {problemText(takeOut.error)}
          </Banner>
        </div>
      ) : null}
      <AuditFilters filters={filters} />
      <Lines filters={filters} />
    </>
  );
}

function Lines({ filters }: { filters: ReturnType<typeof useAuditFilters> }) {
  const words = useWords(auditWords);
  const common = useWords(commonWords);
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    auditQuery(filters.filter),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  if (error && !data) {
    return <Broken title={words('broken')} error={error} onRetry={refetch} />;
  }
  return (
    <>
      <Card padding="flush">
        {data ? null : <Skeleton shape="rows" lines={10} />}
        {rows.length > 0 ? <Rows rows={rows} isStale={isPlaceholderData} /> : null}
        {data && rows.length === 0 ? <NothingFound filters={filters} /> : null}
      </Card>
      <div className={styles.foot}>
        <p className={styles.count} role="status">
          {data ? words(hasNextPage ? 'shown' : 'found', { count: rows.length }) : null}
        </p>
        {hasNextPage ? (
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('load-more')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function NothingFound({ filters: { isFiltered, clear } }: { filters: ReturnType<typeof useAuditFilters> }) {
  const words = useWords(auditWords);
  return (
    <EmptyState
      icon={isFiltered ? 'search' : 'list'}
      title={words(isFiltered ? 'none' : 'empty')}
      action={isFiltered ? <Button onClick={clear}>{words('clear')}</Button> : null}
    >
      {words(isFiltered ? 'none.text' : 'empty.text')}
    </EmptyState>
  );
}

function Rows({ rows, isStale }: { rows: readonly AuditEntry[]; isStale: boolean }) {
  const words = useWords(auditWords);
  const deed = useDeedText();
  const who = useWhoText();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const columns: Column<AuditEntry>[] = [
    { id: 'when', header: words('when'), cell: ({ at }) => <span className={styles.when}>{instantText(at)}</span> },
    {
      id: 'what',
      header: words('what'),
      isRowHeader: true,
      cell: (entry) => (
        <span className={styles.deed}>
          <span>
            <strong className={styles.who}>{who(entry)}</strong> {deed(entry)}
          </span>
          {entry.outcome === 'done' ? null : <span className={styles.refused}>{words('refused')}</span>}
        </span>
      ),
    },
    { id: 'where', header: words('where'), isHiddenWhenNarrow: true, cell: ({ address }) => address ?? '–' },
    {
      id: 'more',
      header: words('details'),
      isHeaderHidden: true,
      align: 'end',
      cell: (entry) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={words('details.of', { number: String(entry.sequence) })}
          onClick={() => setOpened(entry)}
        >
          {words('details')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        caption={words('title')}
        columns={columns}
        rows={rows}
        rowKey={({ sequence }) => String(sequence)}
        isStale={isStale}
        whenNarrow="stack"
      />
      {opened ? <EntryDetails entry={opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}
