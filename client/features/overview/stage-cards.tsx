import { type Series, sum, tableOf } from '#client/charts/chart-data.ts';
import { ChartFrame } from '#client/charts/chart-frame.tsx';
import { FlowMatrix } from '#client/charts/flow-matrix.tsx';
import { interruptedLook, stageLooks } from '#client/charts/looks.ts';
import { StackedArea } from '#client/charts/stacked-area.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { stageColours, stages } from '#client/ui/stages.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from './answered.tsx';
import { useFlows, useOccupancy } from './api/figures.ts';
import { countBy, total } from './count-by.ts';
import { overviewWords } from './locales.ts';
import { type OverviewPlace, useSelectionText } from './use-overview-place.ts';
import { usePeriods } from './use-periods.ts';
import { useSentences } from './use-sentences.ts';

type Props = { place: OverviewPlace; className?: string | undefined };

/** From which stage to which, how often. */
export function FlowsCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const query = useFlows({ ...span, every, ...filter });
  const selection = useSelectionText(place);
  const title = words('flows.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.count,
          (row) => [row.from, row.to],
        );
        const pairs = stages.flatMap((from) => stages.map((to) => ({ from, to, count: count(from, to) }))).filter((pair) => pair.count > 0);
        const largest = pairs.toSorted((a, b) => b.count - a.count)[0];
        const back = total(
          pairs.filter(({ from, to }) => stages.indexOf(to) < stages.indexOf(from)),
          (pair) => pair.count,
        );
        const sentence = [
          ...(largest
            ? [words('flows.told', { from: label(LABELS.stage[largest.from]), to: label(LABELS.stage[largest.to]), count: largest.count })]
            : []),
          ...(back > 0 ? [words('flows.back', { count: back })] : []),
        ].join(' ');
        return (
          <ChartFrame
            title={title}
            sentence={sentence}
            selection={selection}
            heading={data}
            isStale={query.isPlaceholderData}
            className={className}
            table={{
              columns: [t('flow.from'), t('flow.to'), t('flow.count')],
              rows: pairs.map(({ from, to, count: many }) => ({
                key: `${from} ${to}`,
                cells: [label(LABELS.stage[from]), label(LABELS.stage[to]), many],
              })),
            }}
          >
            <FlowMatrix
              caption={title}
              places={stages.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), colour: stageColours[stage].mark }))}
              count={count}
            />
          </ChartFrame>
        );
      }}
    </Answered>
  );
}

const OPEN_STAGES = stages.filter((stage) => stage !== 'ended');

/** How many are in guidance at the end of each period, by stage; the interrupted apart. */
export function OccupancyCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words, changeOf } = useSentences();
  const { span, every, filter, isRunning } = place;
  const query = useOccupancy({ ...span, every, ...filter });
  const selection = useSelectionText(place);
  const { periods: found } = usePeriods(span, every, isRunning);
  const periods = found.map((period, index) => ({
    ...period,
    name: index === found.length - 1 ? t('on-day', { day: dayText(span.to) }) : t('end-of', { period: period.name }),
    // A number of one day is whole, however short the period before it.
    isPartial: false,
  }));
  const title = words('occupancy.title');
  const series: Series[] = [
    ...OPEN_STAGES.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), look: stageLooks[stage] })),
    { key: 'interrupted', label: t('interrupted'), look: interruptedLook },
  ];
  return (
    <Answered
      title={title}
      query={query}
      className={className}
      isEmpty={({ rows }) => rows.every(({ count, stage }) => count === 0 || stage === 'ended')}
    >
      {(data) => {
        const dates = [...new Set(data.rows.map(({ date }) => date))].toSorted();
        const open = data.rows.filter(({ stage }) => stage !== 'ended');
        const count = countBy(
          open,
          (row) => row.count,
          (row) => [row.date, row.interrupted ? 'interrupted' : row.stage],
        );
        const values = periods.map((_, index) => series.map(({ key }) => count(dates[index] ?? '', key)));
        const last = values.at(-1) ?? [];
        const most = OPEN_STAGES.map((stage) => ({ stage, count: count(dates.at(-1) ?? '', stage) })).toSorted(
          (a, b) => b.count - a.count,
        )[0];
        const firstDate = dates[0];
        const sentence = words('occupancy.told', {
          day: dayText(span.to),
          count: sum(last),
          most: most?.count ?? 0,
          stage: most ? label(LABELS.stage[most.stage]) : '',
          change:
            firstDate && dates.length > 1
              ? changeOf(sum(last), sum(values[0] ?? []), words('before.day', { day: dayText(firstDate) }))
              : '',
        });
        return (
          <ChartFrame
            title={title}
            sentence={sentence}
            note={words('occupancy.note')}
            selection={selection}
            heading={data}
            isStale={query.isPlaceholderData}
            className={className}
            table={tableOf(periods, series, values, { period: t('day'), together: t('together'), partial: t('partial') })}
          >
            <StackedArea
              title={title}
              description={sentence}
              periods={periods}
              series={series}
              values={values}
              resting={{ name: periods.at(-1)?.name ?? '', values: last }}
            />
          </ChartFrame>
        );
      }}
    </Answered>
  );
}
