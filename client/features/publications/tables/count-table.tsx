import { locales } from '#client/locales/language.ts';
import { useWords } from '#client/locales/words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { type Column, Table } from '#client/ui/table.tsx';
import type { CellKey, PublishedTable } from '#shared/contract/publications.ts';
import type { PublicationDimension } from '#shared/publications/catalogue.ts';
import { cellFinder, spreadOf } from '#shared/publications/cells.ts';
import { CountCell, isSmall } from './count-cell.tsx';
import { tableWords } from './locales.ts';
import styles from './tables.module.css';
import type { Names } from './use-names.ts';

/** The true count of a cell, for the coordinator alone; undefined where it is not known. */
export type TruthOf = (key: CellKey) => number | undefined;

type CountTableProps = { table: PublishedTable; names: Names; truthOf: TruthOf | null };

type Row = { key: string; label: string; of: CellKey; isTotal: boolean };

/** The first dimension down, the second across, with all totals. */
export function CountTable({ table, names, truthOf }: CountTableProps) {
  const words = useWords(tableWords);
  const [down, across] = table.dimensions;
  if (!down) return null;
  const cell = cellFinder(table.cells);
  const acrossValues = across ? names.values(table, across) : [];
  // One under the other on a narrow screen, the small ones of a row are named in one line. The coordinator reads each beside its true count.
  const isFolded = across !== undefined && truthOf === null;
  const rows: Row[] = [
    ...names
      .values(table, down)
      .map((value) => ({ key: value, label: names.category(down, value), of: { [down]: value }, isTotal: false })),
    { key: 'total', label: names.total(down), of: {}, isTotal: true },
  ];
  const column = (header: string, key: CellKey, isTotal: boolean): Column<Row> => ({
    id: header,
    header,
    align: 'end',
    cell: ({ of, isTotal: isSum }) => {
      const at = { ...of, ...key };
      return <CountCell count={cell(at)} truth={truthOf?.(at)} isBold={isTotal || isSum} isInner={!isTotal} />;
    },
  });
  const columns: Column<Row>[] = [
    {
      id: 'label',
      header: across === 'to' ? words('from-to') : names.dimension(down),
      isRowHeader: true,
      cell: ({ label, isTotal }) => <span className={classNames(styles.head, isTotal && styles.total)}>{label}</span>,
    },
    ...(across ? acrossValues.map((value) => column(names.short(across, value), { [across]: value }, false)) : []),
    column(across ? names.total(across) : words('count'), {}, true),
    ...(across && isFolded
      ? [
          {
            id: 'small',
            header: `0–${spreadOf([table])}`,
            cell: ({ of }: Row) => <SmallOnes table={table} of={of} across={across} values={acrossValues} names={names} />,
          },
        ]
      : []),
  ];
  const hasImpossible = across !== undefined && rows.some(({ of }) => acrossValues.some((value) => !cell({ ...of, [across]: value })));
  return (
    <div className={classNames(styles.table, across ? styles.stacked : styles.plain, isFolded && styles.folded)}>
      <Table
        caption={names.title(table)}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        density="compact"
        whenNarrow={across ? 'stack' : 'scroll'}
      />
      {hasImpossible ? <p className={styles.small}>{words('impossible-note')}</p> : null}
    </div>
  );
}

type SmallOnesProps = { table: PublishedTable; of: CellKey; across: PublicationDimension; values: readonly string[]; names: Names };

/** Which of a row are 0–4; nothing where its total is as small, which says it of all of them. */
function SmallOnes({ table, of, across, values, names }: SmallOnesProps) {
  const { language } = useWords(tableWords);
  const cell = cellFinder(table.cells);
  const small = values.filter((value) => isSmall(cell({ ...of, [across]: value })));
  if (small.length === 0 || isSmall(cell(of))) return null;
  return (
    <span className={styles.smallOnes}>
      {new Intl.ListFormat(locales[language]).format(small.map((value) => names.short(across, value)))}
    </span>
  );
}
