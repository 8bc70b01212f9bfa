import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { AddOrganisationDialog } from '#client/organisations/add-organisation-dialog.tsx';
import { organisationWords } from '#client/organisations/locales.ts';
import { organisationsQuery } from '#client/organisations/queries.ts';
import { useMayWrite } from '#client/organisations/use-may-write.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useDebounced } from '#client/ui/use-debounced.ts';
import { organisationsWords } from './locales.ts';
import { OrganisationDrawer } from './organisation-drawer.tsx';
import { OrganisationFilters } from './organisation-filters.tsx';
import styles from './organisations.module.css';
import { OrganisationsTable } from './organisations-table.tsx';
import { ProposalsCard } from './proposals-card.tsx';
import { type Place, usePlace } from './use-place.ts';

export function Screen() {
  const words = useWords(organisationsWords);
  const names = useWords(organisationWords);
  const place = usePlace();
  const { mayWrite, mayPropose } = useMayWrite();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={
          mayPropose ? (
            <Button variant="primary" icon="plus" onClick={() => setAdding(true)}>
              {names(mayWrite ? 'add.title' : 'propose.title')}
            </Button>
          ) : null
        }
      />
      {mayWrite ? <ProposalsCard onOpen={place.open} /> : null}
      <List place={place} />
      {place.opened ? <OrganisationDrawer key={place.opened} id={place.opened} onClose={() => place.open(null)} /> : null}
      {isAdding ? <AddOrganisationDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function List({ place }: { place: Place }) {
  const words = useWords(organisationsWords);
  const common = useWords(commonWords);
  const settled = useDebounced(place.search);
  const { data, error, isPlaceholderData, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    organisationsQuery(place.filterFor(settled)),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];

  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  if (data && rows.length === 0 && !place.isFiltered && settled.trim() === '') {
    return (
      <Card>
        <EmptyState icon="building" title={words('empty')}>
          {words('empty.text')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <OrganisationFilters place={place} isSearching={isPlaceholderData || (isFetching && place.search !== settled)} />
      <Card padding="flush">
        {data ? null : <Skeleton shape="rows" lines={10} />}
        {rows.length > 0 ? <OrganisationsTable rows={rows} isStale={isPlaceholderData} addressOf={place.addressOf} /> : null}
        {data && rows.length === 0 ? (
          <EmptyState icon="search" title={words('none')} action={<Button onClick={place.clear}>{words('clear')}</Button>}>
            {words('none.text')}
          </EmptyState>
        ) : null}
      </Card>
      <div className={styles.foot}>
        <p className={styles.small} role="status">
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
