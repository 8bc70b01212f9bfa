import './colours.css';
import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import { CountAxis, MonthAxis } from './axes.tsx';
import type { ChartTarget } from './chart-data.ts';
import { atRiskOn, type CurveKind, type CurvePoint, dayOfMonth, monthsIn, readCurve } from './curve-reading.ts';
import { chartWords } from './locales.ts';
import { type LineLook, lineLooks } from './looks.ts';
import { BandPatterns, bandOf } from './patterns.tsx';
import styles from './plot.module.css';
import { monthTicks, plotBox, shareScale } from './plot.ts';
import { Reading } from './reading.tsx';
import { Refused } from './refused.tsx';
import { bandPath, stepPath } from './step-path.ts';
import { intervalText, shareText } from './table-text.ts';
import { spokenTargets, TargetLegend, TargetMark } from './target-line.tsx';
import { useMarks } from './use-marks.ts';

export type CurveGroup = {
  readonly key: string;
  readonly label: string;
  /** Trajectories at the origin. */
  readonly n: number;
  /** By day, from the first on which something happened; the curve stops after the last. */
  readonly points: readonly CurvePoint[];
  /** Why nothing is drawn, in words: the group is too small. */
  readonly refused?: string | undefined;
  /** Its place among `lineLooks` when left out. */
  readonly look?: LineLook;
};

/** What is strived for on one day after the origin; before and after it says nothing. */
export type CurveTarget = ChartTarget & { readonly day: number };

type CurveProps = {
  /** Names the drawing for who listens. */
  title: string;
  /** The sentence over it: what the drawing says. */
  description: string;
  kind: CurveKind;
  /** One to four. */
  groups: readonly CurveGroup[];
  /** Under the axis: `maanden na de aanmelding`. */
  since: string;
  /** The last day drawn; 24 months. */
  horizon?: number;
  /** Days at which a dot and the value stand; none. */
  markers?: readonly number[];
  targets?: readonly CurveTarget[];
  height?: number;
};

/** A curve stops where fewer are followed (figures.md). */
const LEAST_AT_RISK = 5;

const ROW = 20;
const NO_DAYS: readonly number[] = [];
const NO_TARGETS: readonly CurveTarget[] = [];

/**
 * Chances over time as step curves with their 95 % bands, and under it how many are still followed: a curve on few people
 * is to be seen as such. Each month can be reached by keyboard and says the value, interval and number of every group.
 */
export function Curve(props: CurveProps) {
  const { title, description, kind, groups, since, horizon = dayOfMonth(24), height = 260 } = props;
  const { markers = NO_DAYS, targets = NO_TARGETS } = props;
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { language } = words;

  const drawn = groups
    .map((group, place) => ({ ...group, look: group.look ?? lineLooks[place % 4] ?? lineLooks[0] }))
    .filter(({ refused, points }) => refused === undefined && points.length > 0);
  const months = monthSteps(horizon);
  const { active, leave, markProps } = useMarks(months.length);

  const text = (share: number) => shareText(share, language);
  // As it was set, and not as an estimate.
  const targetText = (share: number) => `${numberText(share * 100, language, 1)}\u00a0%`;
  const said = (day: number) =>
    drawn.map(({ key, label, look, points }) => {
      const read = readCurve(points, kind, day);
      return { key, label, look, read, interval: read && intervalText(read, 'share', language), atRisk: atRiskOn(points, day) };
    });

  // Room at the right for the groups' names, where there is any.
  const isWide = width >= 560;
  const hasNames = drawn.length > 1 && isWide;
  const right = hasNames ? Math.min(170, 18 + 7 * Math.max(...drawn.map(({ label }) => label.length))) : 12;
  const { left, top, innerWidth: room } = plotBox(width, height, '100 %', true);
  const innerWidth = room - right;
  const innerHeight = height - 60;
  const most = kind === 'survival' ? 1 : highest(drawn, horizon, targets);
  const shares = shareScale(most, innerHeight);
  const days = scaleLinear<number>({ domain: [0, horizon], range: [0, innerWidth] });
  const step = innerWidth / Math.max(1, months.length - 1);
  const ends = namePlaces(drawn.map(({ points }) => shares.scale(readCurve(points, kind, lastDay(points, horizon))?.estimate ?? 0)));
  const risksTop = innerHeight + 62;
  const total = top + risksTop + ROW * drawn.length + 4;
  const restDay = Math.min(horizon, markers.at(-1) ?? dayOfMonth(12));
  const atRest = said(restDay);
  const now = active === null ? atRest : said(dayOfMonth(months[active] ?? 0));
  const nowMonths = active === null ? monthsIn(restDay) : (months[active] ?? 0);

  return (
    <div ref={box}>
      {drawn.length === 0 ? null : (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
          <svg className={styles.plot} width={width} height={total} role="group" aria-labelledby={`${id}t ${id}d`} onPointerLeave={leave}>
            <title id={`${id}t`}>{title}</title>
            <desc id={`${id}d`}>{`${description}${spokenTargets(targets, words, targetText)} ${words('keys.months')}`}</desc>
            <BandPatterns id={id} looks={drawn.map(({ look }) => look)} />
            <Group left={left} top={top}>
              <CountAxis counts={shares} width={innerWidth} text={(share) => percentText(share, language)} />
              <MonthAxis scale={days} horizon={horizon} top={innerHeight} label={since} />
              {drawn.map(({ key, points, look }) => (
                <path key={key} d={bandPath(points, kind, horizon, days, shares.scale)} fill={bandOf(look, id)} />
              ))}
              {drawn.map(({ key, points, look }) => (
                <path
                  key={key}
                  className={styles.curve}
                  d={stepPath(points, kind, horizon, days, shares.scale)}
                  stroke={look.colour}
                  strokeDasharray={look.dash}
                />
              ))}
              {targets.map(({ label, value, day }) => (
                <TargetMark
                  key={label}
                  x={days(day)}
                  y={shares.scale(value)}
                  width={innerWidth}
                  label={isWide ? `${label}: ${targetText(value)}` : ''}
                />
              ))}
              <Group aria-hidden="true">
                {markers.map((day) =>
                  drawn.map(({ key, points, look }) => {
                    const read = readCurve(points, kind, day);
                    if (!read) return null;
                    // Of two curves, the values of the lower one stand under it.
                    const below = drawn.some(
                      (other) => other.key !== key && (readCurve(other.points, kind, day)?.estimate ?? 0) > read.estimate,
                    );
                    return (
                      <g key={`${key} ${day}`}>
                        <circle className={styles.marker} cx={days(day)} cy={shares.scale(read.estimate)} r={4.5} fill={look.colour} />
                        {drawn.length <= 2 ? (
                          <text
                            className={styles.halo}
                            x={days(day)}
                            y={shares.scale(read.estimate) + (below ? 20 : -10)}
                            textAnchor="middle"
                          >
                            {text(read.estimate)}
                          </text>
                        ) : null}
                      </g>
                    );
                  }),
                )}
                {hasNames
                  ? drawn.map(({ key, label, points }, place) => (
                      <text key={key} className={styles.name} x={days(lastDay(points, horizon)) + 8} y={ends[place]} dy="0.34em">
                        {label}
                      </text>
                    ))
                  : null}
              </Group>
              <g>
                {months.map((month, place) => {
                  const x = days(dayOfMonth(month));
                  const spoken = said(dayOfMonth(month)).map(({ label, read, interval, atRisk }) =>
                    words('curve.said', {
                      label,
                      value: read ? text(read.estimate) : words('curve.stopped'),
                      interval: interval ? ` (${interval})` : '',
                      atRisk: atRisk ?? -1,
                    }),
                  );
                  return (
                    <g
                      key={month}
                      {...markProps(place)}
                      className={classNames(styles.mark, active === place && styles.active)}
                      aria-label={`${words('months', { months: month })}: ${spoken.join('; ')}`}
                    >
                      <rect className={styles.hit} x={x - step / 2} width={step} y={0} height={innerHeight} rx={4} />
                      {active === place ? <line className={styles.guide} x1={x} x2={x} y1={0} y2={innerHeight} /> : null}
                    </g>
                  );
                })}
              </g>
              <AtRisk groups={drawn} label={words('at-risk')} horizon={horizon} top={risksTop} left={left} x={(day) => days(day)} />
            </Group>
          </svg>
          <Reading name={words('after-months', { months: nowMonths })} groups={now} />
          {isWide ? null : <TargetLegend targets={targets} text={targetText} isMark />}
        </>
      )}
      {groups.map(({ key, label, refused }) =>
        refused === undefined ? null : <Refused key={key} label={groups.length > 1 ? label : undefined} reason={refused} />,
      )}
    </div>
  );
}

