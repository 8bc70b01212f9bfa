import { useId, useRef, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { download } from '#client/api/request.ts';
import { useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useDebounced } from '#client/ui/use-debounced.ts';
import type { exportSteps } from '#shared/contract/exchange.ts';
import { useFoundByInsz } from './api/find-by-insz.ts';
import { useParticipants } from './api/participants.ts';
import { ListFilters } from './list-filters.tsx';
import { participantsWords } from './locales.ts';
import styles from './participants.module.css';
import { ParticipantsTable } from './participants-table.tsx';
import { typedInsz } from './typed-insz.ts';
import { useListPlace } from './use-list-place.ts';
import { useRowKeys } from './use-row-keys.ts';

export function Screen() {
  const words = useWords(participantsWords);
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={
          <LinkButton variant="primary" icon="plus" to={paths.newParticipant}>
            {words('new')}
          </LinkButton>
        }
      />
      <List />
    </>
  );
}

function List() {
  const words = useWords(participantsWords);
  const common = useWords(commonWords);
  const { municipalities } = useUser();
  const place = useListPlace();
  const settled = useDebounced(place.search);
  const typed = typedInsz(settled);
  const found = useFoundByInsz(typed.kind === 'whole' ? typed.insz : '');
  const listed = useParticipants(place.filterFor(typed.kind === 'none' ? settled : ''));
  const { isPlaceholderData, isFetching, isFetchingNextPage, fetchNextPage } = listed;
  const { data, error, refetch } = typed.kind === 'whole' ? found : listed;
  const hasNextPage = typed.kind === 'none' && listed.hasNextPage;
  const searchId = useId();
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list, searchId);
  const rows = (typed.kind === 'whole' ? found.data?.items : listed.data?.pages.flatMap((page) => page.items)) ?? [];
  const isNarrowed = place.isFiltered || settled.trim() !== '';

  if (error && !data) {
    return <Broken title={words('broken.title')} error={error} onRetry={refetch} />;
  }
  if (data && rows.length === 0 && !isNarrowed)
    return <NobodyYet onEveryone={place.stage === 'alle' ? null : () => place.setStage('alle')} />;
  return (
    <>
      <ListFilters
        place={place}
        searchId={searchId}
        isSearching={isPlaceholderData || (isFetching && place.search !== settled)}
        municipalities={municipalities}
      />
      <div ref={list}>
        <Card padding="flush">
          {typed.kind === 'half' || typed.kind === 'wrong' ? (
            <EmptyState icon="search" title={words(`insz.${typed.kind}`)}>
              {words('insz.text')}
            </EmptyState>
          ) : data ? (
            rows.length > 0 ? (
              <ParticipantsTable
                rows={rows}
                sort={place.sort}
                onSort={place.setSort}
                isStale={isPlaceholderData}
                hasMunicipality={municipalities.length > 1}
              />
            ) : (
              <EmptyState
                icon="search"
                title={words('none.title')}
                action={<Button onClick={place.clear}>{common('clear-search')}</Button>}
              >
                {words('none.text')}
              </EmptyState>
            )
          ) : (
            <Skeleton shape="rows" lines={10} />
          )}
        </Card>
      </div>
      <div className={styles.foot}>
        <p className={styles.count} role="status">
          {data && (typed.kind === 'none' || typed.kind === 'whole')
            ? words(hasNextPage ? 'shown' : 'found', { count: rows.length })
            : null}
        </p>
        {hasNextPage ? (
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('load-more')}
          </Button>
        ) : null}
        <HandedOverLink />
        <StepsFile />
      </div>
    </>
  );
}

/** Nobody at all; or, with a way to everyone, nobody whose trajectory runs. */
function NobodyYet({ onEveryone }: { onEveryone: (() => void) | null }) {
  const words = useWords(participantsWords);
  const action = onEveryone ? (
    <Button onClick={onEveryone}>{words('idle.everyone')}</Button>
  ) : (
    <LinkButton to={paths.import}>{words('empty.import')}</LinkButton>
  );
  return (
    <>
      <Card>
        <EmptyState icon="people" title={words(onEveryone ? 'idle.title' : 'empty.title')} action={action}>
          {words(onEveryone ? 'idle.text' : 'empty.text')}
        </EmptyState>
      </Card>
      <div className={styles.foot}>
        <HandedOverLink />
      </div>
    </>
  );
}

/** To those who are with another office by now, whom this list no longer shows. */
function HandedOverLink() {
  const words = useWords(participantsWords);
  return (
    <LinkButton variant="quiet" size="small" icon="handover" to={`${paths.handovers}?toon=overgedragen`}>
      {words('handed-over')}
    </LinkButton>
  );
}

/** Every step of the own offices, in the format that an import takes. */
function StepsFile() {
  const words = useWords(participantsWords);
  const problemText = useProblemText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const fetchFile = async () => {
    setPending(true);
    setError(null);
    try {
      await download<typeof exportSteps>('/exports/steps.csv', words('csv.name'));
    } catch (problem) {
      setError(problem);
    } finally {
      setPending(false);
    }
  };
  return (
    <div className={styles.file} data-print="no">
      <Button variant="quiet" size="small" icon="download" isPending={isPending} onClick={() => void fetchFile()}>
        {words('csv')}
      </Button>
      {error ? (
        <Banner isLive tone="danger">
          {problemText(error)}
        </Banner>
      ) : null}
    </div>
  );
}
