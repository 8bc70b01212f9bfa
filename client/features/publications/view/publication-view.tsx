import { type ReactNode, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Segmented } from '#client/ui/segmented.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { Publication, PublicationSummary } from '#shared/contract/publications.ts';
import type { TableId } from '#shared/publications/catalogue.ts';
import { cellFinder } from '#shared/publications/cells.ts';
import { downloadContent, downloadTable, useMayPublish, usePublication, usePublications, useReview } from '../api/publications.ts';
import { CoordinatorPanel } from '../making/coordinator-panel.tsx';
import { makingWords } from '../making/locales.ts';
import { readingWords } from '../reading/locales.ts';
import { ReadingPage } from '../reading/reading-page.tsx';
import type { TruthOf } from '../tables/count-table.tsx';
import styles from './view.module.css';

/** One publication for who is signed in: read by all, and brought further by the coordinator. */
export function PublicationView({ id, actions }: { id: string; actions?: ReactNode }) {
  const words = useWords(readingWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const mayPublish = useMayPublish();
  const { data: list } = usePublications();
  const { data: publication, error, refetch } = usePublication(id);
  const breadcrumbs = [{ label: words('publications'), to: paths.publications }];
  if (error && !publication) {
    const isGone = isProblem(error, 'resource.not-found') || isProblem(error, 'request.invalid');
    return (
      <>
        <PageHead title={words(isGone ? 'gone.title' : 'broken.title')} breadcrumbs={breadcrumbs} />
        <EmptyState
          icon={isGone ? 'search' : 'danger'}
          title={isGone ? words('gone.text') : problemText(error)}
          action={
            isGone ? (
              <LinkButton to={paths.publications}>{words('all')}</LinkButton>
            ) : (
              <Button onClick={() => void refetch()}>{common('try-again')}</Button>
            )
          }
        />
      </>
    );
  }
  if (!publication) return <Skeleton lines={9} />;
  const reading = {
    publication,
    published: list?.items ?? [],
    breadcrumbs: [...breadcrumbs, { label: publication.title }],
    actions,
    download: (file: string, fileName: string) => downloadTable(id, file, fileName),
    downloadContent: (fileName: string) => downloadContent(id, fileName),
  };
  if (!mayPublish) return <ReadingPage {...reading} />;
  if (publication.status === 'draft' || publication.status === 'refused') return <Reviewed {...reading} />;
  const panel = (
    <div data-print="no">
      <CoordinatorPanel publication={publication} />
    </div>
  );
  return publication.status === 'published' ? <ReadingPage {...reading} foot={panel} /> : <ReadingPage {...reading} panel={panel} />;
}

type ReviewedProps = Omit<Parameters<typeof ReadingPage>[0], 'published'> & {
  publication: Publication;
  published: readonly PublicationSummary[];
};

/** A draft with the true counts beside the published ones, until the coordinator looks at it as the steering group will. */
function Reviewed(props: ReviewedProps) {
  const words = useWords(makingWords);
  const { publication } = props;
  const [look, setLook] = useState<'both' | 'published'>('both');
  const { data, error } = useReview(publication.id, look === 'both' && publication.tables.length > 0);
  const truths = new Map(data?.tables.map(({ id, cells }) => [id, cellFinder(cells)]));
  const truthOf =
    (table: TableId): TruthOf =>
    (key) =>
      truths.get(table)?.(key)?.truth;
  return (
    <ReadingPage
      {...props}
      panel={
        <div data-print="no">
          <CoordinatorPanel publication={publication} />
          {publication.tables.length > 0 ? (
            <div className={styles.look}>
              <Segmented
                label={words('draft.look')}
                options={[
                  { value: 'both', label: words('draft.both') },
                  { value: 'published', label: words('draft.published') },
                ]}
                value={look}
                onChange={setLook}
              />
              {look === 'both' ? <p className={styles.small}>{words(error ? 'draft.truth-broken' : 'draft.truth')}</p> : null}
            </div>
          ) : null}
        </div>
      }
      truthOf={look === 'both' && data ? truthOf : null}
    />
  );
}
