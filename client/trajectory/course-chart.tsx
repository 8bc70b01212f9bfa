import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { classNames } from '#client/ui/class-names.ts';
import { dayText } from '#client/ui/date-text.ts';
import stageStyles from '#client/ui/stage.module.css';
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { Stage } from '#shared/trajectory/states.ts';
import styles from './course-chart.module.css';
import { type Mark, marksOf, rowsFor, type Scale, scaleOf, ticksOf } from './course-scale.ts';
import { StagePatterns, stageFill } from './stage-patterns.tsx';
import { visitsOf } from './stations.ts';
import { stepPhrases, stepTitle } from './step-words.ts';
import { useWidth } from './use-width.ts';
import { type Tell, useTell } from './words.ts';

type CourseChartProps = {
  trajectory: Pick<Trajectory, 'startedOn' | 'endedOn' | 'stays' | 'steps'>;
  /** Today, or the day of the view of the past. */
  until: string;
  isPast: boolean;
  onOpenStep: (id: string) => void;
};

const LANE = 26;
const BAR = 22;

/** The whole trajectory to scale: stays as bars, steps as marks over them, months and years under them. */
export function CourseChart({ trajectory, until, isPast, onOpenStep }: CourseChartProps) {
  const tell = useTell();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const id = useId();
  const end = trajectory.endedOn ?? until;
  const scale = scaleOf(trajectory.startedOn, end, width);
  const marks = marksOf(trajectory.steps, scale);
  const bars = LANE * (Math.max(0, ...marks.map(({ lane }) => lane)) + 1) + 6;
  const labels = bars + BAR + 14;
  const axis = labels + 34;
  const steps = trajectory.steps.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const description = { from: dayText(trajectory.startedOn), to: dayText(end), stays: trajectory.stays.length, steps: steps.length };
  return (
    <div ref={box} className={styles.box}>
      <VisuallyHidden as="div">
        <p id={id}>{tell.t('course.description', description)}</p>
      </VisuallyHidden>
      <Marked marks={marks} onOpenStep={onOpenStep}>
        {(drawn) => (
          // biome-ignore lint/a11y/useSemanticElements: a drawing that holds marks to walk through; a fieldset cannot be drawn.
          <svg
            className={styles.chart}
            width={width}
            height={axis + 26}
            viewBox={`0 0 ${width} ${axis + 26}`}
            role="group"
            aria-label={tell.t('course.chart')}
            aria-describedby={id}
          >
            <StagePatterns id={id} />
            <Axis
              scale={scale}
              top={bars}
              y={axis}
              endLabel={trajectory.endedOn ? null : tell.t(isPast ? 'course.known' : 'course.today')}
              tell={tell}
            />
            <Stays trajectory={trajectory} scale={scale} end={end} y={bars} labelsY={labels} id={id} tell={tell} />
            {drawn(bars, trajectory)}
          </svg>
        )}
      </Marked>
    </div>
  );
}

function Axis({ scale, top, y, endLabel, tell }: { scale: Scale; top: number; y: number; endLabel: string | null; tell: Tell }) {
  const end = scale.x(scale.to);
  const endRoom = endLabel ? endLabel.length * 7 + 24 : 0;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a <g> takes no focus; the rule takes every SVG element for one that does.
    <g aria-hidden="true">
      <line className={styles.axis} x1={scale.x(scale.from)} x2={end} y1={y} y2={y} />
      {ticksOf(scale, tell.language).map(({ day, x, label, isYear }) => (
        <g key={day}>
          <line className={isYear ? styles.year : styles.tick} x1={x} x2={x} y1={isYear ? top - 2 : y} y2={y + 6} />
          {x < end - endRoom - 20 ? (
            <text className={classNames(styles.tickText, isYear && styles.yearText)} x={x + 4} y={y + 18}>
              {label}
            </text>
          ) : null}
        </g>
      ))}
      {endLabel ? (
        <>
          <line className={styles.today} x1={end} x2={end} y1={top - 6} y2={y + 6} />
          <text className={styles.todayText} x={end + 2} y={y + 18} textAnchor="end">
            {endLabel}
          </text>
        </>
      ) : null}
    </g>
  );
}

type StaysProps = {
  trajectory: CourseChartProps['trajectory'];
  scale: Scale;
  end: string;
  y: number;
  labelsY: number;
  id: string;
  tell: Tell;
};

