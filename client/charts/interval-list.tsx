import './colours.css';
import { useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import type { ColumnKind, Interval } from './chart-data.ts';
import styles from './interval-list.module.css';
import { chartWords } from './locales.ts';
import { countScale, shareScale } from './plot.ts';
import { intervalText, valueText } from './table-text.ts';

export type Estimate = Interval & {
  readonly key: string;
  readonly label: string;
  /** Null where the curve stopped before. */
  readonly estimate: number | null;
  /** Trajectories that it rests on; left out where all rows rest on the same. */
  readonly n?: number;
  /** The whole region, or the own office: drawn as what the others are held against. */
  readonly isEmphasised?: boolean;
  /** Only what it lies between is told: a number would say more than is known. */
  readonly isRangeOnly?: boolean;
  /** In place of the estimate, in words: the group is too small. */
  readonly refused?: string | undefined;
};

type IntervalListProps = {
  /** Names the list for who listens. */
  title: string;
  rows: readonly Estimate[];
  /** Shares from 0 to 1, or plain numbers such as days. */
  kind: ColumnKind;
  /** Of shares: 1 as estimates have it, 0 of shares that were rounded before they were published. */
  decimals?: 0 | 1;
  /** A line down through all rows: `regio`. */
  reference?: { readonly label: string; readonly value: number };
};

/** Estimates under each other, each with how sure it is. Its words and numbers are text, so it needs no other way to be read. */
export function IntervalList({ title, rows, kind, decimals = 1, reference }: IntervalListProps) {
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 320);
  const { language } = words;
  const most = Math.max(0, reference?.value ?? 0, ...rows.map(({ estimate, upper }) => upper ?? estimate ?? 0));
  const { scale, ticks } = kind === 'share' ? shareScale(most, 1) : countScale(most, 1);
  const x = (value: number) => 6 + (1 - scale(value)) * (width - 26);
  const text = (value: number) => (kind === 'share' ? percentText(value, language, decimals) : valueText(value, kind, language));
  const referenceText = reference ? `${reference.label}: ${text(reference.value)}` : '';
  return (
    <div>
      <ul className={styles.list} aria-label={title}>
        {rows.map((row) => (
          <li key={row.key} className={classNames(styles.row, row.isEmphasised && styles.emphasised)}>
            <span className={styles.label}>
              {row.label}{' '}
              {row.n === undefined ? null : (
                <span className={styles.n}>{words('of-n', { n: numberText(row.n, language), count: row.n })}</span>
              )}
            </span>
            {row.refused === undefined ? (
              <>
                <Whisker row={row} x={x} width={width} reference={reference?.value} />
                <span className={styles.value}>
                  {row.isRangeOnly ? null : row.estimate === null ? words('curve.stopped') : text(row.estimate)}
                </span>
                <span className={styles.interval}>{intervalText(row, kind, language, decimals)}</span>
              </>
            ) : (
              <span className={styles.refused}>{row.refused}</span>
            )}
          </li>
        ))}
        <li className={styles.row} aria-hidden="true">
          <div ref={box} className={styles.axis}>
            <svg className={styles.plot} width={width} height={reference ? 40 : 20} aria-hidden="true" focusable="false">
              {ticks.map((tick) => (
                <text key={tick} className={styles.tick} x={x(tick)} y={14} textAnchor={tick === 0 ? 'start' : 'middle'}>
                  {kind === 'share' ? percentText(tick, language) : numberText(tick, language)}
                </text>
              ))}
              {reference ? (
                <text className={styles.tick} x={x(reference.value)} y={34} textAnchor={x(reference.value) > width / 2 ? 'end' : 'start'}>
                  {x(reference.value) > width / 2 ? `${referenceText} ┊` : `┊ ${referenceText}`}
                </text>
              ) : null}
            </svg>
          </div>
        </li>
      </ul>
    </div>
  );
}

type WhiskerProps = { row: Estimate; x: (value: number) => number; width: number; reference: number | undefined };

function Whisker({ row: { estimate, lower, upper }, x, width, reference }: WhiskerProps) {
  return (
    <svg className={classNames(styles.plot, styles.whisker)} width={width} height={24} aria-hidden="true" focusable="false">
      <line className={styles.ground} x1={x(0)} x2={width - 20} y1={12} y2={12} />
      {reference === undefined ? null : <line className={styles.reference} x1={x(reference)} x2={x(reference)} y1={0} y2={24} />}
      {lower === null || upper === null ? null : (
        <path className={styles.line} d={`M${x(lower)} 7v10M${x(lower)} 12H${x(upper)}M${x(upper)} 7v10`} />
      )}
      {estimate === null ? null : <circle className={styles.dot} cx={x(estimate)} cy={12} r={5} />}
    </svg>
  );
}
