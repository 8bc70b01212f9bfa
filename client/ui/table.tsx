// biome-ignore-all lint/a11y/noRedundantRoles: narrow screens lay the rows out as blocks, and Safari then forgets what they are.
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import stale from './stale.module.css';
import styles from './table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export type Sort = { by: string; direction: 'ascending' | 'descending' };

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers: right-aligned, figures of one width. */
  align?: 'start' | 'end';
  /** Names the row for who listens; one per table, usually the link. */
  isRowHeader?: boolean;
  isSortable?: boolean;
  /** For a column of buttons: the header is spoken only. */
  isHeaderHidden?: boolean;
  /** Goes first when the screen is narrow. */
  isHiddenWhenNarrow?: boolean;
};

type TableProps<Row> = {
  /** Names the table; shown only with `hasVisibleCaption`. */
  caption: string;
  hasVisibleCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | null | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** The rows shown are the previous ones; new ones are on their way. */
  isStale?: boolean;
  /** Narrow screens: `scroll` sideways, or `stack` each row as a block of labelled lines. */
  whenNarrow?: 'scroll' | 'stack';
  /** In place of rows when there are none. */
  empty?: ReactNode;
  density?: 'normal' | 'compact';
};

/** A real table. To make a whole row lead somewhere, give the link in the row header `className={rowLinkClass}`. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, hasVisibleCaption = false, columns, rows, rowKey, sort = null, onSort, isStale = false } = props;
  const { whenNarrow = 'scroll', empty, density = 'normal' } = props;
  const box = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(box);
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    // What scrolls must be reachable by keyboard (WCAG 2.1.1); what does not scroll must be no extra stop.
    <div
      ref={box}
      className={classNames(styles.scroll, styles[whenNarrow], isStale && stale.stale)}
      {...(scrolls ? { role: 'region', 'aria-label': caption, tabIndex: 0 } : {})}
    >
      <table role="table" className={classNames(styles.table, styles[density])} aria-busy={isStale || undefined}>
        <caption className={hasVisibleCaption ? styles.caption : styles.hiddenCaption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)} className={styles.row}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Stretches the link of a row over the whole row. */
export const rowLinkClass: string = styles.rowLink ?? '';

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort | null; onSort: ((sort: Sort) => void) | undefined }) {
  const isSorted = sort?.by === column.id;
  const direction = isSorted ? sort.direction : undefined;
  const className = classNames(column.align === 'end' && styles.end, column.isHiddenWhenNarrow && styles.wideOnly);
  if (!column.isSortable || !onSort) {
    return (
      <th role="columnheader" scope="col" className={className}>
        {column.isHeaderHidden ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
      </th>
    );
  }
  const next = direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th role="columnheader" scope="col" className={className} aria-sort={direction ?? 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort({ by: column.id, direction: next })}>
        {column.header}
        <Icon
          name={direction === 'descending' ? 'sort-descending' : 'sort-ascending'}
          size={16}
          className={isSorted ? styles.sorted : styles.unsorted}
        />
      </button>
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = classNames(column.align === 'end' && styles.end, column.isHiddenWhenNarrow && styles.wideOnly);
  if (column.isRowHeader) {
    return (
      <th role="rowheader" scope="row" className={classNames(className, styles.rowHeader)}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={className} data-label={column.isHeaderHidden ? undefined : column.header}>
      {column.cell(row)}
    </td>
  );
}

function useScrolls(box: RefObject<HTMLDivElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return scrolls;
}
