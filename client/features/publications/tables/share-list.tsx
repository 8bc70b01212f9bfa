import { type Estimate, IntervalList } from '#client/charts/interval-list.tsx';
import { useWords } from '#client/locales/words.ts';
import { cellFinder, type PublishedCount } from '#shared/publications/cells.ts';
import { placedWithin } from '#shared/publications/shares.ts';
import { chancesOf } from './chances-of.ts';
import { chartNotes } from './chart-locales.ts';
import { tableWords } from './locales.ts';
import type { TableChartProps } from './table-chart.tsx';
import styles from './tables.module.css';
import { isAtEdge } from './use-count-text.ts';

/** Shares with their ranges under each other: who was placed within how long, and the chance of a job by route. */
export function ShareList({ publication, table, names }: TableChartProps) {
  const words = useWords(tableWords);
  const notes = useWords(chartNotes);
  const row = (key: string, label: string, share: PublishedCount, n?: number): Estimate => ({
    key,
    label,
    // Nobody and a few are alike: then only what it lies between is told.
    estimate: isAtEdge(share) ? null : share.value,
    isRangeOnly: isAtEdge(share),
    lower: share.low,
    upper: share.high,
    ...(n === undefined ? {} : { n }),
    refused: share.value === null ? notes('too-few') : undefined,
  });
  if (table.id === 'wait') {
    return (
      <>
        <IntervalList
          title={names.title(table)}
          kind="share"
          decimals={0}
          rows={placedWithin(table).map(({ months, share }) => row(String(months), words('within', { months }), share))}
        />
        <p className={styles.small}>{notes('wait')}</p>
      </>
    );
  }
  const counts = cellFinder(publication.tables.find(({ id }) => id === 'chance.counts')?.cells ?? []);
  return (
    <>
      <IntervalList
        title={names.title(table)}
        kind="share"
        decimals={0}
        rows={chancesOf(table).map(({ key, ...share }) => ({
          ...row(
            `${key.months} ${key.route ?? ''}`,
            words('within-by', {
              route: key.route === undefined ? words('together') : names.category('route', key.route),
              months: key.months ?? '',
            }),
            share,
            counts(key)?.value ?? undefined,
          ),
          isEmphasised: key.route === undefined,
        }))}
      />
      <p className={styles.small}>{notes('chance')}</p>
    </>
  );
}
