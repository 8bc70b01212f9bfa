import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { Card } from '#client/ui/card.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Segmented } from '#client/ui/segmented.tsx';
import stale from '#client/ui/stale.module.css';
import { Table } from '#client/ui/table.tsx';
import type { ChartTable } from './chart-data.ts';
import styles from './chart-frame.module.css';
import { DefinitionButton, type Heading } from './definition.tsx';
import { DownloadMenu } from './download/download-menu.tsx';
import { chartWords } from './locales.ts';
import { isInterval, valueText } from './table-text.ts';

type ChartFrameProps = {
  title: string;
  /** What the chart says, in plain words and from the data: the first thing read. */
  sentence: string;
  /** What must be known to read it rightly: `november loopt nog`. */
  note?: string | undefined;
  /** The filters in words, for the file. */
  selection: string;
  /** The figure's answer, for its definition. */
  heading: Heading;
  table: ChartTable;
  /** Every step behind it, for the files only: a curve by day, where the table has it by quarter. */
  detail?: ChartTable | undefined;
  /** The drawing is of the question before; the answer to this one is on its way. */
  isStale?: boolean;
  /** At the foot: the way to the figure at its full size. */
  link?: ReactNode;
  /** The figure is what the screen is about: the sentence is its title, chart and table stand under each other. */
  isWhole?: boolean;
  /** Where a cell of the table leads: the files behind its number. */
  cellTo?: ((rowKey: string, column: number) => string | undefined) | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** Around every chart: the sentence over it, the table behind it, the definition and the file. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, sentence, note, selection, heading, table, detail, isStale = false, className, children } = props;
  const { link, isWhole = false, cellTo } = props;
  const words = useWords(chartWords);
  const drawing = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<'chart' | 'table'>('chart');

  return (
    <Card
      title={isWhole ? sentence : title}
      className={classNames(styles.frame, isWhole && styles.whole, className)}
      actions={
        <div className={styles.actions} data-print="no">
          {isWhole ? null : <DefinitionButton title={title} heading={heading} />}
          <DownloadMenu
            title={title}
            sentence={sentence}
            note={note}
            selection={selection}
            heading={heading}
            table={table}
            detail={detail}
            drawing={view === 'chart' || isWhole ? drawing : undefined}
          />
          {isWhole ? null : (
            <Segmented
              label={words('view', { title })}
              options={[
                { value: 'chart', label: words('chart'), icon: 'figures' },
                { value: 'table', label: words('table'), icon: 'list' },
              ]}
              value={view}
              onChange={setView}
            />
          )}
        </div>
      }
    >
      {isWhole ? null : <p className={styles.sentence}>{sentence}</p>}
      <div className={classNames(styles.body, isStale && stale.stale)} aria-busy={isStale || undefined}>
        {view === 'chart' || isWhole ? <div ref={drawing}>{children}</div> : null}
        {view === 'table' || isWhole ? <DataTable title={title} table={table} cellTo={cellTo} isWhole={isWhole} /> : null}
      </div>
      {note || link ? (
        <div className={styles.foot}>
          {note ? <p className={styles.note}>{note}</p> : null}
          {link ? (
            <div className={styles.link} data-print="no">
              {link}
            </div>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

type Row = ChartTable['rows'][number];

type DataTableProps = Pick<ChartFrameProps, 'title' | 'table' | 'cellTo'> & { isWhole: boolean };

function DataTable({ title, table, cellTo, isWhole }: DataTableProps) {
  const words = useWords(chartWords);
  const isNumeric = (place: number) => table.rows.some(({ cells }) => typeof cells[place] === 'number' || isInterval(cells[place]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={classNames(styles.table, isWhole && styles.under)} aria-label={`${words('table')}: ${title}`} tabIndex={0}>
      <Table<Row>
        caption={title}
        density="compact"
        columns={table.columns.map((header, place) => ({
          id: `${place} ${header}`,
          header,
          align: isNumeric(place) ? 'end' : 'start',
          isRowHeader: place === 0,
          cell: ({ key, cells }: Row) => {
            const text = valueText(cells[place], table.kinds?.[place] ?? 'plain', words.language);
            // Behind a zero there is nobody.
            const to = typeof cells[place] === 'number' && cells[place] > 0 ? cellTo?.(key, place) : undefined;
            if (to !== undefined) return <Link to={to}>{text}</Link>;
            return isNumeric(place) && typeof cells[place] === 'string' ? <span className={styles.reason}>{text}</span> : text;
          },
        }))}
        rows={table.rows}
        rowKey={({ key }) => key}
      />
    </section>
  );
}
