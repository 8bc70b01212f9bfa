import type { ReactNode } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import type { Crumb } from '#client/ui/breadcrumbs.tsx';
import { Button } from '#client/ui/button.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { PageHead } from '#client/ui/page-head.tsx';
import type { Publication, PublicationSummary } from '#shared/contract/publications.ts';
import type { TableId } from '#shared/publications/catalogue.ts';
import { usePeriodText } from '../period/use-period-text.ts';
import type { TruthOf } from '../tables/count-table.tsx';
import { type DownloadFile, PaperDefinitions, TableSection } from '../tables/table-section.tsx';
import { CompareChoice } from './compare-choice.tsx';
import { ANCHORS, Contents } from './contents.tsx';
import { Check, HowToRead, Protection } from './explanations.tsx';
import { Headline } from './headline.tsx';
import { KeyFigures } from './key-figures.tsx';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';
import { shownTables } from './shown-tables.ts';
import { useComparison } from './use-comparison.ts';
import { usePrintHeader } from './use-print-header.ts';

type ReadingPageProps = {
  publication: Publication;
  /** What it may be compared with; null where nothing else can be reached, and nothing is said of comparing. */
  published: readonly PublicationSummary[] | null;
  breadcrumbs?: readonly Crumb[];
  /** Under the title: what the coordinator can do with it. */
  panel?: ReactNode;
  /** Below everything, for what is seldom done. */
  foot?: ReactNode;
  /** Beside the print button. */
  actions?: ReactNode;
  truthOf?: ((table: TableId) => TruthOf) | null;
  download: DownloadFile;
  downloadContent: ((fileName: string) => Promise<void>) | null;
};

/** A publication as it is read, on the screen and on paper: in words, in a few figures, table by table, and why it gives nobody away. */
export function ReadingPage(props: ReadingPageProps) {
  const { publication, published, breadcrumbs, panel, foot, actions, truthOf = null, download, downloadContent } = props;
  const words = useWords(readingWords);
  const periods = usePeriodText();
  const comparison = useComparison(publication, published ?? []);
  const { title, from, to, knownAt, publishedAt, withdrawn, status } = publication;
  const isPublished = status === 'published';
  const days = periods.days(from, to);
  usePrintHeader(words('print-header', { title, days }));
  return (
    <div className={styles.page}>
      <PageHead
        title={title}
        breadcrumbs={breadcrumbs}
        subtitle={
          <>
            {words('facts', { days, known: instantText(knownAt) })}{' '}
            {publishedAt ? words('published', { day: instantText(publishedAt) }) : words('draft')}
          </>
        }
        actions={
          <>
            {actions}
            {publication.tables.length > 0 ? (
              <Button icon="print" data-print="no" onClick={() => window.print()}>
                {words('print')}
              </Button>
            ) : null}
          </>
        }
      />
      {withdrawn ? (
        <div className={styles.panel}>
          <Banner tone="warning" title={words('withdrawn.title', { day: instantText(withdrawn.at) })}>
            {words('withdrawn.text', { reason: withdrawn.reason })}
          </Banner>
        </div>
      ) : null}
      {panel ? <div className={styles.panel}>{panel}</div> : null}
      {publication.tables.length > 0 ? (
        <div className={styles.layout}>
          <Contents publication={publication} />
          <div className={styles.column}>
            <div id={ANCHORS.key} className={styles.opening}>
              <Headline publication={publication} />
              {published === null ? null : <CompareChoice period={publication.period} comparison={comparison} />}
              <KeyFigures publication={publication} beside={comparison.beside} />
            </div>
            <div id={ANCHORS.read} className={styles.anchor}>
              <HowToRead publication={publication} />
            </div>
            {shownTables(publication).map((table) => (
              <TableSection
                key={table.id}
                publication={publication}
                table={table}
                before={comparison.before}
                truthOf={truthOf}
                download={isPublished ? download : null}
              />
            ))}
            <div id={ANCHORS.protection} className={styles.anchor}>
              <Protection publication={publication} />
            </div>
            {publication.sha256 === null ? null : (
              <div id={ANCHORS.check} className={styles.anchor}>
                <Check publication={publication} downloadContent={downloadContent} />
              </div>
            )}
            <PaperDefinitions publication={publication} />
          </div>
        </div>
      ) : null}
      {foot ? <div className={styles.foot}>{foot}</div> : null}
    </div>
  );
}
