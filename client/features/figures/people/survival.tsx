import { useLabel } from '#client/locales/words.ts';
import { labelIn, lowered } from '#client/trajectory/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { Select } from '#client/ui/select.tsx';
import { Table } from '#client/ui/table.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { type Survival, useSurvival } from '../api/curves.ts';
import type { FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import type { FigurePlace } from '../place/use-figure-place.ts';
import { useHasRegion } from '../place/use-region.ts';
import { turned, useChanceText } from './chance-text.ts';
import { CurveFigure, useCurveRows } from './curve-figure.tsx';

/** How long visits to a stage or a state last, those under way included. */
export function TimeInStageFigure({ place, size = 'card', className }: FigureProps) {
  const { words, values } = useChanceText();
  const label = useLabel();
  const rowsOf = useCurveRows();
  const by = size === 'whole' ? place.by : null;
  const stage = stayAsked(place);
  const query = useSurvival({ ...place.filter, ...place.cohort, of: 'time-in-stage', stage, by });
  const hasRegion = useHasRegion(place, by);
  const region = useSurvival({ ...place.filter, ...place.cohort, of: 'time-in-stage', stage, scope: 'region' }, hasRegion);
  const name = lowered(labelIn(STAYS, stage, label));
  const title = words('stage.title', { stage: name });
  return (
    <>
      {size === 'whole' ? (
        <div className={styles.fields} data-print="no">
          <Select
            label={words('stage.choose')}
            placeholder={null}
            options={Object.keys(STAYS).map((value) => ({ value, label: labelIn(STAYS, value, label) }))}
            value={stage}
            onChange={(next) => place.set({ fase: next })}
          />
        </div>
      ) : null}
      <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
        {(data) => {
          const [only] = data.groups;
          const { day = null, lower = null, upper = null } = data.groups.length === 1 && !hasRegion ? (only?.median ?? {}) : {};
          const days = (value: number) => numberText(Math.round(value), words.language);
          return (
            <CurveFigure
              slug="tijd-in-fase"
              {...{ place, size, className, title }}
              kind="survival"
              event="left"
              rows={[
                ...rowsOf(data.groups, by, hasRegion ? 'own' : 'everybody'),
                ...(hasRegion ? rowsOf(region.data?.groups ?? [], null, 'region') : []),
              ]}
              heading={data}
              isStale={query.isPlaceholderData}
              tell={(at) =>
                day === null
                  ? words('stage.told', { ...values(at), stage: name })
                  : words('stage.median', {
                      stage: name,
                      days: days(day),
                      between: lower === null || upper === null ? '' : words('between', { lower: days(lower), upper: days(upper) }),
                    })
              }
              tellGroups={(months, parts) => words('stage.told-groups', { months, parts, stage: name })}
              since={words('since.stage')}
              test={data.logRank}
              note={words('stage.note')}
              opensWith={{ fase: stage }}
            />
          );
        }}
      </Answered>
    </>
  );
}

/** Every stage but the last, which nobody leaves, and the states within that differ from their stage. */
const { ended: _, ...STAGES } = LABELS.stage;
const { ended: __, referred: ___, ...STATES } = LABELS.state;
const STAYS = { ...STAGES, ...STATES };

/** The stage or state that the address asks for. */
export function stayAsked({ param }: Pick<FigurePlace, 'param'>): string {
  const asked = param('fase') ?? '';
  return Object.hasOwn(STAYS, asked) ? asked : 'socialEconomy';
}

/** As some studies reckon it: as if who ended could still have found a job. */
export function TimeToJobFigure({ place, size = 'card', className }: FigureProps) {
  const { words, values } = useChanceText();
  const rowsOf = useCurveRows();
  const by = size === 'whole' ? place.by : null;
  const query = useSurvival({ ...place.filter, ...place.cohort, of: 'time-to-job', by });
  const title = words('time-to-job.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
      {(data) => (
        <CurveFigure
          slug="tijd-tot-job"
          {...{ place, size, className, title }}
          kind="survival"
          event="job"
          rows={rowsOf(data.groups, by)}
          heading={data}
          isStale={query.isPlaceholderData}
          told={turned}
          tell={(at) => words('time-to-job.told', values(at))}
          tellGroups={(months, parts) => words('time-to-job.told-groups', { months, parts })}
          since={words('since.referral')}
          test={data.logRank}
          note={words('time-to-job.note')}
        />
      )}
    </Answered>
  );
}

/** Who is still at work after a while, beside what an office would count by hand. */
export function SustainedFigure({ place, size = 'card', className }: FigureProps) {
  const { words, values } = useChanceText();
  const rowsOf = useCurveRows();
  const by = size === 'whole' ? place.by : null;
  const query = useSurvival({ ...place.filter, ...place.cohort, of: 'sustained', by });
  const hasRegion = useHasRegion(place, by);
  const region = useSurvival({ ...place.filter, ...place.cohort, of: 'sustained', scope: 'region' }, hasRegion);
  const title = words('sustained.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
      {(data) => {
        const rows = rowsOf(data.groups, by, hasRegion ? 'own' : 'everybody');
        return (
          <CurveFigure
            slug="aan-het-werk"
            {...{ place, size, className, title }}
            kind="survival"
            event="left"
            wished={6}
            horizon={366}
            rows={[...rows, ...(hasRegion ? rowsOf(region.data?.groups ?? [], null, 'region') : [])]}
            heading={data}
            isStale={query.isPlaceholderData}
            tell={(at) => words('sustained.told', values(at))}
            tellGroups={(months, parts) => words('sustained.told-groups', { months, parts })}
            since={words('since.job')}
            test={data.logRank}
            note={words('sustained.note')}
          >
            <NaiveTable rows={rows.map(({ answer, label }) => ({ ...answer, label }))} />
          </CurveFigure>
        );
      }}
    </Answered>
  );
}

type NaiveRow = { key: string; label: string; months: number; atWork: number; known: number; unknown: number };

function NaiveTable({ rows }: { rows: readonly (Survival['groups'][number] & { label: string })[] }) {
  const { words } = useChanceText();
  const number = (value: number) => numberText(value, words.language);
  const shares = rows.flatMap(({ label, naive = [] }) =>
    naive.map((share): NaiveRow => ({ ...share, label, key: `${label} ${share.months}` })),
  );
  if (shares.length === 0) return null;
  return (
    <div className={styles.under}>
      <h3>{words('naive.title')}</h3>
      <p className={styles.told}>{words('naive.text')}</p>
      <Table<NaiveRow>
        caption={words('naive.title')}
        density="compact"
        columns={[
          { id: 'group', header: words('group'), isRowHeader: true, cell: ({ label }) => label },
          { id: 'after', header: words('after'), cell: ({ months }) => words('months', { months }) },
          { id: 'atWork', header: words('naive.at-work'), align: 'end', cell: ({ atWork }) => number(atWork) },
          { id: 'known', header: words('naive.known'), align: 'end', cell: ({ known }) => number(known) },
          {
            id: 'share',
            header: words('naive.share'),
            align: 'end',
            cell: ({ atWork, known }) => (known === 0 ? words('naive.none') : `${number(Math.round((100 * atWork) / known))}\u00a0%`),
          },
          { id: 'unknown', header: words('naive.unknown'), align: 'end', cell: ({ unknown }) => number(unknown) },
        ]}
        rows={shares}
        rowKey={({ key }) => key}
      />
    </div>
  );
}
