import { Group } from '@visx/group';
import type { Translate } from '#client/locales/words.ts';
import type { ChartTarget } from './chart-data.ts';
import type { chartWords } from './locales.ts';
import styles from './plot.module.css';

type TargetLineProps = {
  x1: number;
  x2: number;
  y: number;
  /** Name and value, over the end of the line. */
  label: string;
};

/** What is strived for: dashed across the drawing, over all that is in it. Its words are in the description, so it is no mark. */
export function TargetLine({ x1, x2, y, label }: TargetLineProps) {
  // Under the line where there is no room over it; from the start of it where the end is too near the left.
  const isShort = x2 < label.length * 7;
  return (
    <Group aria-hidden="true">
      <line className={styles.target} x1={x1} x2={x2} y1={y} y2={y} />
      <text className={styles.halo} x={isShort ? x1 : x2} y={y < 14 ? y + 16 : y - 6} textAnchor={isShort ? 'start' : 'end'}>
        {label}
      </text>
    </Group>
  );
}

/** `Streefcijfer 2026: 40.`, for who hears the drawing. */
export function spokenTargets(
  targets: readonly ChartTarget[],
  words: Translate<keyof typeof chartWords.nl>,
  text: (value: number) => string,
): string {
  return targets.map(({ label, value }) => ` ${words('target', { label, value: text(value) })}`).join('');
}
