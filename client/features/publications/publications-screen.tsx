import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { publicationPath } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, rowLinkClass, Table } from '#client/ui/table.tsx';
import type { PublicationSummary } from '#shared/contract/publications.ts';
import { useMayPublish, usePublications } from './api/publications.ts';
import { listWords } from './list/locales.ts';
import { NewPublicationDialog } from './list/new-publication-dialog.tsx';
import { atStart, usePeriodText } from './period/use-period-text.ts';

/** Everything published; for the coordinator also what is being made. */
export function Screen() {
  const words = useWords(listWords);
  const mayPublish = useMayPublish();
  const { data, error, refetch } = usePublications();
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={
          mayPublish && data ? (
            <Button variant="primary" icon="plus" onClick={() => setMaking(true)}>
              {words('new')}
            </Button>
          ) : null
        }
      />
      {error && !data ? (
        <Broken title={words('broken.title')} error={error} onRetry={refetch} />
      ) : (
        <Card padding="flush">{data ? <List items={data.items} hasState={mayPublish} /> : <Skeleton shape="rows" lines={6} />}</Card>
      )}
      {isMaking && data ? <NewPublicationDialog made={data.items} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function List({ items, hasState }: { items: readonly PublicationSummary[]; hasState: boolean }) {
  const words = useWords(listWords);
  const periods = usePeriodText();
  if (items.length === 0) {
    return (
      <EmptyState icon="publication" title={words('empty')}>
        {words(hasState ? 'empty.make' : 'empty.text')}
      </EmptyState>
    );
  }
  const columns: Column<PublicationSummary>[] = [
    {
      id: 'title',
      header: words('name'),
      isRowHeader: true,
      cell: ({ id, title }) => (
        <Link className={rowLinkClass} to={publicationPath(id)}>
          {title}
        </Link>
      ),
    },
    { id: 'period', header: words('period'), cell: ({ period }) => atStart(periods.name(period)) },
    ...(hasState || items.some(({ status }) => status === 'withdrawn')
      ? [{ id: 'state', header: words('state'), cell: ({ status }: PublicationSummary) => words(`status.${status}`) }]
      : []),
    {
      id: 'published',
      header: words('published'),
      align: 'end',
      cell: ({ publishedAt }) => (publishedAt === null ? '–' : instantText(publishedAt)),
    },
  ];
  return <Table caption={words('title')} columns={columns} rows={items} rowKey={({ id }) => id} whenNarrow="stack" />;
}
