import './colours.css';
import { scaleLinear } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { useRef } from 'react';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import styles from './plot.module.css';

type SparklineProps = {
  /** What it says, in words. */
  label: string;
  values: readonly number[];
  /** The top of the scale: give all lines that are to be compared the same. */
  most: number;
  height?: number;
};

/** A small line without axes, to be compared with its neighbours: from zero, on the scale that they share. */
export function Sparkline({ label, values, most, height = 48 }: SparklineProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 240);
  const x = scaleLinear<number>({ domain: [0, Math.max(1, values.length - 1)], range: [2, width - 5] });
  const y = scaleLinear<number>({ domain: [0, Math.max(1, most)], range: [height - 2, 5] });
  const data = [...values];
  const last = data.length - 1;
  return (
    <div ref={box}>
      <svg className={styles.plot} width={width} height={height} role="img" aria-label={label}>
        <line className={styles.base} x1={0} x2={width} y1={height - 2} y2={height - 2} />
        <Area<number> data={data} x={(_, place) => x(place)} y0={() => y(0)} y1={(value) => y(value)} className={classNames(styles.area)} />
        <LinePath<number> data={data} x={(_, place) => x(place)} y={(value) => y(value)} className={classNames(styles.line)} />
        {last >= 0 ? <circle className={styles.end} cx={x(last)} cy={y(data[last] ?? 0)} r={3.5} /> : null}
      </svg>
    </div>
  );
}
