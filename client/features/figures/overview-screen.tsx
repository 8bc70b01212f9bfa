import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import styles from './figures.module.css';
import { KeyFigures } from './key-figures.tsx';
import { OutflowFigure, ThroughflowFigure } from './kinds/ends-and-jobs.tsx';
import { FlowsFigure } from './kinds/flows.tsx';
import { ReferralsFigure, SocialEconomyFigure } from './kinds/inflow.tsx';
import { MunicipalitiesFigure } from './kinds/municipalities.tsx';
import { OccupancyFigure } from './kinds/stages.tsx';
import { overviewWords } from './locales.ts';
import { ChanceFigure, WaitFigure } from './people/incidence.tsx';
import { RoutesFigure } from './people/routes.tsx';
import { useReachable } from './place/dimensions.ts';
import { FigureFilters } from './place/figure-filters.tsx';
import { useFigurePlace, useSelectionText } from './place/use-figure-place.ts';

export function Screen() {
  const words = useWords(overviewWords);
  const place = useFigurePlace();
  const hasMultiples = useReachable().length > 1 && !place.filter.municipality;
  const selection = useSelectionText(place);
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={selection}
        actions={<LinkButton to={`${paths.figures}${place.search({})}`}>{words('all')}</LinkButton>}
      />
      <FigureFilters place={place} />
      <div className={styles.page}>
        {place.choice === 'own' && !place.own.from ? <Banner>{words('not-chosen')}</Banner> : null}
        <KeyFigures place={place} />
        <div className={styles.charts}>
          <SocialEconomyFigure place={place} className={styles.broad} />
          <RoutesFigure place={place} className={styles.slim} />
          <FlowsFigure place={place} className={hasMultiples ? styles.broad : styles.wide} />
          {hasMultiples ? <MunicipalitiesFigure place={place} className={styles.slim} /> : null}
          <OccupancyFigure place={place} className={styles.wide} />
          <WaitFigure place={place} />
          <ChanceFigure place={place} />
          <ReferralsFigure place={place} />
          <ThroughflowFigure place={place} />
          <OutflowFigure place={place} className={styles.wide} />
        </div>
      </div>
    </>
  );
}
