import './colours.css';
import { Group } from '@visx/group';
import { scalePoint } from '@visx/scale';
import { Area } from '@visx/shape';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import { CountAxis, PeriodAxis } from './axes.tsx';
import { sum } from './chart-data.ts';
import { Legend } from './legend.tsx';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';
import styles from './plot.module.css';
import { countScale, plotBox } from './plot.ts';
import { spoken, type TimeChartProps } from './stacked-bars.tsx';
import { useMarks } from './use-marks.ts';

/** How many there are at the end of each period, by series, stacked. For counts of what stays, not of what happens. */
export function StackedArea({ title, description, periods, series, values, resting, height = 280, onSelect }: TimeChartProps) {
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { active, leave, markProps } = useMarks(periods.length, onSelect);
  const text = (count: number) => numberText(count, words.language);

  const most = Math.max(0, ...values.map(sum));
  const hasYears = periods.some(({ year }) => year !== undefined);
  const { left, top, innerWidth, innerHeight } = plotBox(width, height, text(most), hasYears);
  const counts = countScale(most, innerHeight);
  const places = scalePoint<string>({ domain: periods.map(({ key }) => key), range: [0, innerWidth], padding: 0.3 });
  const xOf = (place: number) => places(periods[place]?.key ?? '') ?? 0;
  const shown = active === null ? resting : { name: periods[active]?.name ?? '', values: values[active] ?? [] };
  const indices = periods.map((_, place) => place);

  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg className={styles.plot} width={width} height={height} role="group" aria-labelledby={`${id}t ${id}d`} onPointerLeave={leave}>
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{`${description} ${words('keys')}`}</desc>
        <Patterns id={id} looks={series.map(({ look }) => look)} />
        <Group left={left} top={top}>
          <CountAxis counts={counts} width={innerWidth} text={text} />
          {series.map(({ key, look }, index) => (
            <Area<number>
              key={key}
              data={indices}
              x={xOf}
              y0={(place) => counts.scale(sum((values[place] ?? []).slice(0, index)))}
              y1={(place) => counts.scale(sum((values[place] ?? []).slice(0, index + 1)))}
              className={classNames(styles.piece)}
              fill={fillOf(look, id)}
            />
          ))}
          <PeriodAxis periods={periods} scale={places} top={innerHeight} />
          <g>
            {periods.map(({ key, name, isPartial }, place) => (
              <g
                key={key}
                {...markProps(place)}
                className={classNames(styles.mark, active === place && styles.active)}
                aria-label={spoken(`${name}${isPartial ? ` (${words('partial')})` : ''}`, series, values[place] ?? [], text)}
              >
                <rect className={styles.hit} x={xOf(place) - places.step() / 2} width={places.step()} y={0} height={innerHeight} rx={4} />
                {active === place ? <line className={styles.guide} x1={xOf(place)} x2={xOf(place)} y1={0} y2={innerHeight} /> : null}
              </g>
            ))}
          </g>
        </Group>
      </svg>
      <Legend name={shown.name} series={series} values={shown.values} />
    </div>
  );
}
