import './colours.css';
import { Group } from '@visx/group';
import { scalePoint } from '@visx/scale';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import { CountAxis, PeriodAxis } from './axes.tsx';
import type { ChartPeriod } from './chart-data.ts';
import styles from './control-chart.module.css';
import { chartWords } from './locales.ts';
import plotStyles from './plot.module.css';
import { countScale, plotBox } from './plot.ts';
import { useMarks } from './use-marks.ts';

/** A period with its count and what the ones before make to be expected of it. */
export type ControlPoint = {
  readonly period: ChartPeriod;
  readonly count: number;
  /** Expected, and the 3-sigma limits around it: counts. */
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** One of those that are judged; the others are what they are judged by. */
  readonly isRecent: boolean;
};

type ControlChartProps = {
  /** Names the drawing for who listens. */
  title: string;
  /** The sentence over it: what the drawing says. */
  description: string;
  points: readonly ControlPoint[];
  /** Under the band of the recent ones: `laatste 4 kwartalen`. */
  recent: string;
  height?: number;
};

/** Whether counts stay within what chance alone makes of them. Outside the limits a point has another shape and its number. */
export function ControlChart({ title, description, points, recent, height = 270 }: ControlChartProps) {
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { active, leave, markProps } = useMarks(points.length);
  const text = (count: number) => numberText(count, words.language, 1);

  const periods = points.map(({ period }) => period);
  const most = Math.max(0, ...points.map(({ count, upper }) => Math.max(count, upper)));
  const hasYears = periods.some(({ year }) => year !== undefined);
  const { left, top, innerWidth, innerHeight } = plotBox(width, height, text(most), hasYears);
  const counts = countScale(most * 1.08, innerHeight);
  const places = scalePoint<string>({ domain: periods.map(({ key }) => key), range: [0, innerWidth], padding: 0.5 });
  const x = (point: ControlPoint) => places(point.period.key) ?? 0;
  const half = places.step() / 2;
  const firstRecent = points.find(({ isRecent }) => isRecent);
  const recentFrom = firstRecent ? x(firstRecent) - half : innerWidth;
  const shown = points[active ?? points.length - 1];
  const said = (point: ControlPoint) =>
    words('control.said', {
      name: point.period.name,
      count: text(point.count),
      centre: text(point.centre),
      lower: text(point.lower),
      upper: text(point.upper),
      side: sideOf(point),
    });

  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg className={plotStyles.plot} width={width} height={height} role="group" aria-labelledby={`${id}t ${id}d`} onPointerLeave={leave}>
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{`${description} ${words('keys')}`}</desc>
        <Group left={left} top={top}>
          {firstRecent ? (
            <Group aria-hidden="true">
              <rect className={styles.recent} x={recentFrom} y={0} width={innerWidth - recentFrom} height={innerHeight} />
              <text className={plotStyles.small} x={innerWidth - 4} y={14} textAnchor="end">
                {recent}
              </text>
            </Group>
          ) : null}
          <CountAxis counts={counts} width={innerWidth} text={text} />
          <PeriodAxis periods={periods} scale={places} top={innerHeight} />
          <Group aria-hidden="true">
            <path className={styles.band} d={bandOf(points, x, half, counts.scale)} />
            <path className={styles.limit} d={stairs(points, ({ upper }) => upper, x, half, counts.scale)} />
            <path className={styles.limit} d={stairs(points, ({ lower }) => lower, x, half, counts.scale)} />
            <path className={styles.centre} d={stairs(points, ({ centre }) => centre, x, half, counts.scale)} />
            <path className={styles.line} d={`M${points.map((point) => `${x(point)} ${counts.scale(point.count)}`).join('L')}`} />
          </Group>
          <g>
            {points.map((point, place) => (
              <g
                key={point.period.key}
                {...markProps(place)}
                className={classNames(plotStyles.mark, active === place && plotStyles.active)}
                aria-label={said(point)}
              >
                <rect className={plotStyles.hit} x={x(point) - half} width={half * 2} y={-4} height={innerHeight + 4} rx={4} />
                <Point x={x(point)} y={counts.scale(point.count)} point={point} text={text} />
              </g>
            ))}
          </g>
        </Group>
      </svg>
      <ul className={styles.legend} aria-hidden="true">
        <li>
          <svg width="26" height="10" aria-hidden="true" focusable="false">
            <path className={styles.centre} d="M0 5h26" />
          </svg>
          {words('control.centre')}
        </li>
        <li>
          <svg width="26" height="12" aria-hidden="true" focusable="false">
            <rect className={styles.band} width="26" height="12" />
          </svg>
          {words('control.band')}
        </li>
        <li>
          <svg width="14" height="14" aria-hidden="true" focusable="false">
            <path className={styles.outside} d={diamond(7, 7)} />
          </svg>
          {words('control.outside')}
        </li>
      </ul>
      {shown ? (
        <p className={styles.reading} aria-hidden="true">
          {said(shown)}
        </p>
      ) : null}
    </div>
  );
}

type PointProps = { x: number; y: number; point: ControlPoint; text: (count: number) => string };

function Point({ x, y, point, text }: PointProps) {
  if (sideOf(point) === 'within') return <circle className={point.isRecent ? styles.now : styles.before} cx={x} cy={y} r={4.5} />;
  const isAbove = point.count > point.upper;
  return (
    <>
      <path className={styles.outside} d={diamond(x, y)} />
      <text className={plotStyles.name} x={x} y={isAbove ? y - 13 : y + 24} textAnchor="middle">
        {text(point.count)}
      </text>
    </>
  );
}

function sideOf({ count, lower, upper }: ControlPoint): 'within' | 'above' | 'below' {
  return count > upper ? 'above' : count < lower ? 'below' : 'within';
}

function diamond(x: number, y: number): string {
  return `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`;
}

type Along = (point: ControlPoint) => number;
type ToPixels = (count: number) => number;

/** Limits belong to their period: a stair, level over each and with a step between them. */
function corners(points: readonly ControlPoint[], value: Along, x: Along, half: number, y: ToPixels): string[] {
  return points.flatMap((point) => [`${x(point) - half} ${y(value(point))}`, `${x(point) + half} ${y(value(point))}`]);
}

function stairs(points: readonly ControlPoint[], value: Along, x: Along, half: number, y: ToPixels): string {
  return points.length === 0 ? '' : `M${corners(points, value, x, half, y).join('L')}`;
}

function bandOf(points: readonly ControlPoint[], x: Along, half: number, y: ToPixels): string {
  if (points.length === 0) return '';
  const upper = corners(points, (point) => point.upper, x, half, y);
  const lower = corners(points, (point) => point.lower, x, half, y);
  return `M${[...upper, ...lower.toReversed()].join('L')}Z`;
}
