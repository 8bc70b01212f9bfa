import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { handoversQuery } from '#client/api/handovers.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { Segmented } from '#client/ui/segmented.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Cluster, Stack } from '#client/ui/stack.tsx';
import { useDebounced } from '#client/ui/use-debounced.ts';
import type { Handover } from '#shared/contract/handovers.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { HandoversTable } from './handovers-table.tsx';
import { handoversWords } from './locales.ts';
import { RejectDialog } from './reject-dialog.tsx';

const VIEWS = ['in', 'out', 'gone'] as const;
export type View = (typeof VIEWS)[number];

/** As the address says it. */
const IN_ADDRESS: Readonly<Record<View, string>> = { in: 'te-aanvaarden', out: 'voorgesteld', gone: 'overgedragen' };

const FILTERS = {
  in: { direction: 'in', status: 'proposed' },
  out: { direction: 'out', status: 'proposed' },
  gone: { direction: 'out', status: 'accepted' },
} as const;

/** Files that wait for this office, those it proposed to others, and those it gave away. */
export function Screen() {
  const words = useWords(handoversWords);
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((known) => IN_ADDRESS[known] === params.get('toon')) ?? 'in';
  const [search, setSearch] = useState('');
  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
      <Stack>
        <Cluster>
          <Segmented
            label={words('show')}
            options={VIEWS.map((value) => ({ value, label: words(`show.${value}`) }))}
            value={view}
            onChange={(next) => setParams(next === 'in' ? {} : { toon: IN_ADDRESS[next] }, { replace: true })}
          />
          {view === 'gone' ? (
            <SearchField label={words('search')} isLabelHidden placeholder={words('search')} value={search} onChange={setSearch} />
          ) : null}
        </Cluster>
        <List key={view} view={view} search={view === 'gone' ? search : ''} />
      </Stack>
    </>
  );
}

function List({ view, search }: { view: View; search: string }) {
  const words = useWords(handoversWords);
  const common = useWords(commonWords);
  const q = useDebounced(search).trim();
  const { data, error, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    handoversQuery({ ...FILTERS[view], q }),
  );
  const [decision, setDecision] = useState<{ kind: 'accept' | 'reject'; handover: Handover } | null>(null);
  const close = () => setDecision(null);
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  return (
    <>
      <Card padding="flush">
        {data ? null : <Skeleton shape="rows" lines={4} />}
        {data && rows.length === 0 ? (
          <EmptyState icon={q === '' ? 'people' : 'search'} title={words(q === '' ? `empty.${view}` : 'none.title')}>
            {words(q === '' ? `empty.${view}-text` : 'none.text')}
          </EmptyState>
        ) : null}
        {rows.length > 0 ? (
          <HandoversTable
            view={view}
            rows={rows}
            isStale={isPlaceholderData}
            onDecide={(kind, handover) => setDecision({ kind, handover })}
          />
        ) : null}
      </Card>
      {hasNextPage ? (
        <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common('load-more')}
        </Button>
      ) : null}
      {decision?.kind === 'accept' ? <AcceptDialog handover={decision.handover} onClose={close} /> : null}
      {decision?.kind === 'reject' ? <RejectDialog handover={decision.handover} onClose={close} /> : null}
    </>
  );
}
