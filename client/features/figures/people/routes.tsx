import { useLabel } from '#client/locales/words.ts';
import { labelIn } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { numberText, percentText } from '#client/ui/number-text.ts';
import { Table } from '#client/ui/table.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { type RouteComparison, useRouteComparison } from '../api/curves.ts';
import type { FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { dimensions, useDimensions } from '../place/dimensions.ts';
import { useHasRegion } from '../place/use-region.ts';
import { type AtMonths, useChanceText } from './chance-text.ts';
import { CurveFigure, useCurveRows, useCurveSentence } from './curve-figure.tsx';
import { ExpectedDaysTable } from './expected-days.tsx';

/** Social economy first against a placement elsewhere: the chance of regular work since the first placement. The groups are not alike. */
export function RoutesFigure({ place, size = 'card', className }: FigureProps) {
  const { words, values } = useChanceText();
  const rowsOf = useCurveRows();
  const query = useRouteComparison({ ...place.filter, ...place.cohort });
  const region = useRouteComparison({ ...place.filter, ...place.cohort, scope: 'region' }, useHasRegion(place, null));
  const saying = {
    wished: 24,
    tell: (at: AtMonths) => words('routes.told', values(at)),
    tellGroups: (months: number, parts: string) => words('routes.told-groups', { months, parts }),
  };
  const regionSaid = useCurveSentence({ ...saying, rows: rowsOf(region.data?.groups ?? [], 'route', 'region') });
  const title = words('routes.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
      {(data) => {
        const rows = rowsOf(data.groups, 'route');
        const labelled = rows.map(({ answer, label }) => ({ ...answer, label }));
        const { noPlacement, jobBeforePlacement } = data.excluded;
        return (
          <CurveFigure
            slug="routes"
            {...{ place, size, className, title, rows }}
            kind="incidence"
            event="job"
            {...saying}
            heading={data}
            isStale={query.isPlaceholderData}
            since={words('since.placement')}
            test={data.graysTest}
            note={[region.data ? words('routes.region', { told: regionSaid }) : null, words('routes.note')].filter(Boolean).join(' ')}
          >
            <div className={styles.under}>
              <Banner tone="warning" title={words('routes.warning')}>
                {words('routes.warning-text')}
              </Banner>
              <h3>{words('make-up.title')}</h3>
              <MakeUpTable groups={labelled} />
              <h3>{words('expected.title')}</h3>
              <ExpectedDaysTable groups={labelled} />
              <p className={styles.told}>{words('routes.excluded', { noPlacement, jobBeforePlacement })}</p>
            </div>
          </CurveFigure>
        );
      }}
    </Answered>
  );
}

type MakeUpRow = { key: string; label: string; counts: readonly number[] };

/** Who the groups are: persons per value, and their share of the group. */
function MakeUpTable({ groups }: { groups: readonly (RouteComparison['groups'][number] & { label: string })[] }) {
  const { words } = useChanceText();
  const label = useLabel();
  const { nameOf, textOf, optionsOf } = useDimensions();
  const rows: MakeUpRow[] = dimensions.flatMap((dimension) => {
    if (
      dimension !== 'ageClass' &&
      dimension !== 'gender' &&
      dimension !== 'education' &&
      dimension !== 'programme' &&
      dimension !== 'municipality'
    )
      return [];
    const codes = [...new Set(groups.flatMap(({ makeUp }) => Object.keys(makeUp[dimension] ?? {})))];
    const order = optionsOf(dimension).map(({ value }) => value);
    return codes
      .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
      .map((code) => ({
        key: `${dimension} ${code}`,
        label: `${nameOf(dimension)}: ${dimension === 'programme' ? labelIn(LABELS.programme, code, label) : textOf(dimension, code)}`,
        counts: groups.map(({ makeUp }) => makeUp[dimension]?.[code] ?? 0),
      }));
  });
  return (
    <Table<MakeUpRow>
      caption={words('make-up.title')}
      density="compact"
      columns={[
        { id: 'who', header: words('make-up.who'), isRowHeader: true, cell: (row) => row.label },
        ...groups.map(({ label: name, n }, index) => ({
          id: name,
          header: `${name} (${numberText(n, words.language)})`,
          align: 'end' as const,
          cell: ({ counts }: MakeUpRow) => {
            const count = counts[index] ?? 0;
            return n === 0 ? '–' : `${numberText(count, words.language)} (${percentText(count / n, words.language)})`;
          },
        })),
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}
