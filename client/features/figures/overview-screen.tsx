import { lazy, Suspense } from 'react';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import type { FigureProps } from './figure-frame.tsx';
import styles from './figures.module.css';
import { KeyFigures } from './key-figures.tsx';
import { ReferralsFigure, SocialEconomyFigure } from './kinds/inflow.tsx';
import { overviewWords } from './locales.ts';
import { useReachable } from './place/dimensions.ts';
import { FigureFilters } from './place/figure-filters.tsx';
import { useFigurePlace, useSelectionText } from './place/use-figure-place.ts';
import { WhenNear } from './when-near.tsx';

// What lies below the first view comes when it comes near: its code as well as its numbers.
const Routes = lazy(async () => ({ default: (await import('./people/routes.tsx')).RoutesFigure }));
const Wait = lazy(async () => ({ default: (await import('./people/incidence.tsx')).WaitFigure }));
const Chance = lazy(async () => ({ default: (await import('./people/incidence.tsx')).ChanceFigure }));
const Flows = lazy(async () => ({ default: (await import('./kinds/flows.tsx')).FlowsFigure }));
const Occupancy = lazy(async () => ({ default: (await import('./kinds/stages.tsx')).OccupancyFigure }));
const Municipalities = lazy(async () => ({ default: (await import('./kinds/municipalities.tsx')).MunicipalitiesFigure }));
const Outflow = lazy(async () => ({ default: (await import('./kinds/ends-and-jobs.tsx')).OutflowFigure }));
const Throughflow = lazy(async () => ({ default: (await import('./kinds/ends-and-jobs.tsx')).ThroughflowFigure }));

export function Screen() {
  const words = useWords(overviewWords);
  const place = useFigurePlace();
  const hasMultiples = useReachable().length > 1 && !place.filter.municipality;
  const selection = useSelectionText(place);
  const later = (Figure: typeof Routes, className?: string) => <Later Figure={Figure} place={place} className={className} />;
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
          {later(Routes, styles.slim)}
          {later(Flows, hasMultiples ? styles.broad : styles.wide)}
          {hasMultiples ? later(Municipalities, styles.slim) : null}
          {later(Occupancy, styles.wide)}
          {later(Wait)}
          {later(Chance)}
          <ReferralsFigure place={place} />
          {later(Throughflow)}
          {later(Outflow, styles.wide)}
        </div>
      </div>
    </>
  );
}

function Later({ Figure, place, className }: FigureProps & { Figure: typeof Routes }) {
  return (
    <WhenNear className={className}>
      <Suspense fallback={<div className={classNames(styles.later, className)} />}>
        <Figure place={place} className={className} />
      </Suspense>
    </WhenNear>
  );
}
