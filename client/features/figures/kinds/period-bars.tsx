import { type ChartPeriod, sum, tableOf, type Values } from '#client/charts/chart-data.ts';
import type { Heading } from '#client/charts/definition.tsx';
import { plainLook } from '#client/charts/looks.ts';
import { SmallMultiples } from '#client/charts/small-multiples.tsx';
import { StackedBars } from '#client/charts/stacked-bars.tsx';
import { useWords } from '#client/locales/words.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { Target } from '../api/targets.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { overviewWords } from '../locales.ts';
import type { Every, Span } from '../place/time-frame.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import type { FigureSlug } from '../slugs.ts';
import { useCountTargets } from '../targets/use-chart-targets.ts';
import { type FilePart, type FileParts, selectionText } from '../whole/file-selection.ts';
import { countBy } from './count-by.ts';
import { groupKey, type Part, useFolded, useGroupParts } from './parts.ts';
import { useRegionText } from './use-sentences.ts';

/** One count of a figure: its period, and what it is told apart by. */
export type PeriodRow = { readonly period: string; readonly key: string; readonly count: number };

type PeriodBarsProps = FigureProps & {
  slug: FigureSlug;
  title: string;
  sentence: string;
  note?: string | undefined;
  heading: Heading;
  isStale: boolean;
  rows: readonly PeriodRow[];
  /** Where the figure is split by a dimension its groups; else what the figure itself tells apart, or nothing. */
  parts: Dimension | { readonly part: FilePart | null; readonly series: readonly Part[] } | null;
  span?: Span;
  every?: Every;
  opensWith?: Readonly<Record<string, string>>;
  /** The figure that targets are set for. */
  target?: Target['figure'];
  /** Of the drawing in a card. */
  height?: number;
  /** How many there are in the whole region, beside an office's own. */
  region?: number | null;
};

/** Counts per period, stacked by what they are told apart by, with the files behind each. */
export function PeriodBars(props: PeriodBarsProps) {
  const { slug, place, size = 'card', className, title, sentence, note, heading, isStale, rows, parts, opensWith, target = null } = props;
  const { span = place.span, every = place.every } = props;
  const t = useWords(overviewWords);
  const { periods, note: periodNote } = usePeriods(span, every, place.isRunning);
  const selection = useSelectionText({ ...place, span });
  const groupParts = useGroupParts();
  const folded = useFolded();
  const targets = useCountTargets(place, target, span, every);
  const regionText = useRegionText();

  const totals = new Map<string, number>();
  for (const { key, count } of rows) totals.set(key, (totals.get(key) ?? 0) + count);
  const split = typeof parts === 'string' ? groupParts(parts, totals) : null;
  const series: readonly Part[] =
    split?.parts ??
    (typeof parts === 'object' && parts !== null
      ? parts.series.filter(({ key }) => (totals.get(key) ?? 0) > 0)
      : [{ key: '', label: title, look: plainLook, value: null }]);
  const part: FilePart | null = typeof parts === 'string' ? parts : (parts?.part ?? null);
  const count = countBy(
    rows,
    (row) => row.count,
    (row) => [row.period, split ? split.partOf(row.key) : parts === null ? '' : row.key],
  );
  const values = periods.map(({ key }) => series.map((one) => count(key, one.key)));
  const drawn = folded(series, values);

  const filesOf = (period: string | null, one: Part | undefined): string | undefined => {
    if (one && (part === null || one.value === null)) return undefined;
    const of: FileParts = one && part ? { [part]: one.value ?? '' } : {};
    return place.search({ dossiers: selectionText({ period, parts: of }) });
  };
  // Period, a column for each series, and their sum where there are several.
  const cellTo = (period: string, column: number) => {
    // After the series, and their sum where there are several, stand the targets.
    if (column > series.length + (series.length > 1 ? 1 : 0)) return undefined;
    const isSum = series.length === 1 ? parts === null : column === series.length + 1;
    return filesOf(period, isSum ? undefined : series[column - 1]);
  };
  return (
    <FigureFrame
      {...{ slug, place, size, className, title, sentence, heading, isStale, selection }}
      {...(opensWith ? { opensWith } : {})}
      note={[regionText(sum(totals.values()), props.region ?? null), note, periodNote].filter(Boolean).join(' ') || undefined}
      table={tableOf(periods, series, values, { period: t('period'), together: t('together'), partial: t('partial') }, targets)}
      cellTo={size === 'whole' ? cellTo : undefined}
    >
      <StackedBars
        title={title}
        description={sentence}
        periods={periods}
        series={drawn.series}
        values={drawn.values}
        targets={targets}
        height={size === 'whole' ? 340 : (props.height ?? 260)}
        resting={{ name: t('whole'), values: drawn.series.map((_, index) => sum(drawn.values.map((row) => row[index] ?? 0))) }}
        onSelect={
          size === 'whole'
            ? (index) => place.set({ dossiers: selectionText({ period: periods[index]?.key ?? null, parts: {} }) })
            : undefined
        }
      />
      {size === 'whole' && part === 'municipality' ? <Apart title={title} periods={periods} series={series} values={values} /> : null}
    </FigureFrame>
  );
}

type ApartProps = { title: string; periods: readonly ChartPeriod[]; series: readonly Part[]; values: Values };

/** Each municipality on its own, all on one scale; of whole periods, as the last would else seem to fall. */
function Apart({ title, periods, series, values }: ApartProps) {
  const t = useWords(overviewWords);
  const whole = periods.flatMap(({ isPartial }, place) => (isPartial ? [] : [place]));
  if (whole.length < 2) return null;
  return (
    <div className={styles.under}>
      <h3>{t('apart')}</h3>
      <SmallMultiples
        title={`${title}: ${t('apart')}`}
        periods={periods.filter(({ isPartial }) => !isPartial)}
        items={series.map(({ key, label }, index) => ({ key, label, values: whole.map((place) => values[place]?.[index] ?? 0) }))}
      />
    </div>
  );
}

/** The key of a row's group in a dimension. */
export function keyIn(group: Readonly<Partial<Record<Dimension, string | null>>>, dimension: Dimension): string {
  return groupKey(group[dimension]);
}
