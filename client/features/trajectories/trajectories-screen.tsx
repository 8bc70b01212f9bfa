import { Link } from 'react-router';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { trajectoryPath } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { StateTag } from '#client/trajectory/state-tag.tsx';
import { useTell } from '#client/trajectory/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { daysBetween, dayText, today } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, rowLinkClass, Table } from '#client/ui/table.tsx';
import type { TrajectoryListItem } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { useTrajectories } from './api/trajectories.ts';
import { trajectoriesWords } from './locales.ts';
import styles from './trajectories.module.css';
import { TrajectoryFilters } from './trajectory-filters.tsx';
import { useFilters } from './use-filters.ts';

export function Screen() {
  const words = useWords(trajectoriesWords);
  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
      <List />
    </>
  );
}

function List() {
  const words = useWords(trajectoriesWords);
  const common = useWords(commonWords);
  const { t } = useTell();
  const filters = useFilters();
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useTrajectories(filters.filter);
  const rows = data?.pages.flatMap((page) => page.items) ?? [];

  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  if (data && rows.length === 0 && !filters.isFiltered) {
    return (
      <Card>
        <EmptyState icon="list" title={words('empty')}>
          {words('empty.text')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <TrajectoryFilters filters={filters} />
      <Card padding="flush">
        {data ? null : <Skeleton shape="rows" lines={10} />}
        {rows.length > 0 ? <Rows rows={rows} isStale={isPlaceholderData} /> : null}
        {data && rows.length === 0 ? (
          <EmptyState icon="search" title={words('none')} action={<Button onClick={filters.clear}>{t('list.clear')}</Button>}>
            {words('none.text')}
          </EmptyState>
        ) : null}
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

function Rows({ rows, isStale }: { rows: readonly TrajectoryListItem[]; isStale: boolean }) {
  const words = useWords(trajectoriesWords);
  const { t, label, municipality } = useTell();
  const columns: Column<TrajectoryListItem>[] = [
    {
      id: 'code',
      header: words('code'),
      isRowHeader: true,
      cell: ({ id, code }) => (
        <Link className={classNames(rowLinkClass, styles.code)} to={trajectoryPath(id)}>
          {code}
        </Link>
      ),
    },
    {
      id: 'state',
      header: words('state'),
      cell: ({ stage, state, presence, stageSince, endedOn }) => (
        <span className={styles.standing}>
          <StateTag stage={stage} state={state} presence={presence} />
          <span className={styles.since}>
            {endedOn ? dayText(endedOn) : t('list.since-days', { day: dayText(stageSince), days: daysBetween(stageSince, today()) })}
          </span>
        </span>
      ),
    },
    { id: 'municipality', header: t('list.municipality'), cell: (row) => municipality(row.municipality) },
    { id: 'programme', header: t('list.programme'), isHiddenWhenNarrow: true, cell: ({ programme }) => label(LABELS.programme[programme]) },
    { id: 'route', header: words('route'), isHiddenWhenNarrow: true, cell: ({ route }) => label(LABELS.route[route]) },
    { id: 'startedOn', header: words('referred'), cell: ({ startedOn }) => dayText(startedOn) },
  ];
  return <Table caption={words('title')} columns={columns} rows={rows} rowKey={({ id }) => id} isStale={isStale} whenNarrow="stack" />;
}
