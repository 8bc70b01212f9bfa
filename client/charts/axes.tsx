import { AxisBottom, AxisLeft } from '@visx/axis';
import { Group } from '@visx/group';
import type { scaleBand, scaleLinear, scalePoint } from '@visx/scale';
import type { ChartPeriod } from './chart-data.ts';
import { dayOfMonth } from './curve-reading.ts';
import styles from './plot.module.css';
import { type countScale, monthTicks, tickPlaces } from './plot.ts';

type CountAxisProps = { counts: ReturnType<typeof countScale>; width: number; text: (count: number) => string };

/** Round numbers at the left, each with a hairline across; no line of its own. */
export function CountAxis({ counts: { scale, ticks }, width, text }: CountAxisProps) {
  return (
    <Group aria-hidden="true">
      {ticks.map((tick) => (
        <line key={tick} className={tick === 0 ? styles.base : styles.grid} x1={0} x2={width} y1={scale(tick)} y2={scale(tick)} />
      ))}
      <AxisLeft
        scale={scale}
        tickValues={ticks}
        tickFormat={(tick) => text(Number(tick))}
        hideAxisLine
        hideTicks
        tickComponent={({ y, formattedValue }) => (
          <text className={styles.tick} x={-8} y={y} dy="0.34em" textAnchor="end">
            {formattedValue}
          </text>
        )}
      />
    </Group>
  );
}

type PeriodAxisProps = {
  periods: readonly ChartPeriod[];
  scale: ReturnType<typeof scaleBand<string>> | ReturnType<typeof scalePoint<string>>;
  top: number;
};

/** The periods under the plot; the year in a second line where it begins. Words that would touch are left out. */
export function PeriodAxis({ periods, scale, top }: PeriodAxisProps) {
  const shown = tickPlaces(periods, scale.step());
  const years = periods.flatMap(({ key, year }) => (year === undefined ? [] : [{ key, year }]));
  // The first year goes when the second begins too close behind it.
  const yearsShown = years.filter(({ key }, place) => {
    const next = years[place + 1];
    return !next || (scale(next.key) ?? 0) - (scale(key) ?? 0) > 40;
  });
  return (
    <Group aria-hidden="true">
      <AxisBottom
        top={top}
        scale={scale}
        tickValues={periods.filter((_, place) => shown.has(place)).map(({ key }) => key)}
        hideAxisLine
        hideTicks
        tickComponent={({ x, formattedValue }) => (
          <text className={styles.tick} x={x} y={18} textAnchor="middle">
            {periods.find(({ key }) => key === formattedValue)?.tick}
          </text>
        )}
      />
      {yearsShown.map(({ key, year }) => (
        <text key={key} className={styles.year} x={scale(key) ?? 0} y={top + 36}>
          {year}
        </text>
      ))}
    </Group>
  );
}

type MonthAxisProps = {
  /** From days to pixels. */
  scale: ReturnType<typeof scaleLinear<number>>;
  /** Days. */
  horizon: number;
  top: number;
  /** What the months count from: `maanden na de aanmelding`. */
  label: string;
};

/** Days along the foot, told in months. */
export function MonthAxis({ scale, horizon, top, label }: MonthAxisProps) {
  return (
    <Group aria-hidden="true">
      {monthTicks(horizon).map((months) => (
        <Group key={months}>
          <line className={styles.base} x1={scale(dayOfMonth(months))} x2={scale(dayOfMonth(months))} y1={top} y2={top + 4} />
          <text className={styles.tick} x={scale(dayOfMonth(months))} y={top + 18} textAnchor="middle">
            {months}
          </text>
        </Group>
      ))}
      <text className={styles.tick} x={scale(horizon / 2)} y={top + 37} textAnchor="middle">
        {label}
      </text>
    </Group>
  );
}
