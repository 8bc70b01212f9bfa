import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { usePublications } from './api/publications.ts';
import { readingWords } from './reading/locales.ts';
import { PublicationView } from './view/publication-view.tsx';

/** The steering group's home: the latest publication itself, with the way to the others. */
export function Screen() {
  const words = useWords(readingWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const { data, error, refetch } = usePublications();
  // The list begins with the latest period.
  const latest = data?.items.find(({ status }) => status === 'published');
  if (latest) return <PublicationView id={latest.id} actions={<LinkButton to={paths.publications}>{words('all')}</LinkButton>} />;
  if (error && !data) {
    return (
      <>
        <PageHead title={words('publications')} />
        <EmptyState
          icon="danger"
          title={problemText(error)}
          action={<Button onClick={() => void refetch()}>{common('try-again')}</Button>}
        />
      </>
    );
  }
  if (!data) return <Skeleton lines={9} />;
  return (
    <>
      <PageHead title={words('publications')} />
      <EmptyState icon="publication" title={words('empty.title')}>
        {words('empty.text')}
      </EmptyState>
    </>
  );
}
