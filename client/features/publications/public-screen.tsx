import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Cluster, Stack } from '#client/ui/stack.tsx';
import { downloadPublicTable, publicPublicationQuery } from './api/public-publication.ts';
import { readingWords } from './reading/locales.ts';
import { ReadingPage } from './reading/reading-page.tsx';
import styles from './view/view.module.css';

/** `/openbaar/:token`: a publication for whoever has its link. Nothing else can be reached from it, so nothing is compared. */
export function Screen() {
  const { token = '' } = useParams();
  const words = useWords(readingWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const { data: publication, error, refetch } = useQuery(publicPublicationQuery(token));
  if (publication) {
    return (
      <div className={styles.public}>
        <ReadingPage
          publication={publication}
          published={null}
          download={(file, fileName) => downloadPublicTable(token, file, fileName)}
          downloadContent={null}
        />
      </div>
    );
  }
  if (!error) {
    return (
      <div className={styles.public}>
        <Skeleton lines={9} />
      </div>
    );
  }
  const isGone = isProblem(error, 'resource.not-found') || isProblem(error, 'request.invalid');
  return (
    <div className={styles.gone}>
      <PageHead title={words(isGone ? 'public.gone' : 'broken.title')} />
      <Stack>
        <p>{isGone ? words('public.gone-text') : problemText(error)}</p>
        {isGone ? null : (
          <Cluster>
            <Button onClick={() => void refetch()}>{common('try-again')}</Button>
          </Cluster>
        )}
      </Stack>
    </div>
  );
}