type Drawn = CurveGroup & { readonly look: LineLook };

type AtRiskProps = {
  groups: readonly Drawn[];
  label: string;
  horizon: number;
  top: number;
  left: number;
  x: (day: number) => number;
};

/** Under each month that has a number: how many of each group were still followed. The marks say the same. */
function AtRisk({ groups, label, horizon, top, left, x }: AtRiskProps) {
  const { language } = useWords(chartWords);
  return (
    <Group aria-hidden="true">
      <text className={styles.small} x={-left} y={top - 4}>
        {label}
      </text>
      {groups.map(({ key, points, look }, place) => {
        const y = top + ROW * place + 14;
        return (
          <g key={key}>
            <line
              className={styles.curve}
              x1={-left}
              x2={-left + 22}
              y1={y - 4}
              y2={y - 4}
              stroke={look.colour}
              strokeDasharray={look.dash}
            />
            {monthTicks(horizon).map((months) => {
              const atRisk = atRiskOn(points, dayOfMonth(months));
              return (
                <text key={months} className={styles.tick} x={x(dayOfMonth(months))} y={y} textAnchor="middle">
                  {atRisk === null ? `<${LEAST_AT_RISK}` : numberText(atRisk, language)}
                </text>
              );
            })}
          </g>
        );
      })}
    </Group>
  );
}

/** The months that the keys go along: every one, or every third where that would be too many. */
function monthSteps(horizon: number): number[] {
  const last = monthsIn(horizon);
  const every = last > 36 ? 3 : 1;
  return Array.from({ length: Math.floor(last / every) + 1 }, (_, place) => place * every);
}

function lastDay(points: readonly CurvePoint[], horizon: number): number {
  return Math.min(horizon, points.at(-1)?.day ?? 0);
}

function highest(groups: readonly Drawn[], horizon: number, targets: readonly ChartTarget[]): number {
  const tops = groups.flatMap(({ points }) => points.filter(({ day }) => day <= horizon).map(({ estimate, upper }) => upper ?? estimate));
  return Math.max(0, ...tops, ...targets.map(({ value }) => value));
}

/** Where the names stand: at the end of their curves, but never over each other. */
function namePlaces(ends: readonly number[]): number[] {
  const order = ends.map((y, place) => ({ y, place })).toSorted((a, b) => a.y - b.y);
  const places = [...ends];
  let before = Number.NEGATIVE_INFINITY;
  for (const { y, place } of order) {
    before = Math.max(y, before + 17);
    places[place] = before;
  }
  return places;
}
