import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, rowLinkClass, Table } from '#client/ui/table.tsx';
import type { ManagedUser } from '#shared/contract/users.ts';
import { AddUserDialog } from './add-user-dialog.tsx';
import { usersWords } from './locales.ts';
import { usersQuery } from './queries.ts';
import { useAccessWords } from './use-access-words.ts';
import { UserDrawer } from './user-drawer.tsx';
import styles from './users.module.css';

export function Screen() {
  const words = useWords(usersWords);
  const [params, setParams] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const opened = params.get('gebruiker');
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={
          <Button variant="primary" icon="plus" onClick={() => setAdding(true)}>
            {words('add')}
          </Button>
        }
      />
      <List />
      {opened ? <UserDrawer key={opened} id={opened} onClose={() => setParams({}, { replace: true })} /> : null}
      {isAdding ? <AddUserDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function List() {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(usersQuery);
  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  return (
    <>
      <Card padding="flush">{data ? <Users rows={data.pages.flatMap((page) => page.items)} /> : <Skeleton shape="rows" lines={8} />}</Card>
      {hasNextPage ? (
        <div className={styles.foot}>
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('load-more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Users({ rows }: { rows: readonly ManagedUser[] }) {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const municipality = useMunicipalityName();
  const access = useAccessWords();
  const columns: Column<ManagedUser>[] = [
    {
      id: 'name',
      header: words('name'),
      isRowHeader: true,
      cell: ({ id, name, email, disabledAt }) => (
        <span className={classNames(styles.name, disabledAt && styles.off)}>
          <Link className={rowLinkClass} to={`?gebruiker=${id}`} replace>
            {name}
          </Link>
          <span className={styles.small}>{email}</span>
        </span>
      ),
    },
    {
      id: 'role',
      header: words('role'),
      cell: ({ role, municipalities }) => (
        <span className={styles.cell}>
          {common(`role.${role}`)}
          {municipalities.length > 0 ? <span className={styles.small}>{municipalities.map(municipality).join(', ')}</span> : null}
        </span>
      ),
    },
    { id: 'access', header: words('access'), cell: access.short },
    { id: 'lastSeen', header: words('last-seen'), cell: access.lastSeen },
  ];
  return <Table caption={words('title')} columns={columns} rows={rows} rowKey={({ id }) => id} whenNarrow="stack" />;
}