function Stays({ trajectory, scale, end, y, labelsY, id, tell }: StaysProps) {
  const visits = visitsOf(trajectory.stays).filter(({ stage }) => stage !== 'ended');
  const names = visits.map(({ stage, from, to }) => {
    const text = tell.label(LABELS.stage[stage]);
    const x = scale.x(from);
    return { text, x, width: text.length * 7.2, weight: scale.x(to ?? end) - x };
  });
  const rows = rowsFor(names, 2, scale.width);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a <g> takes no focus; the rule takes every SVG element for one that does.
    <g aria-hidden="true">
      {trajectory.stays
        .filter(({ stage }) => stage !== 'ended')
        .map((stay) => {
          const x = scale.x(stay.fromDate);
          const width = Math.max(2, scale.x(stay.toDate ?? end) - x - 1);
          return (
            <g key={`${stay.fromDate} ${stay.state} ${stay.presence} ${stay.organisation} ${stay.municipality}`}>
              <rect
                className={classNames(styles.bar, stay.state.endsWith('.between') && styles.between)}
                x={x}
                y={y}
                width={width}
                height={BAR}
                rx={2}
                fill={stageFill(stay.stage, id)}
              />
              {stay.presence === 'interrupted' ? (
                <rect className={styles.interrupted} x={x} y={y + BAR + 3} width={width} height={5} fill={`url(#${id}interrupted)`} />
              ) : null}
            </g>
          );
        })}
      {visits.map(({ stage, from }, index) => {
        const row = rows[index];
        const name = names[index];
        if (row === null || row === undefined || !name) return null;
        return (
          <text key={`${stage}${from}`} className={classNames(styles.stage, stageStyles[stage])} x={name.x} y={labelsY + 7 + row * 16}>
            {name.text}
          </text>
        );
      })}
    </g>
  );
}

type Drawing = (bars: number, trajectory: CourseChartProps['trajectory']) => React.ReactNode;

/** The marks, of which one at a time is in the tab order, and a line that says which step the chosen one is. */
function Marked({
  marks,
  onOpenStep,
  children,
}: {
  marks: readonly Mark[];
  onOpenStep: (id: string) => void;
  children: (drawn: Drawing) => React.ReactNode;
}) {
  const tell = useTell();
  const [active, setActive] = useState<number | null>(null);
  const group = useRef<SVGGElement>(null);
  const chosen = active === null ? undefined : marks[active];

  const move = (event: KeyboardEvent, index: number) => {
    const moves: Record<string, number> = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: marks.length - 1 };
    const next = moves[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(index);
    } else if (next !== undefined) {
      event.preventDefault();
      const target = group.current?.children[Math.min(Math.max(next, 0), marks.length - 1)];
      if (target instanceof SVGElement) target.focus();
    }
  };
  const open = (index: number) => {
    const step = marks[index]?.steps.at(-1);
    if (step) onOpenStep(step.id);
  };

  const drawn: Drawing = (bars, { stays }) => (
    <g ref={group}>
      {marks.map((mark, index) => {
        const y = bars - 12 - mark.lane * LANE;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a mark within a drawing; SVG has no button.
          <g
            key={mark.day}
            role="button"
            tabIndex={index === (active ?? marks.length - 1) ? 0 : -1}
            aria-label={markText(mark, tell)}
            className={classNames(styles.mark, stageStyles[stageOn(mark.day, stays)])}
            onFocus={() => setActive(index)}
            onPointerEnter={() => setActive(index)}
            onKeyDown={(event) => move(event, index)}
            onClick={() => open(index)}
          >
            <line className={styles.stem} x1={mark.x} x2={mark.x} y1={y} y2={bars} />
            <rect className={styles.hit} x={mark.x - 12} y={y - 13} width={24} height={26} />
            <circle className={styles.dot} cx={mark.x} cy={y} r={mark.steps.length > 1 ? 8 : 6} />
            {mark.steps.length > 1 ? (
              <text className={styles.count} x={mark.x} y={y + 4} textAnchor="middle">
                {mark.steps.length}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );

  return (
    <>
      {children(drawn)}
      <p className={styles.said} aria-hidden="true" data-print="no">
        {chosen ? markText(chosen, tell) : tell.t('course.hint')}
      </p>
    </>
  );
}

function markText({ day, steps }: Mark, tell: Tell): string {
  return `${dayText(day)}: ${steps.map((step) => [stepTitle(step, tell), ...stepPhrases(step, tell)].join(', ')).join('; ')}`;
}

/** The stage in which a day ends. */
export function stageOn(day: string, stays: Trajectory['stays']): Stage {
  return stays.findLast(({ fromDate }) => fromDate <= day)?.stage ?? 'referred';
}
