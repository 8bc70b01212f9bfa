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
};

/** What is strived for: dashed across the drawing, over all that is in it. Its words are in the description, so it is no mark. */
export function TargetLine({ x1, x2, y, label }: TargetLineProps) {
  // Under the line where there is no room over it; from the start of it where the end is too near the left.
  const isAtStart = x2 < label.length * 7;
  return (
    <Group aria-hidden="true">
      <line className={styles.target} x1={x1} x2={x2} y1={y} y2={y} />
      <text className={styles.halo} x={isAtStart ? x1 + 4 : x2} y={y < 14 ? y + 16 : y - 6} textAnchor={isAtStart ? 'start' : 'end'}>
        {label}
      </text>
    </Group>
  );
}

type TargetMarkProps = {
  x: number;
  y: number;
  /** Of the drawing, in which the words must stay. */
  width: number;
  /** Name and value; empty where there is no room. */
  label: string;
};

/** What is strived for at one moment only: a stroke there, and its words on the side that has the room, in the empty corner first. */
export function TargetMark({ x, y, width, label }: TargetMarkProps) {
  const room = label.length * 7 + HALF + 6;
  const isBefore = x > room || width - x < room;
  return (
    <Group aria-hidden="true">
      <line className={styles.targetMark} x1={x - HALF} x2={x + HALF} y1={y} y2={y} />
      <text className={styles.halo} x={isBefore ? x - HALF - 6 : x + HALF + 6} y={y} dy="0.34em" textAnchor={isBefore ? 'end' : 'start'}>
        {label}
      </text>
    </Group>
  );
}

/** Half the length of the stroke, in pixels. */
const HALF = 16;

type TargetLegendProps = { targets: readonly ChartTarget[]; text: (value: number) => string; isMark?: boolean };

/** The names of the lines under a drawing that is too narrow to have them in it. The description has said them. */
export function TargetLegend({ targets, text, isMark = false }: TargetLegendProps) {
  return targets.map(({ label, value }) => (
    <p key={label} className={styles.targetName} aria-hidden="true">
      <svg width="26" height="10" aria-hidden="true" focusable="false">
        <line className={isMark ? styles.targetMark : styles.target} x1="0" x2="26" y1="5" y2="5" />
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
