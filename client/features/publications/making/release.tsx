import { type ReactNode, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { makingWords } from './locales.ts';

/** Publishes a draft. What another publication made stale in the meantime is not: then it says what to do. */
export function Release({ publication, children }: { publication: Publication; children: ReactNode }) {
  const words = useWords(makingWords);
  const { release } = useDeeds(publication.id);
  const [isAsked, setAsked] = useState(false);
  const problem = isProblem(release.error, 'publication.outdated')
    ? 'outdated'
    : isProblem(release.error, 'publication.unsafe')
      ? 'unsafe'
      : null;
  const deed = async () => {
    try {
      await release.mutateAsync();
      toast({ text: words('release.done', { title: publication.title }) });
      setAsked(false);
    } catch (error) {
      // What can be mended is said on the page, beside what mends it; anything else in the dialog, by `release.error`.
      if (isProblem(error, 'publication.outdated') || isProblem(error, 'publication.unsafe')) setAsked(false);
    }
  };
  return (
    <>
      {problem ? (
        <Banner isLive tone="warning" title={words(`${problem}.title`)}>
          {words(`${problem}.text`)}
        </Banner>
      ) : null}
      <Cluster>
        <Button variant="primary" icon="check" onClick={() => setAsked(true)}>
          {words('release')}
        </Button>
        {children}
      </Cluster>
      {isAsked ? (
        <DeedDialog
          title={words('release.title', { title: publication.title })}
          deed={words('release')}
          isPending={release.isPending}
          error={problem ? null : release.error}
          onDeed={() => void deed()}
          onClose={() => setAsked(false)}
        >
          <p>{words('release.text')}</p>
        </DeedDialog>
      ) : null}
    </>
  );
}
