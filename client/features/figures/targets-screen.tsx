import { useState } from 'react';
import { Link } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { figurePath, paths } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { numberText } from '#client/ui/number-text.ts';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import { toast } from '#client/ui/toast.ts';
import { type Target, useSetTarget, useTargets } from './api/targets.ts';
import { figureWords } from './figure-locales.ts';
import type { FigureSlug } from './slugs.ts';
import { targetWords } from './targets/locales.ts';
import { TargetDialog } from './targets/target-dialog.tsx';

const SCREENS: Readonly<Record<Target['figure'], FigureSlug>> = {
  'inflow.referrals': 'aanmeldingen',
  'inflow.placements': 'eerste-plaatsingen',
  'inflow.social-economy': 'instroom-sociale-economie',
  throughflow: 'doorstroom',
  'chance.regular': 'kans-op-werk',
};

/** What is strived for, per figure and year. The coordinator sets it; an office reads the region's and its own. */
export function Screen() {
  const words = useWords(targetWords);
  const figures = useWords(figureWords);
  const { role } = useUser();
  const { data, error, refetch } = useTargets();
  const [edited, setEdited] = useState<Target | 'new' | null>(null);
  const add =
    role === 'coordinator' ? (
      <Button variant="primary" icon="plus" onClick={() => setEdited('new')}>
        {words('add')}
      </Button>
    ) : null;
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        breadcrumbs={[{ label: figures('title'), to: paths.figures }, { label: words('title') }]}
        actions={add}
      />
      <Card padding="flush">
        {data ? (
          data.items.length > 0 ? (
            <Targets items={data.items} onEdit={role === 'coordinator' ? setEdited : null} />
          ) : (
            <EmptyState icon="figures" title={words('empty')}>
              {words('empty.text')}
            </EmptyState>
          )
        ) : error ? (
          <Broken title={words('broken')} error={error} onRetry={refetch} />
        ) : (
          <Skeleton shape="rows" lines={5} />
        )}
      </Card>
      {edited ? <TargetDialog start={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function Targets({ items, onEdit }: { items: readonly Target[]; onEdit: ((target: Target) => void) | null }) {
  const words = useWords(targetWords);
  const common = useWords(commonWords);
  const municipality = useMunicipalityName();
  const set = useSetTarget();
  const named = ({ figure, year }: Target) => ({ figure: words(`figure.${figure}`), year });
  const remove = async (target: Target) => {
    const { figure, year, municipality: where, value } = target;
    await set.mutateAsync({ figure, year, municipality: where, value: null });
    toast({
      text: words('removed', named(target)),
      action: { label: common('undo'), onPress: () => set.mutate({ figure, year, municipality: where, value }) },
    });
  };
  const columns: Column<Target>[] = [
    {
      id: 'figure',
      header: words('figure'),
      isRowHeader: true,
      cell: ({ figure }) => <Link to={figurePath(SCREENS[figure])}>{words(`figure.${figure}`)}</Link>,
    },
    { id: 'year', header: words('year'), cell: ({ year }) => String(year) },
    { id: 'where', header: words('where'), cell: (row) => (row.municipality === null ? words('region') : municipality(row.municipality)) },
    {
      id: 'value',
      header: words('value'),
      align: 'end',
      cell: ({ figure, value }) =>
        figure === 'chance.regular'
          ? words('share', { count: numberText(value * 100, words.language, 1) })
          : words('persons', { count: numberText(value, words.language) }),
    },
    {
      id: 'by',
      header: words('by'),
      isHiddenWhenNarrow: true,
      cell: ({ setBy, setAt }) => words('by.text', { name: setBy, day: dayText(setAt) }),
    },
    ...(onEdit
      ? [
          {
            id: 'actions',
            header: words('actions'),
            isHeaderHidden: true,
            cell: (row: Target) => (
              <Cluster>
                <Button size="small" aria-label={words('change-of', named(row))} onClick={() => onEdit(row)}>
                  {words('change')}
                </Button>
                <Button size="small" variant="quiet" aria-label={words('remove-of', named(row))} onClick={() => void remove(row)}>
                  {words('remove')}
                </Button>
              </Cluster>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={words('title')}
      columns={columns}
      rows={items}
      rowKey={({ figure, year, municipality: where }) => `${figure} ${year} ${where ?? ''}`}
      whenNarrow="stack"
    />
  );
}
