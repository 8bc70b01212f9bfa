import { useWords } from '#client/locales/words.ts';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { publicationsWords } from './locales.ts';

/** The steering group's home. It fetches nothing: until there are publications there is nothing this group may see. */
export function Screen() {
  const t = useWords(publicationsWords);
  return (
    <>
      <PageHead title={t('title')} subtitle={t('subtitle')} />
      <Card>
        <EmptyState icon="publication" title={t('empty')}>
          {t('empty.text')}
        </EmptyState>
      </Card>
    </>
  );
}
