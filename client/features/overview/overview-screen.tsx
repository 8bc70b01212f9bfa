import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { ReferralsCard, SocialEconomyCard } from './inflow-cards.tsx';
import { KeyFigures } from './key-figures.tsx';
import { overviewWords } from './locales.ts';
import styles from './overview.module.css';
import { OverviewFilters } from './overview-filters.tsx';
import { useOverviewPlace, useSelectionText } from './use-overview-place.ts';

export function Screen() {
  const words = useWords(overviewWords);
  const place = useOverviewPlace();
  const selection = useSelectionText(place);
  return (
    <>
      <PageHead title={words('title')} subtitle={selection} />
      <OverviewFilters place={place} />
      <div className={styles.page}>
        {place.choice === 'own' && !place.own.from ? <Banner>{words('not-chosen')}</Banner> : null}
        <KeyFigures place={place} />
        <div className={styles.charts}>
          <SocialEconomyCard place={place} className={styles.wide} />
          <ReferralsCard place={place} />
        </div>
      </div>
    </>
  );
}
