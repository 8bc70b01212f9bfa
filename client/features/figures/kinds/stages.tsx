import { sum, tableOf } from '#client/charts/chart-data.ts';
import { interruptedLook, stageLooks } from '#client/charts/looks.ts';
import { StackedArea } from '#client/charts/stacked-area.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { stages } from '#client/ui/stages.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { useOccupancy } from '../api/counts.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import { overviewWords } from '../locales.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import { useHasRegion } from '../place/use-region.ts';
import { selectionText } from '../whole/file-selection.ts';
import { countBy } from './count-by.ts';
import { type Part, useGroupParts } from './parts.ts';
import { keyIn } from './period-bars.tsx';
import { useRegionText, useSentences } from './use-sentences.ts';

const OPEN_STAGES = stages.filter((stage) => stage !== 'ended');

/** How many are in guidance at the end of each period, by stage with the interrupted apart, or by what they are split by. */
export function OccupancyFigure({ place, size = 'card', className }: FigureProps) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words, changeOf } = useSentences();
  const { span, every, filter, isRunning } = place;
  const by = size === 'whole' ? place.by : null;
  const query = useOccupancy({ ...span, every, by, ...filter });
  const region = useOccupancy({ ...span, from: span.to, every: 'year', ...filter, scope: 'region' }, useHasRegion(place, by));
  const regionText = useRegionText();
  const selection = useSelectionText(place);
  const groupParts = useGroupParts();
  const { periods: found } = usePeriods(span, every, isRunning);
  const periods = found.map((period, index) => ({
    ...period,
    name: index === found.length - 1 ? t('on-day', { day: dayText(span.to) }) : t('end-of', { period: period.name }),
    // A number of one day is whole, however short the period before it.
    isPartial: false,
  }));
  const title = words('occupancy.title');
  const stageParts: Part[] = [
    ...OPEN_STAGES.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), look: stageLooks[stage], value: stage })),
    { key: 'interrupted', label: t('interrupted'), look: interruptedLook, value: null },
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
        const totals = new Map<string, number>();
        if (by) for (const row of open) totals.set(keyIn(row.group, by), (totals.get(keyIn(row.group, by)) ?? 0) + row.count);
        const split = by ? groupParts(by, totals) : null;
        const series = split?.parts ?? stageParts;
        const count = countBy(
          open,
          (row) => row.count,
          (row) => [row.date, split && by ? split.partOf(keyIn(row.group, by)) : row.interrupted ? 'interrupted' : row.stage],
        );
        const values = periods.map((_, index) => series.map(({ key }) => count(dates[index] ?? '', key)));
        const last = values.at(-1) ?? [];
        // As the drawing has it: the interrupted stand apart.
        const inStage = countBy(
          open.filter(({ interrupted }) => !interrupted),
          (row) => row.count,
          (row) => [row.date, row.stage],
        );
        const most = OPEN_STAGES.map((stage) => ({ stage, count: inStage(dates.at(-1) ?? '', stage) })).toSorted(
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
        const cellTo = (period: string, column: number) => {
          const one = series[column - 1];
          if (by || !one) return undefined;
          const parts = one.value === null ? { interrupted: 'true' } : { stage: one.value, interrupted: 'false' };
          return place.search({ dossiers: selectionText({ period, parts }) });
        };
        return (
          <FigureFrame
            slug="bezetting"
            {...{ place, size, className, title, sentence, selection }}
            note={[
              region.data ? regionText(sum(last), sum(region.data.rows.map((row) => (row.stage === 'ended' ? 0 : row.count)))) : null,
              words(by ? 'occupancy.note-split' : 'occupancy.note'),
            ]
              .filter(Boolean)
              .join(' ')}
            heading={data}
            isStale={query.isPlaceholderData}
            table={tableOf(periods, series, values, { period: t('day'), together: t('together'), partial: t('partial') })}
            cellTo={size === 'whole' ? cellTo : undefined}
          >
            <StackedArea
              title={title}
              description={sentence}
              periods={periods}
              series={series}
              values={values}
              height={size === 'whole' ? 380 : 280}
              resting={{ name: periods.at(-1)?.name ?? '', values: last }}
              onSelect={
                size === 'whole'
                  ? (index) => place.set({ dossiers: selectionText({ period: periods[index]?.key ?? null, parts: {} }) })
                  : undefined
              }
            />
          </FigureFrame>
        );
      }}
    </Answered>
  );
}
