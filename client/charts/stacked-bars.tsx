import './colours.css';
import { Group } from '@visx/group';
import { scaleBand } from '@visx/scale';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import { CountAxis, PeriodAxis } from './axes.tsx';
import { type ChartPeriod, type ChartTarget, holdsIn, type Series, sum, type Values } from './chart-data.ts';
import { Legend } from './legend.tsx';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';
import styles from './plot.module.css';
import { countScale, plotBox } from './plot.ts';
import { spokenTargets, TargetLegend, TargetLine } from './target-line.tsx';
import { useMarks } from './use-marks.ts';

export type TimeChartProps = {
  /** Names the drawing for who listens. */
  title: string;
  /** The sentence over it: what the drawing says. */
  description: string;
  periods: readonly ChartPeriod[];
  /** From the ground up. */
  series: readonly Series[];
  values: Values;
  /** What the legend shows at rest: of all periods together, or of one. */
  resting: { name: string; values: readonly number[] };
  height?: number;
  /** A press on a period, by pointer or keyboard: the files behind it. */
  onSelect?: ((place: number) => void) | undefined;
};

type StackedBarsProps = TimeChartProps & {
  /** Counts that were strived for in a period: of the whole bar. */
  targets?: readonly ChartTarget[];
};

/** Counts per period, stacked by series. Every bar can be reached by keyboard and says its values. */
export function StackedBars(props: StackedBarsProps) {
  const { title, description, periods, series, values, resting, targets = [], height = 250, onSelect } = props;
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { active, leave, markProps } = useMarks(periods.length, onSelect);
  const text = (count: number) => numberText(count, words.language);

  const isWide = width >= 560;
  const most = Math.max(0, ...values.map(sum), ...targets.map(({ value }) => value));
  const hasYears = periods.some(({ year }) => year !== undefined);
  const { left, top, innerWidth, innerHeight } = plotBox(width, height, text(most), hasYears);
  const counts = countScale(most, innerHeight);
  const places = scaleBand<string>({ domain: periods.map(({ key }) => key), range: [0, innerWidth], padding: 0.22 });
  const barWidth = Math.min(64, places.bandwidth());
  const shown = active === null ? resting : { name: periods[active]?.name ?? '', values: values[active] ?? [] };

  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg className={styles.plot} width={width} height={height} role="group" aria-labelledby={`${id}t ${id}d`} onPointerLeave={leave}>
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{`${description}${spokenTargets(targets, words, text)} ${words('keys')}`}</desc>
        <Patterns id={id} looks={series.map(({ look }) => look)} />
        <Group left={left} top={top}>
          <CountAxis counts={counts} width={innerWidth} text={text} />
          <PeriodAxis periods={periods} scale={places} top={innerHeight} />
          <g>
            {periods.map(({ key, name, isPartial }, place) => {
              const row = values[place] ?? [];
              const x = (places(key) ?? 0) + (places.bandwidth() - barWidth) / 2;
              return (
                <g
                  key={key}
                  {...markProps(place)}
                  className={classNames(styles.mark, active === place && styles.active)}
                  aria-label={spoken(`${name}${isPartial ? ` (${words('partial')})` : ''}`, series, row, text)}
                >
                  <rect
                    className={styles.hit}
                    x={(places(key) ?? 0) - 2}
                    width={places.bandwidth() + 4}
                    y={-4}
                    height={innerHeight + 4}
                    rx={4}
                  />
                  <g className={classNames(isPartial && styles.partial)}>
                    {series.map(({ key: seriesKey, look }, index) => {
                      const from = sum(row.slice(0, index));
                      const to = from + (row[index] ?? 0);
                      if (to === from) return null;
                      const y = counts.scale(to);
                      return (
                        <rect
                          key={seriesKey}
                          className={styles.piece}
                          x={x}
                          width={barWidth}
                          y={y}
                          height={counts.scale(from) - y}
                          rx={2}
                          fill={fillOf(look, id)}
                        />
                      );
                    })}
                  </g>
                </g>
              );
            })}
          </g>
          {targets.map((target) => {
            const held = periods.filter(({ key }) => holdsIn(target, key)).map(({ key }) => places(key) ?? 0);
            const [first, last] = [held[0], held.at(-1)];
            if (first === undefined || last === undefined) return null;
            const label = isWide ? `${target.label}: ${text(target.value)}` : '';
            const y = counts.scale(target.value);
            return <TargetLine key={target.label} x1={first - 3} x2={last + places.bandwidth() + 3} y={y} label={label} />;
          })}
        </Group>
      </svg>
      <Legend name={shown.name} series={series} values={shown.values} />
      {isWide ? null : <TargetLegend targets={targets} text={text} />}
    </div>
  );
}

/** `november 2026: 12. Art. 60 §7 8, Collectief maatwerk 4` */
export function spoken(name: string, series: readonly Series[], row: readonly number[], text: (count: number) => string): string {
  const parts = series.map(({ label }, place) => `${label} ${text(row[place] ?? 0)}`);
  return series.length > 1 ? `${name}: ${text(sum(row))}. ${parts.join(', ')}` : `${name}: ${text(row[0] ?? 0)}`;
}
