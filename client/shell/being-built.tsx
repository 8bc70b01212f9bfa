import { useWords } from '#client/locales/words.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { shellWords } from './locales.ts';

/** Holds the place of a screen until its feature is written. */
export function BeingBuilt({ title }: { title: keyof typeof shellWords.nl }) {
  const words = useWords(shellWords);
  return (
    <>
      <PageHead title={words(title)} />
      <EmptyState title={words('building')} />
    </>
  );
}
