import type { Series } from '#client/charts/chart-data.ts';
import { type CountRow, CountRows } from '#client/charts/count-rows.tsx';
import { type Look, plainLook, stageLooks, workFormLooks } from '#client/charts/looks.ts';
import { Sankey } from '#client/charts/sankey.tsx';
import { useWords } from '#client/locales/words.ts';
import { numberText, signedText } from '#client/ui/number-text.ts';
import { stages } from '#client/ui/stages.ts';
import type { Publication, PublishedTable } from '#shared/contract/publications.ts';
import type { PublicationDimension } from '#shared/publications/catalogue.ts';
import { cellFinder, less, type PublishedCount, spreadOf } from '#shared/publications/cells.ts';
import { changeBetween } from '#shared/publications/change.ts';
import { usePeriodText } from '../period/use-period-text.ts';
import { chartNotes } from './chart-locales.ts';
import { ShareList } from './share-list.tsx';
import styles from './tables.module.css';
import { useCountText } from './use-count-text.ts';
import type { Names } from './use-names.ts';

export type TableChartProps = {
  publication: Publication;
  table: PublishedTable;
  names: Names;
  before: Publication | null;
  /** The sentence over it: what the drawing says to who listens. */
  sentence: string;
};

/** The drawing that fits the table, of published values only. */
export function TableChart(props: TableChartProps) {
  if (props.table.id === 'flows') return <FlowsChart {...props} />;
  if (props.table.id === 'wait' || props.table.id === 'chance' || props.table.id === 'chance.counts') return <ShareList {...props} />;
  return <RowsChart {...props} />;
}

function FlowsChart({ table, names, sentence }: TableChartProps) {
  const words = useWords(chartNotes);
  const cell = cellFinder(table.cells);
  const count = (from: string, to: string) => cell({ from, to })?.value ?? 0;
  const places = stages.map((stage) => ({ key: stage, label: names.category('from', stage), look: stageLooks[stage] }));
  if (!places.some(({ key }) => places.some((to) => count(key, to.key) > 0))) return <p className={styles.small}>{words('empty')}</p>;
  return (
    <>
      <Sankey title={names.title(table)} description={sentence} places={places} count={count} />
      <p className={styles.small}>{words('small-flows', { spread: spreadOf([table]) })}</p>
    </>
  );
}

/** The first dimension down as bars, the second as their parts. Of the occupancy, those in guidance. */
function RowsChart({ table, names, before }: TableChartProps) {
  const words = useWords(chartNotes);
  const text = useCountText();
  const period = usePeriodText();
  const change = useRowChange();
  const [down, across] = table.dimensions;
  if (!down) return null;
  const isGuided = table.id === 'occupancy';
  const past = before?.tables.find(({ id }) => id === table.id);
  const values = across ? names.values(table, across).filter((value) => !(isGuided && value === 'ended')) : [];
  const cell = cellFinder(table.cells);
  const numbers = (row: string) =>
    across ? values.map((value) => cell({ [down]: row, [across]: value })?.value ?? null) : [cell({ [down]: row })?.value ?? null];

  const rows = names.values(table, down).map((row): CountRow => {
    const now = totalOf(table, down, row, isGuided);
    const then = past ? totalOf(past, down, row, isGuided) : undefined;
    return {
      key: row,
      label: names.category(down, row),
      values: numbers(row),
      text: now ? text.short(now) : '',
      low: now?.low ?? 0,
      high: now?.high ?? null,
      before: then?.value,
      note: now && then ? change(now, then) : undefined,
    };
  });
  // What is told by how many comes with the most first; municipalities and classes keep their own order.
  const ordered = down === 'reason' ? rows.toSorted((a, b) => sum(b.values) - sum(a.values)) : rows;
  const drawn = values.map((value, place): Series & { place: number } => ({
    key: value,
    label: names.category(across ?? down, value),
    look: lookOf(across, value, place),
    place,
  }));
  const shown = across ? drawn.filter(({ place }) => rows.some((row) => (row.values[place] ?? 0) > 0)) : [];
  const hasSmall = table.cells.some(({ value }) => value === 0);
  return (
    <>
      <CountRows
        title={names.title(table)}
        series={across ? shown : [{ key: 'count', label: names.title(table), look: plainLook }]}
        rows={across ? ordered.map((row) => ({ ...row, values: shown.map(({ place }) => row.values[place] ?? null) })) : ordered}
      />
      <p className={styles.small}>
        {[
          hasSmall ? words('small', { spread: spreadOf([table]) }) : null,
          isGuided ? words('ended') : null,
          before && past ? words('before', { before: period.than(before.period) }) : null,
          before && past ? words(rows.some(({ note }) => note) ? 'change.some' : 'change.none') : null,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  );
}

function totalOf(table: PublishedTable, down: PublicationDimension, row: string, isGuided: boolean): PublishedCount | undefined {
  const cell = cellFinder(table.cells);
  const all = cell({ [down]: row });
  if (!isGuided || !all) return all;
  const ended = cell({ [down]: row, stage: 'ended' });
  if (!ended) return all;
  return less(
    all,
    ended,
    table.cells.filter(({ key }) => key[down] === row && key.stage !== undefined && key.stage !== 'ended'),
  );
}

/** The change of a row where it is sure: `+15 (7 tot 23 meer)`. */
function useRowChange(): (now: PublishedCount, then: PublishedCount) => string | undefined {
  const words = useWords(chartNotes);
  return (now, then) => {
    const { difference, least, greatest, direction } = changeBetween(now, then);
    if (difference === null || (direction !== 'more' && direction !== 'fewer')) return undefined;
    const [near, far] = direction === 'more' ? [least, greatest] : [greatest, least];
    const number = (count: number | null) => numberText(Math.abs(count ?? 0), words.language);
    return words(`row.${direction}`, { difference: signedText(difference, words.language), least: number(near), greatest: number(far) });
  };
}

const LOOKS = Object.values(workFormLooks);

function lookOf(dimension: PublicationDimension | undefined, value: string, place: number): Look {
  if (dimension === 'stage') return stageLooks[stages.find((stage) => stage === value) ?? 'ended'];
  if (dimension === 'workForm') return Object.entries(workFormLooks).find(([form]) => form === value)?.[1] ?? plainLook;
  return LOOKS[place % LOOKS.length] ?? plainLook;
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0);
}
