import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { Municipality } from '#shared/contract/municipalities.ts';
import { municipalitiesWords } from './locales.ts';
import { AddMunicipalityDialog, EditMunicipalityDialog } from './municipality-dialog.tsx';

export function Screen() {
  const words = useWords(municipalitiesWords);
  const [isAdding, setAdding] = useState(false);
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
      {isAdding ? <AddMunicipalityDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function List() {
  const words = useWords(municipalitiesWords);
  const { data, error, refetch } = useQuery(municipalitiesQuery);
  const [edited, setEdited] = useState<Municipality | null>(null);
  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  const day = (value: string | null, otherwise: 'always' | 'still') => (value === null ? words(otherwise) : dayText(value));
  const columns: Column<Municipality>[] = [
    { id: 'name', header: words('name'), isRowHeader: true, cell: ({ name }) => name },
    { id: 'code', header: words('code'), cell: ({ code }) => code },
    { id: 'validFrom', header: words('validFrom'), cell: ({ validFrom }) => day(validFrom, 'always') },
    { id: 'validUntil', header: words('validUntil'), cell: ({ validUntil }) => day(validUntil, 'still') },
    {
      id: 'edit',
      header: words('edit'),
      isHeaderHidden: true,
      align: 'end',
      cell: (municipality) => (
        <Button size="small" variant="quiet" aria-label={`${words('edit')}: ${municipality.name}`} onClick={() => setEdited(municipality)}>
          {words('edit')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Card padding="flush">
        {data ? (
          <Table
            caption={words('title')}
            columns={columns}
            rows={data.items}
            rowKey={({ code }) => code}
            whenNarrow="stack"
            empty={
              <EmptyState icon="building" title={words('empty')}>
                {words('empty.text')}
              </EmptyState>
            }
          />
        ) : (
          <Skeleton shape="rows" lines={5} />
        )}
      </Card>
      {edited ? <EditMunicipalityDialog municipality={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
