import './colours.css';
import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { Area } from '@visx/shape';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { percentText } from '#client/ui/number-text.ts';
import { CountAxis, MonthAxis } from './axes.tsx';
import { type Series, sum } from './chart-data.ts';
import { dayOfMonth, monthsIn } from './curve-reading.ts';
import { Legend } from './legend.tsx';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';
import styles from './plot.module.css';
import { plotBox, shareScale } from './plot.ts';
import { Refused } from './refused.tsx';
import { shareText } from './table-text.ts';
import { useMarks } from './use-marks.ts';

type OccupationProps = {
  /** Names the drawing for who listens. */
  title: string;
  /** The sentence over it: what the drawing says. */
  description: string;
  /** From the ground up. */
  series: readonly Series[];
  /** Days since the origin on which a probability changed, in order; the first is 0. */
  days: readonly number[];
  /** By day, then by series: probabilities that add up to 1. */
  values: readonly (readonly number[])[];
  /** Under the axis: `maanden na de aanmelding`. */
  since: string;
  /** The last day drawn; 24 months. */
  horizon?: number;
  /** Why nothing is drawn, in words. */
  refused?: string | undefined;
  height?: number;
};

/** Where people are so many days after the referral, as parts of a hundred. Each month can be reached by keyboard. */
export function Occupation(props: OccupationProps) {
  const { title, description, series, days, values, since, horizon = dayOfMonth(24), refused, height = 300 } = props;
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const lastDay = Math.min(horizon, days.at(-1) ?? 0);
  const months = Array.from({ length: monthsIn(lastDay) + 1 }, (_, month) => month);
  const { active, leave, markProps } = useMarks(months.length);
  if (refused !== undefined) return <Refused reason={refused} />;

  const text = (share: number) => shareText(share, words.language);
  const { left, top, innerWidth: room } = plotBox(width, height, '100 %', true);
  const innerWidth = room - 10;
  const innerHeight = height - top - 44;
  const shares = shareScale(1, innerHeight);
  const x = scaleLinear<number>({ domain: [0, horizon], range: [0, innerWidth] });
  const at = (day: number) => values[days.findLastIndex((known) => known <= day)] ?? [];
  const corners = cornersOf(days, values, lastDay);
  const step = innerWidth / Math.max(1, monthsIn(horizon));
  const rest = months.findLast((month) => month <= 12) ?? 0;
  const shown = active === null ? rest : (months[active] ?? 0);

  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg className={styles.plot} width={width} height={height} role="group" aria-labelledby={`${id}t ${id}d`} onPointerLeave={leave}>
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{`${description} ${words('keys.months')}`}</desc>
        <Patterns id={id} looks={series.map(({ look }) => look)} />
        <Group left={left} top={top}>
          <CountAxis counts={shares} width={innerWidth} text={(share) => percentText(share, words.language)} />
          <MonthAxis scale={x} horizon={horizon} top={innerHeight} label={since} />
          {series.map(({ key, look }, index) => (
            <Area<Corner>
              key={key}
              data={corners}
              x={({ day }) => x(day)}
              y0={({ row }) => shares.scale(sum(row.slice(0, index)))}
              y1={({ row }) => shares.scale(sum(row.slice(0, index + 1)))}
              className={classNames(styles.piece)}
              fill={fillOf(look, id)}
            />
          ))}
          <g>
            {months.map((month, place) => {
              const row = at(dayOfMonth(month));
              const middle = x(dayOfMonth(month));
              return (
                <g
                  key={month}
                  {...markProps(place)}
                  className={classNames(styles.mark, active === place && styles.active)}
                  aria-label={`${words('months', { months: month })}: ${series.map(({ label }, index) => `${label} ${text(row[index] ?? 0)}`).join(', ')}`}
                >
                  <rect className={styles.hit} x={middle - step / 2} width={step} y={0} height={innerHeight} rx={4} />
                  {active === place ? <line className={styles.guide} x1={middle} x2={middle} y1={0} y2={innerHeight} /> : null}
                </g>
              );
            })}
          </g>
        </Group>
      </svg>
      <Legend name={words('after-months', { months: shown })} series={series} values={at(dayOfMonth(shown))} kind="share" />
    </div>
  );
}

type Corner = { readonly day: number; readonly row: readonly number[] };

/** Probabilities hold until the next change: two corners a day, so that the areas go in steps and not aslant. */
function cornersOf(days: readonly number[], values: readonly (readonly number[])[], lastDay: number): Corner[] {
  const corners: Corner[] = [];
  let before: readonly number[] | null = null;
  for (const [place, day] of days.entries()) {
    if (day > lastDay) break;
    if (before) corners.push({ day, row: before });
    before = values[place] ?? [];
    corners.push({ day, row: before });
  }
  if (before) corners.push({ day: lastDay, row: before });
  return corners;
}
