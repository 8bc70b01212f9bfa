import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { shellWords } from './locales.ts';

export function NotFound() {
  const words = useWords(shellWords);
  return <DeadEnd title={words('not-found')} text={words('not-found.text')} />;
}

/** @param role in the words of the screen */
export function NotYours({ role }: { role: string }) {
  const words = useWords(shellWords);
  return <DeadEnd title={words('not-yours')} text={words('not-yours.text', { role })} />;
}

function DeadEnd({ title, text }: { title: string; text: string }) {
  const words = useWords(shellWords);
  return (
    <>
      <PageHead title={title} />
      <EmptyState icon="search" title={text} action={<LinkButton to={paths.home}>{words('to-home')}</LinkButton>} />
    </>
  );
}
