import { BarList } from '#client/charts/bar-list.tsx';
import { ChartFrame } from '#client/charts/chart-frame.tsx';
import type { Heading } from '#client/charts/definition.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { labelIn, lowered } from '#client/trajectory/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from './answered.tsx';
import { useOutflow, useThroughflow } from './api/figures.ts';
import { countBy, total } from './count-by.ts';
import { overviewWords } from './locales.ts';
import { type OverviewPlace, useSelectionText } from './use-overview-place.ts';
import { useSentences } from './use-sentences.ts';

type Props = { place: OverviewPlace; className?: string | undefined };
type Kind = { key: string; label: string; value: number };

export function OutflowCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const query = useOutflow({ ...span, every, ...filter });
  const title = words('outflow.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.count,
          (row) => [row.reason, ''],
        );
        const kinds = mostFirst(
          Object.keys(LABELS.endReason),
          (key) => labelIn(LABELS.endReason, key, label),
          (key) => count(key, ''),
        );
        const sentence = words('outflow.told', {
          count: total(data.rows, (row) => row.count),
          reason: lowered(kinds[0]?.label ?? ''),
          most: kinds[0]?.value ?? 0,
        });
        return (
          <KindChart
            {...{ place, className, title, sentence, kinds }}
            heading={data}
            isStale={query.isPlaceholderData}
            kindHead={t('reason')}
          />
        );
      }}
    </Answered>
  );
}

export function ThroughflowCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const query = useThroughflow({ ...span, every, ...filter });
  const title = words('throughflow.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.count,
          (row) => [row.route, ''],
        );
        const kinds = mostFirst(
          Object.keys(LABELS.route),
          (key) => labelIn(LABELS.route, key, label),
          (key) => count(key, ''),
        );
        const parts = kinds.map((kind) => words('part', { count: kind.value, route: lowered(kind.label) }));
        const sentence = words('throughflow.told', {
          count: total(data.rows, (row) => row.count),
          parts: [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(words('and')),
        });
        return (
          <KindChart
            {...{ place, className, title, sentence, kinds }}
            heading={data}
            isStale={query.isPlaceholderData}
            kindHead={t('route')}
            note={words('throughflow.note')}
          />
        );
      }}
    </Answered>
  );
}

type KindChartProps = Props & {
  title: string;
  sentence: string;
  kinds: readonly Kind[];
  kindHead: string;
  heading: Heading;
  isStale: boolean;
  note?: string;
};

function KindChart({ place, className, title, sentence, kinds, kindHead, heading, isStale, note }: KindChartProps) {
  const t = useWords(overviewWords);
  const selection = useSelectionText(place);
  const all = total(kinds, ({ value }) => value);
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      note={note}
      selection={selection}
      heading={heading}
      isStale={isStale}
      className={className}
      table={{
        columns: [kindHead, t('count'), t('share')],
        rows: kinds.map(({ key, label, value }) => ({ key, cells: [label, value, Math.round((1000 * value) / all) / 10] })),
      }}
    >
      <BarList label={title} bars={kinds} />
    </ChartFrame>
  );
}

function mostFirst(keys: readonly string[], labelOf: (key: string) => string, countOf: (key: string) => number): Kind[] {
  return keys
    .map((key) => ({ key, label: labelOf(key), value: countOf(key) }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
}
