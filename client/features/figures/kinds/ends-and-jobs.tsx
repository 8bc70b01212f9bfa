import { BarList } from '#client/charts/bar-list.tsx';
import { type Look, routeLook } from '#client/charts/looks.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { labelIn, lowered } from '#client/trajectory/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { useOutflow, useThroughflow } from '../api/counts.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import { overviewWords } from '../locales.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { useHasRegion } from '../place/use-region.ts';
import { countBy, total } from './count-by.ts';
import { lookOf } from './parts.ts';
import { keyIn, PeriodBars } from './period-bars.tsx';
import { useRegionText, useSentences } from './use-sentences.ts';

type Kind = { key: string; label: string; value: number; look?: Look };

/** Trajectories ended: as a card by reason, whole over the periods. */
export function OutflowFigure({ place, size = 'card', className }: FigureProps) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const by = size === 'whole' ? place.by : null;
  const query = useOutflow({ ...span, every, by, ...filter });
  const region = useOutflow({ ...span, every: 'year', ...filter, scope: 'region' }, useHasRegion(place, by));
  const title = words('outflow.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const kinds = kindsOf(
          data.rows.map(({ reason, count }) => ({ key: reason, count })),
          LABELS.endReason,
          label,
        );
        const sentence = words('outflow.told', {
          count: total(data.rows, (row) => row.count),
          reason: lowered(kinds[0]?.label ?? ''),
          most: kinds[0]?.value ?? 0,
        });
        const frame = {
          place,
          size,
          className,
          title,
          sentence,
          heading: data,
          isStale: query.isPlaceholderData,
          slug: 'uitstroom',
          region: region.data ? total(region.data.rows, (row) => row.count) : null,
        } as const;
        if (size === 'card') return <KindBars {...frame} kinds={kinds} kindHead={t('reason')} />;
        return (
          <PeriodBars
            {...frame}
            rows={data.rows.map(({ period, group, reason, count }) => ({ period, key: by ? keyIn(group, by) : reason, count }))}
            parts={by ?? { part: 'reason', series: kinds.map((kind, index) => ({ ...kind, look: lookOf(index), value: kind.key })) }}
          />
        );
      }}
    </Answered>
  );
}

/** First jobs: as a card by route, whole over the periods. */
export function ThroughflowFigure({ place, size = 'card', className }: FigureProps) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const by = size === 'whole' ? place.by : null;
  const query = useThroughflow({ ...span, every, by, ...filter });
  const region = useThroughflow({ ...span, every: 'year', ...filter, scope: 'region' }, useHasRegion(place, by));
  const title = words('throughflow.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const kinds = kindsOf(
          data.rows.map(({ route, count }) => ({ key: route, count })),
          LABELS.route,
          label,
        );
        const parts = kinds.map((kind) => words('part', { count: kind.value, route: lowered(kind.label) }));
        const sentence = words('throughflow.told', {
          count: total(data.rows, (row) => row.count),
          parts: [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(words('and')),
        });
        const frame = {
          ...{ place, size, className, title, sentence },
          heading: data,
          isStale: query.isPlaceholderData,
          slug: 'doorstroom',
          region: region.data ? total(region.data.rows, (row) => row.count) : null,
          note: words('throughflow.note'),
        } as const;
        if (size === 'card')
          return <KindBars {...frame} kinds={kinds.map((kind) => ({ ...kind, look: routeLook(kind.key) }))} kindHead={t('route')} />;
        return (
          <PeriodBars
            {...frame}
            target="throughflow"
            rows={data.rows.map(({ period, group, route, count }) => ({ period, key: by ? keyIn(group, by) : route, count }))}
            parts={by ?? { part: 'route', series: kinds.map((kind) => ({ ...kind, look: routeLook(kind.key), value: kind.key })) }}
          />
        );
      }}
    </Answered>
  );
}

type KindBarsProps = FigureProps &
  Pick<Parameters<typeof FigureFrame>[0], 'slug' | 'title' | 'sentence' | 'note' | 'heading' | 'isStale'> & {
    kinds: readonly Kind[];
    kindHead: string;
    region: number | null;
  };

function KindBars({ kinds, kindHead, place, region, note, ...frame }: KindBarsProps) {
  const t = useWords(overviewWords);
  const selection = useSelectionText(place);
  const regionText = useRegionText();
  const all = total(kinds, ({ value }) => value);
  return (
    <FigureFrame
      {...frame}
      place={place}
      note={[regionText(all, region), note].filter(Boolean).join(' ') || undefined}
      selection={selection}
      table={{
        columns: [kindHead, t('count'), t('share')],
        kinds: ['plain', 'plain', 'share'],
        rows: kinds.map(({ key, label, value }) => ({ key, cells: [label, value, value / all] })),
      }}
    >
      <BarList label={frame.title} bars={kinds} />
    </FigureFrame>
  );
}

/** The kinds that were counted, the most first. */
function kindsOf(
  rows: readonly { key: string; count: number }[],
  labels: Parameters<typeof labelIn>[0],
  label: Parameters<typeof labelIn>[2],
): Kind[] {
  const count = countBy(
    rows,
    (row) => row.count,
    ({ key }) => [key, ''],
  );
  return Object.keys(labels)
    .map((key) => ({ key, label: labelIn(labels, key, label), value: count(key, '') }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
}
