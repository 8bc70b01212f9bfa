import { Group } from '@visx/group';
import type { Translate } from '#client/locales/words.ts';
import type { ChartTarget } from './chart-data.ts';
import type { chartWords } from './locales.ts';
import styles from './plot.module.css';

type TargetLineProps = {
  x1: number;
  x2: number;
  y: number;
  /** Name and value, over the line; empty where there is no room and `TargetLegend` says it. */
  label: string;
  /** At which end the words stand: where the drawing is emptiest. */
  side?: 'start' | 'end';
};

/** What is strived for: dashed across the drawing, over all that is in it. Its words are in the description, so it is no mark. */
export function TargetLine({ x1, x2, y, label, side = 'end' }: TargetLineProps) {
  // Under the line where there is no room over it; from the start of it where the end is too near the left.
  const isAtStart = side === 'start' || x2 < label.length * 7;
  return (
    <Group aria-hidden="true">
      <line className={styles.target} x1={x1} x2={x2} y1={y} y2={y} />
      <text className={styles.halo} x={isAtStart ? x1 + 4 : x2} y={y < 14 ? y + 16 : y - 6} textAnchor={isAtStart ? 'start' : 'end'}>
        {label}
      </text>
    </Group>
  );
}

/** The names of the lines under a drawing that is too narrow to have them in it. The description has said them. */
export function TargetLegend({ targets, text }: { targets: readonly ChartTarget[]; text: (value: number) => string }) {
  return targets.map(({ label, value }) => (
    <p key={label} className={styles.targetName} aria-hidden="true">
      <svg width="26" height="10" aria-hidden="true" focusable="false">
        <line className={styles.target} x1="0" x2="26" y1="5" y2="5" />
      </svg>
      {`${label}: ${text(value)}`}
    </p>
  ));
}

/** `Streefcijfer 2026: 40.`, for who hears the drawing. */
export function spokenTargets(
  targets: readonly ChartTarget[],
  words: Translate<keyof typeof chartWords.nl>,
  text: (value: number) => string,
): string {
  return targets.map(({ label, value }) => ` ${words('target', { label, value: text(value) })}`).join('');
}
