import { ControlChart } from '#client/charts/control-chart.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { numberText } from '#client/ui/number-text.ts';
import { Table } from '#client/ui/table.tsx';
import { Answered } from '../answered.tsx';
import { type Signal, useSignal } from '../api/signal.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { useDimensions } from '../place/dimensions.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import { useHasRegion } from '../place/use-region.ts';
import { useSignalText } from './signal-text.ts';

const RECENT = 4;

/** Whether the inflow into the social economy changed by more than chance: the quarters against what chance makes of them. */
export function SignalFigure({ place, size = 'card', className }: FigureProps) {
  const { words, sentence } = useSignalText();
  const by = size === 'whole' ? place.by : null;
  const asked = { ...place.filter, to: place.span.to };
  const query = useSignal({ ...asked, by });
  const region = useSignal({ ...asked, scope: 'region' }, useHasRegion(place, by));
  const title = words('title');
  return (
    <Answered title={title} query={query} className={className}>
      {(data) => (
        <SignalFrame
          {...{ place, size, className, title, data }}
          sentence={sentence(data, data)}
          region={region.data ? words('region', { told: sentence(region.data, region.data) }) : null}
          isStale={query.isPlaceholderData}
        />
      )}
    </Answered>
  );
}

type SignalFrameProps = FigureProps & { title: string; sentence: string; region: string | null; data: Signal; isStale: boolean };

function SignalFrame({ place, size, className, title, sentence, region, data, isStale }: SignalFrameProps) {
  const { words } = useSignalText();
  const { recentSpan, beforeSpan, chart } = data;
  const { periods } = usePeriods({ from: beforeSpan.from, to: recentSpan.to }, 'quarter', false);
  const selection = useSelectionText({ ...place, span: { from: beforeSpan.from, to: recentSpan.to } });
  const points = chart.map(({ period, ...point }, index) => ({
    ...point,
    period: periods.find(({ key }) => key === period) ?? { key: period, tick: period, name: period },
    isRecent: index >= chart.length - RECENT,
  }));
  const days = ({ from, to }: Signal['recentSpan']) => `${dayText(from)}–${dayText(to)}`;
  return (
    <FigureFrame
      slug="signaal"
      {...{ place, className, title, sentence, selection, isStale }}
      {...(size ? { size } : {})}
      heading={data}
      note={words('note', { recent: days(recentSpan), before: days(beforeSpan) })}
      table={{
        columns: [words('quarter'), words('count'), words('centre'), words('limits')],
        rows: points.map(({ period, count, centre, lower, upper }) => ({
          key: period.key,
          cells: [period.name, count, centre, { lower, upper }],
        })),
      }}
    >
      <ControlChart title={title} description={sentence} points={points} recent={words('recent')} height={size === 'whole' ? 340 : 260} />
      {region ? (
        <div className={styles.under}>
          <p className={styles.told}>{region}</p>
        </div>
      ) : null}
      {size === 'whole' && data.groups.length > 0 ? <Groups place={place} groups={data.groups} /> : null}
    </FigureFrame>
  );
}

type Group = Signal['groups'][number];

function Groups({ place, groups }: Pick<FigureProps, 'place'> & { groups: readonly Group[] }) {
  const { words, change, interval, verdict } = useSignalText();
  const { textOf } = useDimensions();
  const { by } = place;
  const number = (value: number) => numberText(value, words.language);
  return (
    <div className={styles.under}>
      <h3>{words('by.title')}</h3>
      <p className={styles.told}>{words('by.text')}</p>
      <Table<Group>
        caption={words('by.title')}
        density="compact"
        columns={[
          { id: 'group', header: words('group'), isRowHeader: true, cell: ({ group }) => (by ? textOf(by, group[by]) : '') },
          { id: 'recent', header: words('recent-count'), align: 'end', cell: ({ recent }) => number(recent) },
          { id: 'before', header: words('before-count'), align: 'end', cell: ({ before }) => number(before) },
          { id: 'change', header: words('change'), cell: ({ rateRatio }) => (rateRatio === null ? '–' : change(rateRatio)) },
          { id: 'sure', header: words('sure'), cell: (group) => (group.verdict === 'too-short-history' ? '–' : interval(group)) },
          { id: 'verdict', header: words('verdict'), cell: verdict },
        ]}
        rows={groups}
        rowKey={({ group }) => JSON.stringify(group)}
      />
    </div>
  );
}
