import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { ReferralsCard, SocialEconomyCard } from './inflow-cards.tsx';
import { KeyFigures } from './key-figures.tsx';
import { OutflowCard, ThroughflowCard } from './kind-cards.tsx';
import { overviewWords } from './locales.ts';
import { MunicipalitiesCard } from './municipalities-card.tsx';
import styles from './overview.module.css';
import { OverviewFilters, useReachable } from './overview-filters.tsx';
import { FlowsCard, OccupancyCard } from './stage-cards.tsx';
import { useOverviewPlace, useSelectionText } from './use-overview-place.ts';

export function Screen() {
  const words = useWords(overviewWords);
  const place = useOverviewPlace();
  const hasMultiples = useReachable().length > 1 && !place.filter.municipality;
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
          <ThroughflowCard place={place} />
          <OccupancyCard place={place} className={styles.wide} />
          <FlowsCard place={place} className={styles.wide} />
          <OutflowCard place={place} className={hasMultiples ? undefined : styles.wide} />
          {hasMultiples ? <MunicipalitiesCard place={place} /> : null}
        </div>
      </div>
    </>
  );
}
