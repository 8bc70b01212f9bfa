import { Answered } from '../answered.tsx';
import { useIncidence } from '../api/curves.ts';
import type { FigureProps } from '../figure-frame.tsx';
import { useHasRegion } from '../place/use-region.ts';
import type { FigureSlug } from '../slugs.ts';
import { useChanceTargets } from '../targets/use-chart-targets.ts';
import { useChanceText } from './chance-text.ts';
import { CurveFigure, useCurveRows } from './curve-figure.tsx';

/** The chance of regular work since the referral; who ended without will not get there, and counts as such. */
export function ChanceFigure(props: FigureProps) {
  return <IncidenceFigure {...props} slug="kans-op-werk" target="job" wished={12} />;
}

/** How soon the first placement comes. */
export function WaitFigure(props: FigureProps) {
  return <IncidenceFigure {...props} slug="wachttijd" target="placement" wished={6} />;
}

/** How soon the first placement in the social economy comes. */
export function SocialEconomyWaitFigure(props: FigureProps) {
  return <IncidenceFigure {...props} slug="wachttijd-sociale-economie" target="social-economy" wished={6} />;
}

type IncidenceFigureProps = FigureProps & { slug: FigureSlug; target: 'placement' | 'social-economy' | 'job'; wished: number };

function IncidenceFigure({ place, size = 'card', className, slug, target, wished }: IncidenceFigureProps) {
  const { words, values } = useChanceText();
  const rowsOf = useCurveRows();
  const by = size === 'whole' ? place.by : null;
  const asked = { ...place.filter, ...place.cohort, target };
  const query = useIncidence({ ...asked, by });
  const hasRegion = useHasRegion(place, by);
  const region = useIncidence({ ...asked, scope: 'region' }, hasRegion);
  const targets = useChanceTargets(place);
  const title = words(`${target}.title`);
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
      {(data) => (
        <CurveFigure
          {...{ slug, place, size, className, title, wished }}
          kind="incidence"
          event={target}
          rows={[
            ...rowsOf(data.groups, by, hasRegion ? 'own' : 'everybody'),
            ...(hasRegion ? rowsOf(region.data?.groups ?? [], null, 'region') : []),
          ]}
          heading={data}
          isStale={query.isPlaceholderData}
          tell={(at) => words(`${target}.told`, values(at))}
          tellGroups={(months, parts) => words(`${target}.told-groups`, { months, parts })}
          since={words('since.referral')}
          test={data.graysTest}
          note={words(`${target}.note`)}
          targets={target === 'job' && by === null ? targets : []}
        />
      )}
    </Answered>
  );
}
