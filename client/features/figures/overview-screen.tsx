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

// What lies below the first view. Asked for before the numbers are, which would stand in its way: a browser has six connections to one server, and
// asks for the numbers in the order of the page.
const routes = begun(import('./people/routes.tsx'));
const incidence = begun(import('./people/incidence.tsx'));
const flows = begun(import('./kinds/flows.tsx'));
const municipalities = begun(import('./kinds/municipalities.tsx'));
const stages = begun(import('./kinds/stages.tsx'));
const endsAndJobs = begun(import('./kinds/ends-and-jobs.tsx'));

const Routes = lazy(async () => ({ default: (await routes).RoutesFigure }));
const Wait = lazy(async () => ({ default: (await incidence).WaitFigure }));
const Chance = lazy(async () => ({ default: (await incidence).ChanceFigure }));
const Flows = lazy(async () => ({ default: (await flows).FlowsFigure }));
const Occupancy = lazy(async () => ({ default: (await stages).OccupancyFigure }));
const Municipalities = lazy(async () => ({ default: (await municipalities).MunicipalitiesFigure }));
const Outflow = lazy(async () => ({ default: (await endsAndJobs).OutflowFigure }));
const Throughflow = lazy(async () => ({ default: (await endsAndJobs).ThroughflowFigure }));

/** A failure is told where the part is shown, and not before. */
function begun<Part>(part: Promise<Part>): Promise<Part> {
  part.catch(() => {});
  return part;
}

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
    <Suspense fallback={<div className={classNames(styles.later, className)} />}>
      <Figure place={place} className={className} />
    </Suspense>
  );
}
